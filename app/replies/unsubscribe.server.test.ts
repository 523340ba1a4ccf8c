import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeCustomer, makeOrganisation, noon } from "#tests/factories.ts";
import { useSending } from "#tests/sending.ts";
import type { Services } from "../context.server.ts";
import { oneClickUnsubscribe, unsubscribeLink, unsubscribePage } from "./unsubscribe.server.ts";

const database = useDatabase();
const sending = useSending(database);
let server: Server;
let origin: string;

beforeAll(async () => {
  await makeOrganisation(database.db, { language: "nl" });
  const app = express();
  app.post("/u/:token", oneClickUnsubscribe({ db: database.db, now: () => noon } as Services));
  server = app.listen(0);
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

async function link(language: "nl" | "en" | null = "nl") {
  const customer = await makeCustomer(database.db, { language });
  const url = await unsubscribeLink(database.db, sending.config, customer.id, noon);
  const token = url.split("/u/")[1]!;
  const post = (body: BodyInit, headers: Record<string, string> = {}) => fetch(`${origin}/u/${token}`, { method: "POST", body, headers, redirect: "manual" });
  const noMailAt = async () => (await database.db.selectFrom("customers").select("no_mail_at").where("id", "=", customer.id).executeTakeFirstOrThrow()).no_mail_at;
  return { token, post, noMailAt };
}

const asMultipart = () => {
  const form = new FormData();
  form.set("List-Unsubscribe", "One-Click");
  return form;
};

test.each([
  ["urlencoded", () => new URLSearchParams({ "List-Unsubscribe": "One-Click" })],
  ["multipart", asMultipart],
])("one click of a mail program, %s: no cookie, no origin, plain 200, twice as well", async (_, body) => {
  const { post, noMailAt } = await link();
  expect((await post(body())).status).toBe(200);
  expect((await post(body())).status).toBe(200);
  expect(await noMailAt()).toEqual(noon);
});

test("our own button stops the mails and comes back to the page, which can undo it", async () => {
  const { post, noMailAt, token } = await link("en");
  expect(await unsubscribePage(database.db, token, noon)).toMatchObject({ language: "en", isUnsubscribed: false });
  const stopped = await post(new URLSearchParams({ mails: "stop" }));
  expect([stopped.status, stopped.headers.get("location")]).toEqual([303, `/u/${token}`]);
  expect(await noMailAt()).toEqual(noon);
  expect(await unsubscribePage(database.db, token, noon)).toMatchObject({ isUnsubscribed: true });
  await post(new URLSearchParams({ mails: "again" }));
  expect(await noMailAt()).toBeNull();
});

test("nothing else changes anything", async () => {
  const { post, noMailAt } = await link();
  expect((await post("")).status).toBe(400);
  expect((await post(new URLSearchParams({ other: "1" }))).status).toBe(400);
  expect((await post("x".repeat(5_000))).status).toBe(413);
  expect(await noMailAt()).toBeNull();
});

test("nobody's link, or one of ten years ago", async () => {
  const { token } = await link();
  expect(await unsubscribePage(database.db, "nobody", noon)).toBeUndefined();
  expect(await unsubscribePage(database.db, token, new Date("2036-12-01"))).toBeUndefined();
  expect((await fetch(`${origin}/u/nobody`, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) })).status).toBe(404);
});
