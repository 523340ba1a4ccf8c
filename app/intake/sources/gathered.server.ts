import { isDatabaseAway } from "#db/away.ts";
import { createGatherer } from "../gather.server.ts";
import type { Deliveries, DeliveryServices } from "./deliver.server.ts";
import type { Judged } from "./judge.server.ts";
import { type Recorded, recordDeliveries, SourceChanged } from "./record.server.ts";
import { findSource, type Source } from "./source.server.ts";

/** How long a source is remembered, and how many. */
const remembered = { milliseconds: 5_000, sources: 1_000 };

/**
 * Deliveries that arrive while others are being written wait, and share the next commit. A source is
 * remembered for some seconds: whether it is still as it was is looked at again in the transaction
 * that stores (its version), so that a pause or a new mapping holds from the moment it is saved.
 */
export function gatheredDeliveries({ db, boss, now }: DeliveryServices): Deliveries {
  const sources = new Map<string, { source: Source; at: number }>();
  const gather = createGatherer<Judged, Recorded>((all) => recordDeliveries(db, boss, all, { now: now() }), { largest: 64, lanes: 3, company: { count: 8, wait: 10 }, isHopeless: isDatabaseAway });
  return {
    async find(address) {
      const known = sources.get(address);
      if (known && performance.now() - known.at < remembered.milliseconds) return known.source;
      sources.delete(address);
      const source = await findSource(db, address);
      if (!source) return undefined;
      if (sources.size >= remembered.sources) sources.clear();
      sources.set(address, { source, at: performance.now() });
      return source;
    },
    async record(judged) {
      try {
        return await gather(judged);
      } catch (error) {
        if (error instanceof SourceChanged) for (const [address, { source }] of sources) if (source.id === judged.source.id) sources.delete(address);
        throw error;
      }
    },
  };
}
