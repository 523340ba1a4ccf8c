import { expect, test } from "vitest";
import { readTime } from "./time.ts";
import type { Tree } from "./tree.ts";

const zone = { timeZone: "Europe/Amsterdam" };
const utc = "2026-11-20T10:20:00.000Z";

test.each<[Tree, string]>([
  [1795170000, utc], ["1795170000", utc], [1795170000000, utc], ["1795170000000", utc], [1795170000000000, utc], ["1795170000.000", utc], ["/Date(1795170000000+0100)/", utc],
  ["2026-11-20T10:20:00Z", utc], ["2026-11-20T10:20:00.000000+00:00", utc], ["2026-11-20T11:20:00+0100", utc], ["2026-11-20T11:20:00+01", utc], ["2026-11-20 10:20:00 UTC", utc], ["2026-11-20 02:20:00 -0800", utc], ["20261120T102000Z", utc], ["2026-11-20T10:20Z", utc],
  ["2026-11-20 11:20:00", utc], ["2026-11-20T11:20", utc], ["2026/11/20 11:20:00", utc], ["20-11-2026 11:20", utc], ["20-11-2026 11:20:00", utc], ["20/11/2026 11:20:00", utc], ["20.11.2026 11:20", utc], ["20-11-26 11:20", utc], ["20-11-2026, 11:20", utc],
  ["11/20/2026 11:20:00 AM", utc], ["11/20/2026 11:20:00", utc], ["Nov 20, 2026 11:20 AM", utc], ["November 20, 2026 at 11:20:00 am", utc],
  ["20 november 2026 11:20", utc], ["20 nov. 2026 11:20 uur", utc], ["vr 20 nov 2026 om 11:20", utc], ["Friday, 20 November 2026 11:20", utc],
  ["Fri, 20 Nov 2026 11:20:00 +0100", utc], ["Fri Nov 20 2026 11:20:00 GMT+0100 (Midden-Europese standaardtijd)", utc], ["2026-11-20 11:20:00 CET", utc], ["2026-11-20 05:20:00 EST", utc],
  [["2026-11-20T10:20:00Z"], utc],
  ["4/3/2026 3:05 PM", "2026-04-03T13:05:00.000Z"], ["4/3/2026 15:05", "2026-03-04T14:05:00.000Z"], ["12/11/2026 12:30 AM", "2026-12-10T23:30:00.000Z"],
  ["2026-07-01 12:00:00", "2026-07-01T10:00:00.000Z"], ["2026-11-20", "2026-11-19T23:00:00.000Z"], ["20 november 2026", "2026-11-19T23:00:00.000Z"], ["1-3-2026", "2026-02-28T23:00:00.000Z"],
  ["2026-03-29 02:30:00", "2026-03-29T01:30:00.000Z"],
])("%j is %s", (value, expected) => expect(readTime(value, zone)?.toISOString()).toBe(expected)); // prettier-ignore

test("the month first, where the administrator says so", () => {
  expect(readTime("4/3/2026 15:05", { ...zone, dateOrder: "month" })?.toISOString()).toBe("2026-04-03T13:05:00.000Z");
  expect(readTime("14/3/2026 15:05", { ...zone, dateOrder: "month" })?.toISOString()).toBe("2026-03-14T14:05:00.000Z");
});

test.each<[Tree]>([["gisteren"], [""], ["2026-02-30"], ["2026-13-01 10:00"], ["25:00"], ["31-4-2026"], [9], ["12"], [null], [true], [{}], ["9999999999999999999"], ["2026-11-20 25:00"]])("%j is no time", (value) => expect(readTime(value, zone)).toBeUndefined());
