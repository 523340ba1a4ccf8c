import { once } from "node:events";
import { type ClientRequest, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeSession } from "#tests/app.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, noon } from "#tests/factories.ts";
import { ownOrigin } from "../../gate.server.ts";
import { createAuth } from "../../people/session.server.ts";
import { importById } from "./imports.server.ts";
import { limits } from "./limits.ts";
import { takeFiles } from "./uploads.server.ts";

const database = useDatabase();
let server: Server;
let origin: string;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  await makeOrganisation(database.db);
  for (const [name, is_admin] of [["admin", true], ["employee", false]] as const) {
    const session = await makeSession(database.db, (await makeEmployee(database.db, { is_admin })).id);
    cookies[name] = `${session.name}=${session.value}`;
  }
  const app = express();
  const auth = createAuth(database.pool, { isSecure: false });
  const config = { origin: "https://belterug.example", mode: "production" as const };
  app.post("/admin/import", ownOrigin({ config }), takeFiles({ db: database.db, auth, now: () => noon }), (_req, res) => void res.status(415).end());
  server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close().closeAllConnections());
beforeEach(async () => {
  for (const table of ["import_chunks", "import_problems", "imports"] as const) await database.db.deleteFrom(table).execute();
});

async function send(content: string | Buffer | null, { kind = "responses", as = "admin", headers = {} }: { kind?: string; as?: string; headers?: Record<string, string> } = {}): Promise<{ status: number; to: string | null }> {
  const form = new FormData();
  form.set("kind", kind);
  form.set("file", content === null ? new File([], "") : new File([content as string], "C:\\fakepath\\antwoorden één.csv"));
  const answer = await fetch(`${origin}/admin/import`, { method: "POST", redirect: "manual", body: form, headers: { origin: "https://belterug.example", ...(cookies[as] && { cookie: cookies[as] }), ...headers } });
  return { status: answer.status, to: answer.headers.get("location") };
}
const refused = (problem: string, kind = "responses") => ({ status: 303, to: `/admin/import?kind=${kind}&problem=${problem}` });
const nothingStays = async () => expect([await database.db.selectFrom("imports").select("id").execute(), await database.db.selectFrom("import_chunks").select("number").execute()]).toEqual([[], []]);

test("a file is kept in pieces, and the browser goes to its page", async () => {
  const rows = Array.from({ length: 60_000 }, (_, n) => `A-${n};${n % 11};20-11-2026;${"woorden ".repeat(5)}é${n}\n`).join("");
  const { status, to } = await send(`id;score;datum;toelichting\n${rows}`);
  expect(status).toBe(303);
  const id = Number(/^\/admin\/import\/(\d+)$/.exec(to ?? "")?.[1]);
  expect(await importById(database.db, id)).toMatchObject({ status: "ready", kind: "responses", fileName: "antwoorden één.csv", encoding: "utf-8", separator: ";", columns: { fields: ["id", "score", "answered_at", "comment"] } });
  const chunks = await database.db.selectFrom("import_chunks").select("bytes").where("import_id", "=", id).orderBy("number").execute();
  expect(chunks.length).toBeGreaterThan(3);
  expect(Buffer.concat(chunks.map(({ bytes }) => bytes)).toString()).toBe(`id;score;datum;toelichting\n${rows}`);
});

describe("is refused in words, and nothing of it stays", () => {
  test.each<[string, string | Buffer | null]>([
    ["empty", ""],
    ["noFile", null],
    ["xlsx", Buffer.from("PK\u0003\u0004 and so on")],
    ["pdf", "%PDF-1.7"],
    ["binary", Buffer.from([0, 1, 2, 3, 4, 0, 9, 200, 0, 0, 0])],
    ["tooManyColumns", "x;".repeat(1_000_000)],
    ["headerBroken", '"score;datum\n9;20-11-2026\n'],
    ["empty", "\n\n \n"],
    ["tooManyRows", `score\n${"9\n".repeat(limits.rows + 1)}`],
  ])("%s", async (problem, content) => {
    expect(await send(content, { kind: "customers" })).toEqual(refused(problem, "customers"));
    await nothingStays();
  });

  test("half a million rows are not too many, and empty lines are no rows", async () => {
    expect((await send(`score\n${"9\n".repeat(limits.rows)}${"\n".repeat(1_000)}`)).to).toMatch(/^\/admin\/import\/\d+$/);
  });

  test("more than 50 MB, while it comes in: the answer comes before the end, and memory stays flat", async () => {
    const { sending, part } = begin();
    const line = Buffer.from("9;20-11-2026;een gewone regel met wat woorden erin\n".repeat(20_000));
    const before = process.memoryUsage().rss;
    let answer: number | undefined;
    sending.on("response", (response) => (response.resume(), (answer = response.statusCode)));
    sending.write(part);
    let sent = 0;
    while (answer === undefined && sent < 3 * limits.bytes) {
      sent += line.length;
      sending.write(line);
      do await new Promise((resolve) => setTimeout(resolve, 1));
      while (sending.writableNeedDrain && answer === undefined);
    }
    expect(answer).toBe(303);
    expect(sent).toBeLessThan(1.5 * limits.bytes);
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
    sending.destroy();
    await nothingStays();
  }, 30_000);

  test("a browser that goes away half-way", async () => {
    const { sending, part } = begin();
    sending.on("error", () => {});
    sending.write(part);
    sending.write("9;20-11-2026;tekst\n".repeat(150_000));
    await expect.poll(async () => (await database.db.selectFrom("import_chunks").select("number").execute()).length).toBeGreaterThan(0);
    sending.destroy();
    await expect.poll(async () => (await database.db.selectFrom("imports").select("id").execute()).length).toBe(0);
    await nothingStays();
  });

  function begin(): { sending: ClientRequest; part: string } {
    const sending = request(`${origin}/admin/import`, { method: "POST", headers: { origin: "https://belterug.example", cookie: cookies["admin"]!, "content-type": "multipart/form-data; boundary=x" } });
    return { sending, part: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n' };
  }
});

describe("only an administrator's own page can send one", () => {
  test.each([
    ["nobody", { as: "nobody" }, 303, "/signin?to=%2Fadmin%2Fimport"],
    ["an employee", { as: "employee" }, 404, null],
    ["another site", { headers: { origin: "https://elsewhere.example" } }, 403, null],
    ["another site, says the browser", { headers: { "sec-fetch-site": "cross-site" } }, 403, null],
  ])("%s", async (_, options, status, to) => {
    expect(await send("score\n9\n", options)).toEqual({ status, to });
    await nothingStays();
  });

  test("what is no multipart goes on to the forms' own checks", async () => {
    const answer = await fetch(`${origin}/admin/import`, { method: "POST", body: "kind=responses", headers: { origin: "https://belterug.example", "content-type": "text/plain" } });
    expect(answer.status).toBe(415);
  });

  test.each(["multipart/form-data; x=y", "multipart/form-data; boundary="])("a multipart without parts: %s", async (type) => {
    const answer = await fetch(`${origin}/admin/import`, { method: "POST", redirect: "manual", body: "x", headers: { origin: "https://belterug.example", cookie: cookies["admin"]!, "content-type": type } });
    expect(answer.headers.get("location")).toMatch(/problem=(noFile|cutOff)/);
  });
});
