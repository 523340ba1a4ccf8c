import { expect, test } from "vitest";
import type { Language } from "#db/schema.ts";
import { readNotice, redirectWithNotice } from "./notice.server.ts";

/** What the next page reads of what this one set. */
function said(response: Response, language: Language = "nl") {
  const cookie = response.headers.get("Set-Cookie")!.split(";")[0]!;
  expect(cookie.length).toBeLessThan(4_000);
  return readNotice(new Request("http://localhost/", { headers: { cookie } }), language);
}

test("a notice names who and what it is about, with its undo, whatever the names are made of", () => {
  const about = "Sanne Kuipers; Çelik = 50%: een tegoedbon van €\u00a0120 voor O’Neill";
  expect(said(redirectWithNotice("/team/gestures", "gestureAllowed", { about }))).toEqual({ text: `Je zei ja tegen ${about}. Je collega krijgt bericht.`, undo: null });
  expect(said(redirectWithNotice("/inbox", "claimed", { undo: { taskId: 3, eventId: 44 } }))).toEqual({ text: "Deze taak is nu van jou.", undo: { taskId: 3, eventId: 44 } });
  expect(said(redirectWithNotice("/", "gestureRefused", { about, undo: { taskId: 3, eventId: 44 } }), "en")).toMatchObject({ text: `You said no to ${about}. Your colleague is told.`, undo: { taskId: 3 } });
  for (const long of ["é".repeat(5_000), "漢".repeat(5_000), `x${"😀".repeat(5_000)}`]) expect(said(redirectWithNotice("/", "gestureAllowed", { about: long }))!.text.length).toBeLessThan(400);
});

test("a cookie that is not ours says nothing wrong", () => {
  const read = (cookie: string) => readNotice(new Request("http://localhost/", { headers: { cookie } }), "nl");
  for (const cookie of ["", "notice=", "notice=nothing", "notice=constructor", "notice=saved.1", "other=saved"]) expect(read(cookie)).toBeNull();
  expect(read("notice=gestureAllowed~%E0%A4%A")!.text).toBe("Je zei ja tegen . Je collega krijgt bericht.");
});
