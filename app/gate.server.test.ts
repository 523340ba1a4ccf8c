import { request } from "node:http";
import type { AddressInfo, Server } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { limitBody, onlyForms, onlyPaths, ownOrigin } from "./gate.server.ts";

const origin = "https://belterug.example.nl";
const form = "application/x-www-form-urlencoded";
let server: Server;
beforeAll(async () => {
  const app = express();
  app.use(onlyPaths, limitBody, ownOrigin({ config: { origin, mode: "production" } }), onlyForms);
  app.use((_req, res) => void res.status(200).send("in"));
  server = await new Promise((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
});
afterAll(() => server.close());

/** As it stands: fetch would tidy the path and the headers up. A connection of its own, as bodies are announced that never come. */
function statusOf(method: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: (server.address() as AddressInfo).port, method, path, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once("error", reject);
    sent.end();
  });
}

test.each([
  ["a form of ours", { origin, "content-type": form }, 200],
  ["a form of ours, as old browsers write it", { origin, "content-type": `${form};charset=UTF-8` }, 200],
  ["the browser says it is ours", { "sec-fetch-site": "same-origin", "content-type": form }, 200],
  ["a sister site", { "sec-fetch-site": "same-site", origin, "content-type": form }, 403],
  ["another site", { origin: "https://evil.example", "content-type": form }, 403],
  ["another site that names our host", { origin: "https://evil.example", host: "evil.example", "content-type": form }, 403],
  ["nobody says from where", { "content-type": form }, 403],
  ["no type at all", { origin }, 415],
  ["JSON", { origin, "content-type": "application/json" }, 415],
  ["plain text", { origin, "content-type": "text/plain" }, 415],
  ["a multipart form", { origin, "content-type": "multipart/form-data; boundary=x" }, 415],
  ["a form in other letters", { origin, "content-type": `${form}; charset=utf-16` }, 415],
  ["more than a form holds", { origin, "content-type": form, "content-length": String(2 * 1024 * 1024) }, 413],
  ["a body of unknown length", { origin, "content-type": form, "transfer-encoding": "chunked" }, 411],
])("POST: %s", async (_, headers, status) => {
  expect(await statusOf("POST", "/tasks/1/attempts", headers)).toBe(status);
});

test.each(["PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])("%s is none of ours", async (method) => {
  expect(await statusOf(method, "/tasks/1/attempts", { origin, "content-type": form })).toBe(405);
  expect(await statusOf(method, "/tasks/1/attempts", { "content-type": form })).toBe(403);
});

test.each([
  ["/", 200],
  ["/inbox?q=%5C", 200],
  ["/inbox/%5C", 200],
  ["/%5C", 404],
  ["/%5c[", 404],
  ["/\\evil.example", 404],
])("GET %s", async (path, status) => {
  expect(await statusOf("GET", path)).toBe(status);
  expect(await statusOf("HEAD", path)).toBe(status);
});
