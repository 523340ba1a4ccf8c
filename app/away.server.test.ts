import type { ServerBuild } from "@remix-run/node";
import { afterAll, expect, test } from "vitest";
import { createDb, createPool } from "#db/client.ts";
import { answeringWithoutDatabase, keepingTyped } from "./away.server.ts";
import { createLog } from "./log.server.ts";

// Nobody listens on port 1.
const db = createDb(createPool({ connectionString: "postgres://postgres@127.0.0.1:1/belterug", onError: () => {} }));
afterAll(() => db.destroy());

const ask = () => db.selectFrom("organisation").select("id").execute();
const mistake = () => Promise.reject(new Error("our mistake"));
const build = (loader: () => unknown, action?: () => unknown) => answeringWithoutDatabase({ routes: { page: { id: "page", path: "page", module: { default: () => null, loader, action } } } } as never as ServerBuild).routes["page"]!.module;
const thrownBy = (handler: unknown) => (handler as (args: object) => Promise<unknown>)({ context: { log: createLog("fatal"), requestId: "x" } }).then(() => undefined, (error: unknown) => error);

test("a loader or an action without its database says come again, and nothing else does", async () => {
  const { loader, action } = build(ask, ask);
  for (const handler of [loader, action]) {
    const answer = (await thrownBy(handler)) as Response;
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
  }
  expect(await thrownBy(build(mistake).loader)).toEqual(new Error("our mistake"));
  expect(build(ask).action, "a route without an action gets none").toBeUndefined();
});

test("what was typed comes back", async () => {
  const values = { note: "Drie keer gebeld." };
  const answer = await keepingTyped(values, "Probeer het zo nog eens.", ask);
  expect(answer).toMatchObject({ data: { errors: { form: "Probeer het zo nog eens." }, values }, init: { status: 503 } });
  expect(await keepingTyped(values, "", () => Promise.reject(new Response(null, { status: 503 })))).toMatchObject({ data: { values } });
  await expect(keepingTyped(values, "", mistake)).rejects.toThrow("our mistake");
  await expect(keepingTyped(values, "", () => Promise.reject(new Response(null, { status: 404 })))).rejects.toMatchObject({ status: 404 });
});
