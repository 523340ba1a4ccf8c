import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, expect } from "vitest";
import { problem } from "#app/intake/api/schemas.ts";
import { createApi } from "#app/intake/api/api.server.ts";
import { createLog } from "#app/log.server.ts";
import { createThrottle } from "#app/people/throttle.server.ts";
import type { Db } from "#db/client.ts";
import { noon } from "./factories.ts";

/** The API of this database over real HTTP: `const serve = useApi()`, then `await serve(database.db)` gives its address. */
export function useApi() {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close().closeAllConnections();
  });
  return async (db: Db, { now = () => noon }: { now?: () => Date } = {}): Promise<string> => {
    const app = express();
    app.use("/api/v1", createApi({ db: db as never, log: createLog("silent"), now, throttle: createThrottle(db), config: { origin: "https://belterug.example" } }));
    const server = app.listen(0, "127.0.0.1");
    servers.push(server);
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  };
}

/** The problem that this answer is, with this status. */
export async function expectProblem(response: Response, status: number) {
  const text = await response.text();
  expect(`${response.status} ${response.headers.get("content-type")} ${text}`).toContain(`${status} application/problem+json {`);
  expect(response.headers.get("cache-control")).toBe("no-store");
  return expectShape(problem, JSON.parse(text));
}

/** What came is what the schema declares: nothing else, nothing less. */
export function expectShape<Schema extends { parse: (value: unknown) => unknown }>(schema: Schema, value: unknown): ReturnType<Schema["parse"]> {
  const parsed = schema.parse(value);
  expect(value).toEqual(parsed);
  return parsed as ReturnType<Schema["parse"]>;
}
