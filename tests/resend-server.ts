import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A mail as Resend's API got it. `from` and `to` are in the form `Name <address>`. */
export type ReceivedMail = {
  id: string;
  idempotencyKey: string | null;
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  reply_to?: string | string[];
  headers?: Record<string, string>;
};

/**
 * `status` 0 breaks the connection after the request was read, "hang" never answers. With `isAccepted`
 * the mail was taken in all the same: the sender cannot know.
 */
export type Refusal = { status: number | "hang"; isAccepted?: boolean; name?: string; message?: string; headers?: Record<string, string> };

export type ResendServer = Awaited<ReturnType<typeof startResendServer>>;

/**
 * A local server that speaks the part of Resend's HTTP API that we use: POST /emails with a bearer key
 * and an Idempotency-Key, under which a repeated mail is accepted once. `refuseNext` makes the next
 * requests fail in that order.
 */
export async function startResendServer() {
  const mails: ReceivedMail[] = [];
  const bodies = new Map<string, { id: string; body: string }>();
  const refusals: Refusal[] = [];
  let requestCount = 0;
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      requestCount++;
      const answer = (status: number, value: unknown, headers: Record<string, string> = {}) => response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
      const refusal = refusals.shift();
      if (refusal?.isAccepted) accept(request, body);
      if (refusal?.status === "hang") return;
      if (refusal?.status === 0) return void request.socket.destroy();
      if (refusal) return answer(refusal.status, { statusCode: refusal.status, name: refusal.name ?? "application_error", message: refusal.message ?? "refused" }, refusal.headers);
      if (request.method !== "POST" || request.url !== "/emails") return answer(404, { statusCode: 404, name: "not_found", message: "no such endpoint" });
      if (!/^Bearer re_\w+$/.test(request.headers.authorization ?? "")) return answer(401, { statusCode: 401, name: "missing_api_key", message: "API key is missing" });

      const { id, isSame } = accept(request, body);
      if (!isSame) return answer(409, { statusCode: 409, name: "invalid_idempotent_request", message: "This key was used for another mail" });
      answer(200, { id });
    });
  });

  /** Under a known key nothing is added: the mail of that key, and whether this one is the same. */
  function accept(request: IncomingMessage, body: string): { id: string; isSame: boolean } {
    const key = request.headers["idempotency-key"];
    const idempotencyKey = typeof key === "string" ? key : null;
    const known = idempotencyKey ? bodies.get(idempotencyKey) : undefined;
    if (known) return { id: known.id, isSame: known.body === body };
    const sent = JSON.parse(body) as Omit<ReceivedMail, "id" | "idempotencyKey" | "to"> & { to: string | string[] };
    const mail = { ...sent, to: [sent.to].flat(), id: crypto.randomUUID(), idempotencyKey };
    mails.push(mail);
    if (idempotencyKey) bodies.set(idempotencyKey, { id: mail.id, body });
    return { id: mail.id, isSame: true };
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    requestCount: () => requestCount,
    refuseNext: (...next: Refusal[]) => refusals.push(...next),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
