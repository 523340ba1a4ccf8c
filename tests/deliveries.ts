import { createHmac } from "node:crypto";
import type { PgBoss } from "pg-boss";
import { afterAll, beforeAll } from "vitest";
import { createBoss } from "#app/jobs.server.ts";
import { createLog } from "#app/log.server.ts";
import { queues } from "#app/queues.server.ts";
import { type Answer, takeDelivery } from "#app/intake/sources/deliver.server.ts";
import { gatheredDeliveries } from "#app/intake/sources/gathered.server.ts";
import { replayDeliveries } from "#app/intake/sources/replay.server.ts";
import { createSource } from "#app/intake/sources/sources.server.ts";
import type { useDatabase } from "./database.ts";
import { makeOrganisation, makeTeam, noon } from "./factories.ts";

/** A request of a survey tool, as it comes over HTTP; header names in small letters, as Node gives them. */
export type Request = { headers?: Record<string, string>; query?: string };

/**
 * Deliveries through `takeDelivery` on the file's database, with a real queue that nobody works: tests
 * run the jobs themselves. `clock.now` is the app's clock.
 */
export function useDeliveries(database: ReturnType<typeof useDatabase>) {
  const clock = { now: noon };
  const log = createLog("silent");
  const services = { now: () => clock.now, log } as { db: (typeof database)["db"]; boss: PgBoss; now: () => Date; log: typeof log };
  let deliveries: ReturnType<typeof gatheredDeliveries>;
  beforeAll(async () => {
    services.db = database.db;
    services.boss = createBoss(database.pool, log);
    await services.boss.start();
    deliveries = gatheredDeliveries(services); // one for all, as a process has: it remembers sources
    for (const [name, options] of Object.entries(queues)) await services.boss.createQueue(name, options);
    await makeOrganisation(database.db);
    await makeTeam(database.db, { name: "Team Noord", code: "noord" });
  });
  afterAll(() => services.boss.stop({ graceful: false }));

  async function send({ address }: { address: string }, body: string | Buffer, { headers = {}, query = "" }: Request = {}): Promise<Answer & { json: Record<string, unknown> }> {
    const raw = typeof body === "string" ? Buffer.from(body) : body;
    const answer = await takeDelivery(services, deliveries, { address, query: new URLSearchParams(query), headers, raw });
    return { ...answer, json: JSON.parse(answer.body) };
  }
  return {
    clock,
    services,
    send,
    connect: (kind: string, values: Partial<Parameters<typeof createSource>[1]> = {}) => createSource(database.db, { name: kind, kind, ...values }, noon),
    replay: ({ id }: { id: number }) => replayDeliveries({ sourceId: id }, services),
    responses: ({ id }: { id: number }) => database.db.selectFrom("responses").selectAll().where("source_id", "=", id).orderBy("id").execute(),
    deliveries: ({ id }: { id: number }) => database.db.selectFrom("deliveries").selectAll().where("source_id", "=", id).orderBy("id").execute(),
    jobs: async (name: string) => (await database.pool.query("select data from pgboss.job where name = $1 order by created_on", [name])).rows.map(({ data }) => data as Record<string, number>),
  };
}

export const hmac = (hash: string, key: string | Buffer, text: string | Buffer, encoding: "hex" | "base64") => createHmac(hash, key).update(text).digest(encoding);

/** The headers of https://www.standardwebhooks.com for this body. */
export function standardHeaders(secret: string, body: string | Buffer, { id = "msg_1", at = noon }: { id?: string; at?: Date } = {}) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(body)]);
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${hmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64"), signed, "base64")}` };
}
