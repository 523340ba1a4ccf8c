import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Insertable } from "kysely";
import { eventKinds } from "#app/outgoing/kinds.ts";
import type { Db } from "#db/client.ts";
import type { EventEndpoints } from "#db/schema.ts";
import { noon } from "./factories.ts";

export type Got = { method: string; path: string; headers: IncomingHttpHeaders; body: string };

/** What to answer: a status, with headers or a body; or do it yourself with the response (never end it, break it). */
export type Reply = { status: number; headers?: Record<string, string>; body?: string | Buffer } | ((response: ServerResponse) => void);

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** Another system on this machine, to be called as `localhost`: keeps what it got, and answers as `reply` says. */
export async function startReceiver(reply: (got: Got) => Reply = () => ({ status: 204 })) {
  const requests: Got[] = [];
  const receiver = { reply };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const got = { method: request.method!, path: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString("utf8") };
      requests.push(got);
      const answer = receiver.reply(got);
      if (typeof answer === "function") answer(response);
      else response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, {
    url: `http://localhost:${port}`,
    port,
    requests,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

/** An endpoint that wants everything, with what you override. */
export function makeEndpoint(db: Db, createdBy: number, values: Partial<Insertable<EventEndpoints>> = {}) {
  return db
    .insertInto("event_endpoints")
    .values({ name: "CRM", url: "https://crm.example/in", kinds: [...eventKinds], secret: testSecret, created_by: createdBy, created_at: noon, ...values })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export const testSecret = `whsec_${Buffer.from("twenty-four bytes of test").toString("base64")}`;
