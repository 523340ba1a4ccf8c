import fc from "fast-check";
import { expect, test } from "vitest";
import { type Calendar, isWorkingTime } from "../people/working-time.ts";
import { mailMoment, type MailSettings } from "./mail-moment.ts";

const office: Calendar = { timeZone: "Europe/Amsterdam", hours: Object.fromEntries(["1", "2", "3", "4", "5"].map((day) => [day, [["09:00", "17:00"]]])), holidays: "nl" };
const here = { away_from: null, away_until: null };
const settings = (changed: Partial<MailSettings> = {}): MailSettings => ({ message_mail: "digest", digest_hour: 9, is_mailed_off_hours: false, ...changed });
const moment = (at: string, changed: Partial<MailSettings> = {}, away: { away_from: Date | null; away_until: Date | null } = here, calendar = office) => mailMoment(new Date(at), settings(changed), calendar, away)?.toISOString() ?? null;

test("at once while she works, else when she begins", () => {
  expect(moment("2026-11-20T11:00:00Z", { message_mail: "now" })).toBe("2026-11-20T11:00:00.000Z");
  expect(moment("2026-11-20T16:00:00Z", { message_mail: "now" })).toBe("2026-11-23T08:00:00.000Z");
  expect(moment("2026-11-20T16:00:00Z", { message_mail: "now", is_mailed_off_hours: true })).toBe("2026-11-20T16:00:00.000Z");
});

test("a digest at her hour on a day on which she works; off is never", () => {
  expect(moment("2026-11-19T11:00:00Z")).toBe("2026-11-20T08:00:00.000Z");
  expect(moment("2026-11-20T11:00:00Z", { digest_hour: 16 })).toBe("2026-11-20T15:00:00.000Z");
  expect(moment("2026-11-20T11:00:00Z")).toBe("2026-11-23T08:00:00.000Z");
  expect(moment("2026-11-20T11:00:00Z", { digest_hour: 7 })).toBe("2026-11-23T08:00:00.000Z");
  expect(moment("2026-11-20T11:00:00Z", { digest_hour: 7, is_mailed_off_hours: true })).toBe("2026-11-21T06:00:00.000Z");
  expect(moment("2026-11-20T11:00:00Z", { message_mail: "off" })).toBeNull();
});

test("not while she is away, and not on a holiday", () => {
  expect(moment("2026-11-20T11:00:00Z", { message_mail: "now" }, { away_from: new Date("2026-11-18T00:00:00Z"), away_until: new Date("2026-11-30T23:00:00Z") })).toBe("2026-12-01T08:00:00.000Z");
  expect(moment("2026-11-20T11:00:00Z", { message_mail: "now" }, { away_from: new Date("2026-11-18T00:00:00Z"), away_until: null })).toBe("2026-11-23T08:00:00.000Z");
  expect(moment("2026-12-24T17:00:00Z", { message_mail: "now" })).toBe("2026-12-28T08:00:00.000Z");
});

test("never before it happened, never outside her hours unless she wants it, over both changes of the clock", () => {
  const moments = fc.date({ min: new Date("2026-03-01"), max: new Date("2027-11-30"), noInvalidDate: true });
  const wanted = fc.record({ message_mail: fc.constantFrom("now" as const, "digest" as const), digest_hour: fc.integer({ min: 0, max: 23 }), is_mailed_off_hours: fc.boolean() });
  fc.assert(
    fc.property(moments, wanted, fc.constantFrom("Europe/Amsterdam", "America/Paramaribo", "Asia/Kolkata"), (at, set, timeZone) => {
      const calendar = { ...office, timeZone };
      const when = mailMoment(at, set, calendar, here)!;
      expect(when.getTime()).toBeGreaterThanOrEqual(at.getTime());
      expect(set.is_mailed_off_hours || isWorkingTime(when, calendar)).toBe(true);
      expect(!set.is_mailed_off_hours || when.getTime() - at.getTime() <= 25 * 3_600_000).toBe(true);
    }),
  );
});
