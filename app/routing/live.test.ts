import { expect, test } from "vitest";
import { liveForm, liveFrom } from "./live.ts";

const now = new Date("2026-10-26T09:30:00Z");
const from = (form: Record<string, string>, timeZone = "Europe/Amsterdam") => liveFrom(liveForm.parse(form), now, timeZone)?.toISOString();

test("from now, for the last days, or from the beginning of a day where the organisation is", () => {
  expect(from({ since: "now" })).toBe("2026-10-26T09:30:00.000Z");
  expect(from({ since: "week" })).toBe("2026-10-19T09:30:00.000Z");
  expect(from({ since: "day", day: "2026-10-25" })).toBe("2026-10-24T22:00:00.000Z");
  expect(from({ since: "day", day: "2026-10-26" })).toBe("2026-10-25T23:00:00.000Z");
  expect(from({ since: "day", day: "2026-10-25" }, "America/New_York")).toBe("2026-10-25T04:00:00.000Z");
  expect(from({ since: "day", day: "2027-01-04" })).toBe("2027-01-03T23:00:00.000Z");
});

test("a day that does not exist is none", () => {
  expect(from({ since: "day", day: "2026-02-30" })).toBeUndefined();
  expect(liveForm.safeParse({ since: "day", day: "morgen" }).success).toBe(false);
  expect(liveForm.safeParse({}).success).toBe(false);
});
