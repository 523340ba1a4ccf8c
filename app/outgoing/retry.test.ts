import { describe, expect, test } from "vitest";
import { noon } from "#tests/factories.ts";
import { mostTries, type Outcome, settled } from "./retry.ts";

const after = (outcome: Partial<Outcome>, tryCount: number, random = 0) => {
  const result = settled({ status: null, problem: null, ...outcome }, tryCount, noon, random);
  return result.status === "waiting" ? (result.nextTryAt.getTime() - noon.getTime()) / 1_000 : result.status;
};

describe("what follows from a try", () => {
  test("any 2xx is success, all else is tried again, later and later, and then given up", () => {
    expect([200, 201, 204, 299].map((status) => after({ status }, 1))).toEqual(Array(4).fill("delivered"));
    expect([100, 199, 301, 302, 400, 404, 500].map((status) => after({ status }, 1))).toEqual(Array(7).fill(5));
    const tries = Array.from({ length: mostTries }, (_, index) => after({ problem: "timed_out" }, index + 1));
    expect(tries).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, "failed"]);
  });

  test("what failed together is spread, never earlier than it should", () => {
    expect(after({ status: 500 }, 2, 0.5)).toBe(330);
    expect(after({ status: 500 }, 2, 1)).toBe(360);
  });

  test("Retry-After is obeyed for 429 and 503, in seconds or as a date, a day at most, and never shortens the wait", () => {
    expect(after({ status: 429, retryAfter: "120" }, 1)).toBe(120);
    expect(after({ status: 503, retryAfter: "Fri, 20 Nov 2026 11:10:00 GMT" }, 1)).toBe(600);
    expect(after({ status: 503, retryAfter: "999999999" }, 1)).toBe(86_400);
    expect(after({ status: 500, retryAfter: "120" }, 1)).toBe(5);
    for (const retryAfter of ["1", "-5", "soon", "", "Fri, 20 Nov 2020 11:10:00 GMT", undefined]) expect(after({ status: 429, retryAfter }, 1)).toBe(5);
  });

  test("410 pauses, at once and for whatever try", () => {
    expect(settled({ status: 410, problem: null }, mostTries, noon, 0)).toEqual({ status: "waiting", nextTryAt: noon, isGone: true });
  });
});
