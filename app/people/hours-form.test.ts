import { expect, test } from "vitest";
import { hourFields } from "./hours-form.ts";
import { hoursInWords } from "./hours.texts.ts";
import { presenceForm } from "./presence-form.ts";

const own = (fields: Record<string, string>) => presenceForm.safeParse({ hours: "own", substitute: "", cap: "", ...fields });
const problems = (fields: Record<string, string>) => own(fields).error?.issues.map(({ path, message }) => [path[0], message]);

test("a week comes back from the form as it went in, two stretches a day and midnight included", () => {
  const hours = { "1": [["09:00", "12:30"], ["13:00", "17:00"]], "6": [["18:00", "24:00"]] };
  expect(own(hourFields(hours as never)).data).toEqual({ workingHours: hours, substituteId: null, openTaskCap: null });
});

test("stretches are put in order; an empty second one is no problem", () => {
  expect(own({ "hours-2-from": "13:00", "hours-2-until": "17:00", "hours-2-from2": "09:00", "hours-2-until2": "12:00" }).data?.workingHours).toEqual({ "2": [["09:00", "12:00"], ["13:00", "17:00"]] });
});

test("what is no time, half a stretch, and an end before its beginning are named by the day", () => {
  expect(problems({ "hours-1-from": "9", "hours-1-until": "17:00" })).toContainEqual(["hours-1", "hoursTime"]);
  expect(problems({ "hours-3-from": "09:00" })).toContainEqual(["hours-3", "hoursTime"]);
  expect(problems({ "hours-5-from": "17:00", "hours-5-until": "09:00" })).toContainEqual(["hours-5", "hoursOrder"]);
  expect(problems({ "hours-1-from": "09:00", "hours-1-until": "10:00", "hours-1-from3": "15:00", "hours-1-until3": "17:00" })).toEqual([["hours-1", "hoursTwice"]]);
  expect(problems({})).toEqual([["hours", "hoursNone"]]);
});

test("a limit is a whole number from 1 to 1000, or none; hours as the team need no fields", () => {
  const cap = (text: string) => presenceForm.safeParse({ hours: "team", substitute: "7", cap: text });
  expect(cap("12").data).toEqual({ workingHours: null, substituteId: 7, openTaskCap: 12 });
  expect(["0", "1001", "-1", "1.5", "veel"].map((text) => cap(text).success)).toEqual([false, false, false, false, false]);
});

test("hours are said in a line", () => {
  const day = [["09:00", "17:00"]] as [string, string][];
  expect(hoursInWords({ "1": day, "2": day, "3": day, "4": day, "5": [["09:00", "12:00"]] }, "nl")).toBe("ma t/m do 9:00-17:00, vr 9:00-12:00");
  expect(hoursInWords({ "1": day, "2": day, "6": [["08:00", "10:00"], ["20:00", "24:00"]] }, "en")).toBe("Mon and Tue 9:00-17:00, Sat 8:00-10:00 and 20:00-24:00");
  expect(hoursInWords({}, "nl")).toBe("geen vaste uren");
});
