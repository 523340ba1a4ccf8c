import { createHmac, randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { makeEmployee, makeOrganisation, makeTeam } from "../factories.ts";

export type Tool = { sourceId: number; path: string; secret: string };

/** A source that signs as Standard Webhooks, in an organisation with a team of three. */
export async function connectTool(db: Db): Promise<Tool> {
  const known = await db.selectFrom("organisation").select("id").executeTakeFirst();
  if (!known) {
    await makeOrganisation(db);
    const team = await makeTeam(db, { name: "Team Noord", code: "noord" });
    for (const name of ["Fatima Amrani", "Ruben Visser", "Noor Jansen"]) await makeEmployee(db, { name, team: team.id });
  }
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const address = randomBytes(16).toString("hex");
  const { id } = await db.insertInto("sources").values({ name: `Tool ${address.slice(0, 6)}`, kind: "standard-webhooks", address, secret }).returning("id").executeTakeFirstOrThrow();
  return { sourceId: id, path: `/in/${address}`, secret };
}

export type Answer = { status: number; retryAfter: string | undefined; milliseconds: number };

/** One signed delivery; rejects when the connection breaks. */
export function deliver(origin: string, { path, secret }: Pick<Tool, "path" | "secret">, body: string, messageId: string, agent?: Agent): Promise<Answer> {
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64")).update(`${messageId}.${timestamp}.${body}`).digest("base64");
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sending = request(`${origin}${path}`, {
      method: "POST",
      agent,
      timeout: 30_000,
      headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body), "webhook-id": messageId, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` },
    });
    sending.on("timeout", () => sending.destroy(new Error("no answer in 30 s")));
    sending.on("error", reject);
    sending.on("response", (answer) => {
      answer.resume();
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode!, retryAfter: answer.headers["retry-after"], milliseconds: performance.now() - started }));
    });
    sending.end(body);
  });
}

type Sending = { origin: string; tool: Tool; count: number; perSecond: number; prefix: string; onAnswer?: (answer: Answer) => void };

/** The answer with this number: a third are detractors' about the team, by twice as many answers as customers. */
export function answerOf(prefix: string, n: number) {
  return {
    id: `${prefix}-${n}`,
    score: n % 3 === 0 ? n % 7 : 7 + (n % 4),
    comment: n % 5 === 0 ? undefined : `Woorden van klant ${n}`,
    answered_at: new Date(Date.UTC(2026, 10, 20, 8) + n * 1000).toISOString(),
    customer: { id: `K-${prefix}-${n >> 1}`, email: `klant.${prefix}.${n >> 1}@klant.example` },
    about: n % 2 ? { team: "noord" } : undefined,
  };
}

/** Sends them at this pace, and each again, with the same id, until it is answered with 2xx. Gives what was acknowledged. */
export async function sendUntilTaken({ origin, tool, count, perSecond, prefix, onAnswer }: Sending): Promise<Set<string>> {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const acknowledged = new Set<string>();
  const started = performance.now();
  const sendOne = async (n: number): Promise<void> => {
    await wait(started + (n * 1000) / perSecond - performance.now());
    const answer = answerOf(prefix, n);
    for (let attempt = 0; ; attempt++) {
      try {
        const result = await deliver(origin, tool, JSON.stringify(answer), `msg_${answer.id}`, agent);
        onAnswer?.(result);
        if (result.status >= 200 && result.status < 300) break;
        if (result.status < 500) throw new Error(`a good answer was refused with ${result.status}`);
      } catch (error) {
        if (!("code" in (error as Error))) throw error; // the connection broke or is refused: again
      }
      await wait(100 + 100 * Math.min(attempt, 5));
    }
    acknowledged.add(answer.id);
  };
  await Promise.all(Array.from({ length: count }, (_, n) => sendOne(n)));
  agent.destroy();
  return acknowledged;
}

export const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));

/**
 * The oracle: every answer acknowledged with 2xx is there once, with its one task where it needs
 * follow-up; nothing else is. Gives what is wrong; empty when all is well.
 */
export async function whatIsWrong(db: Db, tool: Tool, acknowledged: Set<string>): Promise<string[]> {
  const { rows } = await sql<{ external_id: string; score: number; tasks: number; opened: number; deliveries: number; customers: number }>`
    select external_id, score,
      (select count(*) from tasks where response_id = responses.id) as tasks,
      (select count(*) from task_events join tasks on tasks.id = task_id where response_id = responses.id and kind = 'opened') as opened,
      (select count(*) from deliveries where response_id = responses.id and verdict = 'taken_in') as deliveries,
      (select count(*) from customers where email_normalised = (select email_normalised from customers where id = responses.customer_id)) as customers
    from responses where source_id = ${tool.sourceId}`.execute(db);
  const stored = new Set(rows.map(({ external_id }) => external_id));
  const wrong = [...acknowledged].filter((id) => !stored.has(id)).map((id) => `${id} was acknowledged and is lost`);
  if (stored.size !== rows.length) wrong.push("an answer is stored twice");
  for (const { external_id, score, tasks, opened, deliveries, customers } of rows) {
    if (!acknowledged.has(external_id)) wrong.push(`${external_id} is stored and was not acknowledged`);
    const needed = score <= 6 ? 1 : 0;
    if (tasks !== needed || opened !== needed) wrong.push(`${external_id} (score ${score}) has ${tasks} tasks, opened ${opened} times`);
    if (deliveries < 1) wrong.push(`${external_id} has no delivery`);
    if (customers !== 1) wrong.push(`the customer of ${external_id} is there ${customers} times`);
  }
  return wrong;
}
