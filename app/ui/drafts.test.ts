import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dropDraftsOf, dropOldDrafts, hasDraft, keepDraft, readDraft } from "./drafts.ts";

const [fatima, sven] = [1, 12];
const form = "/tasks/3/actions";
const hours = (count: number) => vi.setSystemTime(Date.UTC(2026, 10, 20, 9 + count));

beforeEach(() => {
  vi.useFakeTimers();
  hours(0);
  // What a browser has, and Node has not: its keys are its own properties.
  const storage = Object.create({
    getItem: (key: string) => (storage as Record<string, string>)[key] ?? null,
    setItem: (key: string, value: string) => void ((storage as Record<string, string>)[key] = value),
    removeItem: (key: string) => void delete (storage as Record<string, string>)[key],
  }) as object;
  vi.stubGlobal("localStorage", storage);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a colleague who signs in in between does not see what she typed, and does not cost her it the same day", () => {
  keepDraft(fatima, form, { text: "De kraan is vervangen." });
  hours(3);
  dropOldDrafts(sven);
  expect(readDraft(sven, form)).toBeNull();
  dropDraftsOf(sven);
  expect(hasDraft(form)).toBe(true);
  dropOldDrafts(fatima);
  expect(readDraft(fatima, form)).toEqual({ text: "De kraan is vervangen." });
  hours(13);
  dropOldDrafts(sven);
  expect(hasDraft(form), "left behind yesterday").toBe(false);
});

test("her own stays fourteen days, and goes when she signs out", () => {
  keepDraft(fatima, form, { text: "De kraan is vervangen." });
  keepDraft(sven, form, { text: "Niet thuis." });
  hours(24 * 14);
  dropOldDrafts(fatima);
  expect([readDraft(fatima, form), readDraft(sven, form)]).toEqual([{ text: "De kraan is vervangen." }, null]);
  hours(24 * 14 + 1);
  dropOldDrafts(fatima);
  expect(readDraft(fatima, form)).toBeNull();
  keepDraft(fatima, form, { text: "Nog iets." });
  dropDraftsOf(fatima);
  expect(hasDraft(form)).toBe(false);
});
