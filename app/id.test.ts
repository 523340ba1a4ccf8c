import { expect, test } from "vitest";
import { idFrom } from "./people/access.server.ts";
import { readId } from "./id.ts";

test("digits only, no other spelling of the same number", () => {
  expect([readId("1"), readId("42"), readId("9007199254740991")]).toEqual([1, 42, 9007199254740991]);
  for (const odd of ["", "0", "01", "0x1", "1e3", "1.0", "+1", "-1", " 1", "1 ", "١", "9007199254740992", "99999999999999999999", "NaN", undefined, null, 1, ["1"]]) expect([odd, readId(odd)]).toEqual([odd, undefined]);
});

test("in a URL any other spelling is a page that does not exist", () => {
  expect(idFrom("7")).toBe(7);
  expect(() => idFrom("0x7")).toThrow(expect.objectContaining({ status: 404 }));
});
