import { describe, expect, test } from "vitest";
import { createGatherer } from "./gather.server.ts";

/** Work that notes what came together, and goes on when it is let. */
function noting({ lanes = 1, largest = 10, company = { count: 1, wait: 1_000 }, isHopeless = () => false }: { lanes?: number; largest?: number; company?: { count: number; wait: number }; isHopeless?: (error: unknown) => boolean } = {}) {
  const batches: string[][] = [];
  const doors: (() => void)[] = [];
  const gather = createGatherer<string, string>(
    async (items) => {
      batches.push(items);
      await new Promise<void>((resolve) => doors.push(resolve));
      if (items.some((item) => item.startsWith("bad"))) throw new Error(`refused ${items.join()}`);
      return items.map((item) => item.toUpperCase());
    },
    { lanes, largest, company, isHopeless },
  );
  const open = async () => {
    await turn();
    doors.shift()?.();
    await turn();
  };
  return { gather, batches, open };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("gathering", () => {
  test("the first goes at once; who comes meanwhile goes together, in the order of coming, each with his own answer", async () => {
    const { gather, batches, open } = noting();
    const first = gather("a");
    await turn();
    const others = Promise.all([gather("b"), gather("c"), gather("d")]);
    await open();
    expect(await first).toBe("A");
    await open();
    expect(await others).toEqual(["B", "C", "D"]);
    expect(batches).toEqual([["a"], ["b", "c", "d"]]);
  });

  test("a bad one is refused alone", async () => {
    const { gather, open } = noting();
    const all = Promise.allSettled(["a", "b", "bad", "c", "d"].map(gather));
    for (let n = 0; n < 9; n++) await open();
    expect((await all).map((one) => (one.status === "fulfilled" ? one.value : (one.reason as Error).message))).toEqual(["A", "B", "refused bad", "C", "D"]);
  });

  test("where trying again is hopeless everybody hears it at once", async () => {
    const { gather, batches, open } = noting({ isHopeless: () => true });
    const all = Promise.allSettled(["a", "bad", "c"].map(gather));
    await open();
    expect((await all).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(batches).toHaveLength(1);
  });

  test("never more at once than the largest, nor side by side than there are lanes; and all come through", async () => {
    const { gather, batches, open } = noting({ lanes: 2, largest: 3 });
    const all = Promise.all(Array.from({ length: 10 }, (_, n) => gather(`${n}`)));
    await turn();
    expect(batches.map(({ length }) => length)).toEqual([3, 3]);
    for (let n = 0; n < 4; n++) await open();
    expect(await all).toHaveLength(10);
    expect(batches.flat()).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
  });

  test("beside another one it begins when there is company, and else after a moment: a stuck one holds nobody up", async () => {
    const { gather, batches } = noting({ lanes: 2, company: { count: 3, wait: 60_000 } });
    void gather("stuck");
    await turn();
    void gather("a");
    void gather("b");
    await turn();
    expect(batches).toEqual([["stuck"]]);
    void gather("c");
    await turn();
    expect(batches).toEqual([["stuck"], ["a", "b", "c"]]);

    const patient = noting({ lanes: 2, company: { count: 3, wait: 40 } });
    void patient.gather("stuck");
    await turn();
    void patient.gather("alone");
    await expect.poll(() => patient.batches).toEqual([["stuck"], ["alone"]]);
  });
});
