import { sql } from "kysely";
import { prepared, type Trx } from "#db/client.ts";
import type { ResponseFacts } from "./compile.ts";

type History = { count: number; detractorAt: Date | null; previousOwnerId: number | null };

/** What a customer said before, while a round of her answers is decided. */
export type Earlier = {
  of: (customerId: number) => ResponseFacts["earlier"] & { previousOwnerId: number | null };
  /** This round brought one more of hers. */
  add: (customerId: number, response: { score: number; at: Date }) => void;
};

/** Her responses before these, and who owned the last of her tasks; of nobody where no customers are given. */
export async function earlierOf(trx: Trx, customerIds: number[], exceptResponseIds: number[]): Promise<Earlier> {
  const histories = new Map<number, History>();
  if (customerIds.length > 0) {
    const { rows } = await sql<{ customer_id: number; count: number; detractor_at: Date | null; owner_id: number | null }>`${prepared}
      select customer_id, count(*) as count, max(received_at) filter (where category = 'detractor') as detractor_at,
        (select owner_id from tasks where tasks.customer_id = responses.customer_id and owner_id is not null and response_id <> all(${exceptResponseIds}::bigint[]) order by received_at desc, id desc limit 1) as owner_id
      from responses
      where customer_id = any(${customerIds}::bigint[]) and id <> all(${exceptResponseIds}::bigint[])
      group by customer_id`.execute(trx);
    for (const { customer_id, count, detractor_at, owner_id } of rows) histories.set(customer_id, { count, detractorAt: detractor_at, previousOwnerId: owner_id });
  }
  const of = (customerId: number): History => histories.get(customerId) ?? { count: 0, detractorAt: null, previousOwnerId: null };
  return {
    of,
    add(customerId, { score, at }) {
      const { count, detractorAt, previousOwnerId } = of(customerId);
      histories.set(customerId, { count: count + 1, detractorAt: score <= 6 && (!detractorAt || at > detractorAt) ? at : detractorAt, previousOwnerId });
    },
  };
}
