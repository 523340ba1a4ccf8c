import { expect, test } from "vitest";
import { createKey } from "../keys.server.ts";
import { makeConnectedSource, makeDelivery, noon } from "#tests/factories.ts";
import { useDatabase } from "#tests/database.ts";
import { deliveryPage, listDeliveries, listSources, recentPayloads, sourcePage } from "./pages.server.ts";

const database = useDatabase();

test("the list has each source with its last delivery and what waits, a page at a time, the archived ones apart", async () => {
  await database.rollback(async (trx) => {
    const shop = await makeConnectedSource(trx, { name: "Webwinkel" });
    const gone = await makeConnectedSource(trx, { name: "Oud", archived_at: noon });
    const key = await createKey(trx, "Typeform", noon);
    await createKey(trx, "Dashboard, dat alleen leest", noon, ["responses:read"]);
    await makeDelivery(trx, { source_id: shop.id });
    await makeDelivery(trx, { source_id: shop.id });
    const last = await makeDelivery(trx, { source_id: shop.id, verdict: "refused" });
    const page = await listSources(trx, { archived: false, after: null });
    expect(page.sources).toMatchObject([
      { name: "Typeform", kind: "api", last: null, waiting: 0 },
      { name: "Webwinkel", last: { id: last.id, verdict: "refused" }, waiting: 2 },
    ]);
    expect((await listSources(trx, { archived: false, after: key.sourceId })).sources).toMatchObject([{ name: "Webwinkel" }]);
    expect((await listSources(trx, { archived: true, after: null })).sources).toMatchObject([{ id: gone.id }]);
    expect(await sourcePage(trx, key.sourceId), "a key is no tool").toBeUndefined();
    expect(await sourcePage(trx, shop.id)).toMatchObject({ waiting: 2, held: 0 });
  });
});

test("deliveries come thirty at a time, newest first, none twice and none left out", async () => {
  await database.rollback(async (trx) => {
    const source = await makeConnectedSource(trx);
    const other = await makeConnectedSource(trx);
    const made: number[] = [];
    for (let number = 0; number < 65; number++) made.unshift((await makeDelivery(trx, { source_id: source.id })).id);
    const theirs = await makeDelivery(trx, { source_id: other.id });
    const seen: number[] = [];
    let before: number | null = null;
    do {
      const page: Awaited<ReturnType<typeof listDeliveries>> = await listDeliveries(trx, source.id, { before });
      seen.push(...page.deliveries.map(({ id }) => id));
      before = page.next;
    } while (before !== null);
    expect(seen).toEqual(made);
    expect(await deliveryPage(trx, source.id, theirs.id), "of another source").toBeUndefined();
  });
});

test("to check a mapping against: the newest whose body is kept, and nothing that was not signed", async () => {
  await database.rollback(async (trx) => {
    const source = await makeConnectedSource(trx);
    const kept = await makeDelivery(trx, { source_id: source.id });
    await makeDelivery(trx, { source_id: source.id, verdict: "unsigned" });
    const { id } = await makeDelivery(trx, { source_id: source.id });
    await trx.updateTable("deliveries").set({ body: null }).where("id", "=", id).execute();
    expect((await recentPayloads(trx, source.id, { isFetched: false })).map((payload) => payload.id)).toEqual([kept.id]);
  });
});
