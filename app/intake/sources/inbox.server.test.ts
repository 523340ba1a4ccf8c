import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { hmac, useDeliveries } from "#tests/deliveries.ts";
import { createInbox } from "./inbox.server.ts";
import { saveMapping } from "./sources.server.ts";

const database = useDatabase();
const inbox = useDeliveries(database);
let server: Server;
let port: number;
let url: string;
let source: Awaited<ReturnType<typeof inbox.connect>>;
let count = 0;

beforeAll(async () => {
  const handle = createInbox(inbox.services);
  server = createServer((req, res) => handle(req, res) || res.writeHead(404).end("elsewhere")).listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
  source = await inbox.connect("anything", { signing: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "X-Signature" }, secret: "geheim" });
  await saveMapping(inbox.services, source.id, { scale: "0-10", fields: { id: [{ at: ["id"] }], score: [{ at: ["score"] }], comment: [{ at: ["tekst"] }] } });
  url = `http://127.0.0.1:${port}/in/${source.address}`;
});
afterAll(() => server.close().closeAllConnections());

function post(body: string | Buffer, headers: Record<string, string> = {}) {
  return fetch(url, { method: "POST", headers: { "content-type": "application/json", "x-signature": hmac("sha256", "geheim", body, "hex"), ...headers }, body: body as string });
}
const good = () => JSON.stringify({ id: ++count, score: 9, tekst: "Fijn" });

/** The problem that it is, and that others are served meanwhile. */
async function expectRefused(response: Response, status: number) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ type: "about:blank", status, title: expect.any(String), detail: expect.any(String) });
  expect((await post(good())).status).toBe(201);
}

test("an answer comes in, packed or not, with a query or a slash at the end", async () => {
  const response = await post(good());
  expect(`${response.status} ${response.headers.get("content-type")} ${response.headers.get("cache-control")}`).toBe("201 application/json no-store");
  const body = good();
  expect((await post(gzipSync(body), { "content-encoding": "gzip", "x-signature": hmac("sha256", "geheim", body, "hex") })).status).toBe(201);
  const packed = gzipSync(good());
  expect((await post(packed, { "content-encoding": "gzip" })).status).toBe(201);
  url += "/?van=tool";
  expect((await post(good())).status).toBe(201);
  url = url.replace("/?van=tool", "");
});

test("who tries whether the address is there gets a friendly 200; other methods 405; other paths are not ours", async () => {
  const got = await fetch(url);
  expect(`${got.status} ${await got.text()}`).toBe("200 Belterug takes survey answers here, sent with POST.\n");
  expect((await fetch(url, { method: "HEAD" })).status).toBe(200);
  const put = await fetch(url, { method: "PUT", body: "{}" });
  expect(put.headers.get("allow")).toBe("POST");
  await expectRefused(put, 405);
  await expectRefused(await fetch(`http://127.0.0.1:${port}/in/${"x".repeat(32)}`, { method: "POST", body: "{}" }), 404);
  await expectRefused(await fetch(`http://127.0.0.1:${port}/in/%E0%A4%A`, { method: "POST", body: "{}" }), 404);
  expect(await (await fetch(`http://127.0.0.1:${port}/inbox`)).text()).toBe("elsewhere");
});

test("who sends answers by GET is told that they do not arrive; a secret in the address is no answer", async () => {
  for (const query of ["id=g-1&score=9", "payload=%7B%22score%22%3A9%7D", "token=geheim&score=9"]) {
    const got = await fetch(`${url}?${query}`);
    expect(got.headers.get("allow")).toBe("POST");
    await expectRefused(got, 405);
    expect((await fetch(`${url}?${query}`, { method: "HEAD" })).status).toBe(405);
  }
  for (const query of ["", "token=geheim", "x-signature=ab", "_=1795170000"]) expect((await fetch(`${url}?${query}`)).status).toBe(200);
});

test("every request has an id; the log tells of those that went wrong, without their address", async () => {
  const lines: { line: object; text: string }[] = [];
  const handle = createInbox({ ...inbox.services, log: { info: (line: object, text: string) => lines.push({ line, text }) } as unknown as typeof inbox.services.log });
  const listening = createServer((req, res) => void handle(req, res)).listen(0, "127.0.0.1");
  await once(listening, "listening");
  const to = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/in/${source.address}`;
  const body = good();
  const taken = await fetch(to, { method: "POST", headers: { "x-signature": hmac("sha256", "geheim", body, "hex") }, body });
  const refused = await fetch(`${to}?naam=jan`, { method: "POST", body: "{}" });
  expect([taken.status, refused.status]).toEqual([201, 401]);
  expect(taken.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  expect(lines).toEqual([{ line: { requestId: refused.headers.get("x-request-id"), method: "POST", status: 401, ms: expect.any(Number), place: "/in" }, text: "request" }]);
  listening.close().closeAllConnections();
});

test.each<[number, string, string | Buffer, Record<string, string>]>([
  [401, "no signature", "{}", { "x-signature": "" }],
  [401, "broken JSON that nobody signed", "{", { "x-signature": "00" }],
  [400, "signed but broken JSON", '{"id":1,', {}],
  [400, "signed but invalid UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), {}],
  [400, "signed but nothing", "", {}],
  [400, "JSON 100,000 deep", "[".repeat(100_000) + "]".repeat(100_000), {}],
  [400, "U+0000", String.raw`{"id":"\u0000"}`, {}],
  [400, "half a surrogate pair", String.raw`{"id":"\ud800"}`, {}],
  [400, "says gzip, is none", "{}", { "content-encoding": "gzip" }],
  [415, "packed in a way that we do not know", "{}", { "content-encoding": "zstd" }],
  [415, "a picture", Buffer.from("GIF89a"), { "content-type": "image/gif" }],
  [413, "a gzip bomb", gzipSync(Buffer.alloc(50_000_000)), { "content-encoding": "gzip" }],
  [413, "300 kB", `{"a":"${"x".repeat(300_000)}"}`, {}],
  [422, "a score of 11", '{"id":"x","score":11}', {}],
])("%i: %s", async (status, _, body, headers) => expectRefused(await post(body, headers), status));

test("keys that mean something to JavaScript change nothing", async () => {
  expect((await post('{"__proto__":{"score":10},"id":"proto","score":3,"constructor":{"prototype":{"score":10}}}')).status).toBe(201);
  expect((await inbox.responses(source)).find(({ external_id }) => external_id === "proto")).toMatchObject({ score: 3 });
});

test("50 MB: refused at its length, or after 256 kB where it gives none; memory stays flat", async () => {
  const before = process.memoryUsage().rss;
  const chunk = Buffer.alloc(1_000_000, "x");
  for (const headers of [{ "content-length": "50000000" }, { "transfer-encoding": "chunked" }]) {
    const sending = request(url, { method: "POST", headers: { "content-type": "application/json", ...headers } });
    sending.on("error", () => {});
    const answered = once(sending, "response");
    for (let n = 0; n < 50 && !sending.destroyed; n++) if (!sending.write(chunk)) await Promise.race([once(sending, "drain"), once(sending, "close"), answered]);
    const [response] = await answered;
    expect(response.statusCode).toBe(413);
    sending.destroy();
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  expect((await post(good())).status).toBe(201);
});

test("a length that lies stores nothing", async () => {
  const before = (await inbox.responses(source)).length;
  const body = JSON.stringify({ id: "lying", score: 9 });
  const send = async (length: number) => {
    const socket = connect(port, "127.0.0.1");
    socket.write(`POST /in/${source.address} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Signature: ${hmac("sha256", "geheim", body, "hex")}\r\nContent-Length: ${length}\r\n\r\n${body}`);
    setTimeout(() => socket.end(), 200);
    let text = "";
    for await (const chunk of socket) text += chunk;
    return text;
  };
  expect(await send(10)).toMatch(/^HTTP\/1.1 4/);
  expect(await send(body.length + 50)).not.toContain("HTTP/1.1 2");
  expect(await send(-5)).toMatch(/^HTTP\/1.1 400/);
  expect((await inbox.responses(source)).length).toBe(before);
});

test("what our own mistake keeps from being stored is kept, and says so", async () => {
  await database.pool.query("create function trip() returns trigger language plpgsql as $$ begin raise exception 'our mistake' using errcode = 'XX000'; end $$; create trigger trip before insert on customers for each row execute function trip()");
  const response = await post(good());
  expect(await response.json()).toMatchObject({ status: 500, reason: "not_stored" });
  expect((await inbox.deliveries(source)).at(-1)).toMatchObject({ verdict: "refused", reason: { code: "not_stored" }, body: expect.any(Buffer) });
  await database.pool.query("drop trigger trip on customers");
});
