import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fits, type Limits, monthOf, proposals, roomLeft } from "./mandate.ts";
import { sayAmount, sayGesture } from "./say.ts";

const nothing = { onCase: 0, thisMonth: 0 };

describe("what she may still give", () => {
  test("is the least that any limit leaves, never less than nothing", () => {
    expect(roomLeft({ case_limit: 5_000, month_limit: 20_000 }, nothing)).toBe(5_000);
    expect(roomLeft({ case_limit: 5_000, month_limit: 20_000 }, { onCase: 3_000, thisMonth: 0 })).toBe(2_000);
    expect(roomLeft({ case_limit: 5_000, month_limit: 20_000 }, { onCase: 0, thisMonth: 19_500 })).toBe(500);
    expect(roomLeft({ case_limit: 5_000, month_limit: null }, { onCase: 0, thisMonth: 900_000 })).toBe(5_000);
    expect(roomLeft({ case_limit: null, month_limit: 3 }, { onCase: 90, thisMonth: 1 })).toBe(2);
    expect(roomLeft({ case_limit: 1_000, month_limit: null }, { onCase: 9_000, thisMonth: 0 })).toBe(0);
  });
  test("without a mandate is nothing, without limits anything", () => {
    expect(roomLeft(null, nothing)).toBe(0);
    expect(roomLeft({ case_limit: null, month_limit: null }, { onCase: 9_000, thisMonth: 9_000 })).toBeNull();
    expect(fits(null, 1_000_000)).toBe(true);
    expect(roomLeft({ case_limit: 0, month_limit: null }, nothing)).toBe(0);
  });

  const limit = fc.option(fc.nat(20_000));
  const gift = fc.record({ case: fc.nat(3), amount: fc.integer({ min: 1, max: 8_000 }) });
  test("however she gives: where each gift fits, no sum passes its limit; and what fits is not held back", () => {
    fc.assert(
      fc.property(fc.record({ case_limit: limit, month_limit: limit }), fc.array(gift), (limits: Limits, gifts) => {
        const given: typeof gifts = [];
        const sum = (list: typeof gifts) => list.reduce((total, { amount }) => total + amount, 0);
        const usedOn = (id: number) => ({ onCase: sum(given.filter((each) => each.case === id)), thisMonth: sum(given) });
        for (const wanted of gifts) {
          const room = roomLeft(limits, usedOn(wanted.case));
          const isWithin = (limits.case_limit ?? Infinity) >= usedOn(wanted.case).onCase + wanted.amount && (limits.month_limit ?? Infinity) >= sum(given) + wanted.amount;
          expect(fits(room, wanted.amount)).toBe(isWithin);
          if (isWithin) given.push(wanted);
        }
      }),
    );
  });
});

describe("the calendar month", () => {
  test("begins and ends at midnight on the organisation's clock, also where the clock changes in it", () => {
    expect(monthOf(new Date("2026-10-31T22:59:59.999Z"), "Europe/Amsterdam")).toEqual({ from: new Date("2026-09-30T22:00:00Z"), to: new Date("2026-10-31T23:00:00Z") });
    expect(monthOf(new Date("2026-10-31T23:00:00Z"), "Europe/Amsterdam")).toEqual({ from: new Date("2026-10-31T23:00:00Z"), to: new Date("2026-11-30T23:00:00Z") });
    expect(monthOf(new Date("2026-03-29T01:30:00Z"), "Europe/Amsterdam")).toEqual({ from: new Date("2026-02-28T23:00:00Z"), to: new Date("2026-03-31T22:00:00Z") });
    expect(monthOf(new Date("2026-12-31T23:30:00Z"), "Europe/Amsterdam").from).toEqual(new Date("2026-12-31T23:00:00Z"));
    expect(monthOf(new Date("2028-02-29T12:00:00Z"), "UTC")).toEqual({ from: new Date("2028-02-01T00:00:00Z"), to: new Date("2028-03-01T00:00:00Z") });
    // Paraguay's clock skipped midnight on 1 October 2017.
    expect(monthOf(new Date("2017-10-15T12:00:00Z"), "America/Asuncion").from).toEqual(new Date("2017-10-01T04:00:00Z"));
  });
  test("every instant is in exactly one month, in every zone, and months have no gap between them", () => {
    const zone = fc.constantFrom("Europe/Amsterdam", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "Pacific/Apia", "America/Asuncion", "UTC");
    fc.assert(
      fc.property(fc.date({ min: new Date("2009-01-01T00:00:00Z"), max: new Date("2040-01-01T00:00:00Z"), noInvalidDate: true }), zone, (now, timeZone) => {
        const { from, to } = monthOf(now, timeZone);
        expect(from <= now && now < to).toBe(true);
        expect(monthOf(to, timeZone).from).toEqual(to);
        expect(monthOf(new Date(to.getTime() - 1), timeZone)).toEqual({ from, to });
      }),
    );
  });
});

test("what is offered as a button always fits, is round where it can be, and is little", () => {
  expect(proposals(5_000, true)).toEqual([2_500, 5_000]);
  expect(proposals(1_700, true)).toEqual([500, 1_500]);
  expect(proposals(500, true)).toEqual([500]);
  expect(proposals(320, true)).toEqual([320]);
  expect(proposals(0, true)).toEqual([]);
  expect(proposals(0, false)).toEqual([]);
  expect(proposals(null, false)).toEqual([1]);
  fc.assert(
    fc.property(fc.option(fc.nat(200_000)), fc.boolean(), (room, hasAmount) => {
      const offered = proposals(room, hasAmount);
      expect(offered.every((amount) => amount > 0 && fits(room, amount))).toBe(true);
      expect(offered.length).toBeLessThanOrEqual(2);
      expect([...new Set(offered)].sort((a, b) => a - b)).toEqual(offered);
    }),
  );
});

test("is said in a sentence", () => {
  const plain = (text: string) => text.replaceAll("\u00a0", " ");
  expect(plain(sayGesture({ name: "Tegoedbon", has_amount: true, amount: 2_500 }, "nl"))).toBe("tegoedbon van € 25");
  expect(plain(sayGesture({ name: "VVV-bon", has_amount: true, amount: 1_250 }, "nl"))).toBe("VVV-bon van € 12,50");
  expect(plain(sayGesture({ name: "Voucher", has_amount: true, amount: 1_250 }, "en"))).toBe("voucher of €12.50");
  expect(sayGesture({ name: "Bos bloemen", has_amount: false, amount: 1 }, "nl")).toBe("bos bloemen");
  expect(sayGesture({ name: "Bos bloemen", has_amount: false, amount: 2 }, "nl")).toBe("2 × bos bloemen");
  expect(sayAmount({ has_amount: false, amount: 3 }, "nl")).toBe("3 keer");
});
