import { createElement } from "react";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LastMail } from "#emails/last-mail.tsx";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { type ResendServer, startResendServer } from "#tests/resend-server.ts";
import { useSending } from "#tests/sending.ts";
import { startSmtpServer } from "#tests/smtp-server.ts";
import { eventsOf } from "../tasks/record.server.ts";
import { queueMail } from "./mail.server.ts";
import { providerOf, type StoredMail } from "./providers.server.ts";
import { requeueLostMails, sendMailJob } from "./send.server.ts";

const database = useDatabase();
const sending = useSending(database);
const minutes = (count: number) => (sending.clock.now = new Date(sending.clock.now.getTime() + count * 60_000));

beforeAll(async () => {
  await makeOrganisation(database.db);
});
beforeEach(async () => {
  sending.clock.now = noon;
  // What an earlier test left waiting, a used-up quota above all, is not this one's.
  await database.db.updateTable("mails").set({ status: "failed", next_try_at: null }).where("status", "=", "queued").execute();
});

/** A reply in its queue, with its task one step before telling. */
async function queueReply(kind: StoredMail["kind"] = "reply") {
  const { db } = database;
  const team = await makeTeam(db);
  const fatima = await makeEmployee(db, { name: "Fatima Amrani", team: team.id });
  const act = (kind: string, data: object) => ({ kind, at: noon, actor_id: fatima.id, data }) as never;
  const task = await makeTask(db, { team: team.id, owner: fatima.id, events: [act("attempted", { channel: "phone", outcome: "reached", note: "" }), act("acted", { text: "Monteur gestuurd", cause_id: null })] });
  const mailId = await db.transaction().execute(async (trx) => {
    const body = createElement(LastMail, { language: "nl", organisation: "De Linde", customerName: "Zoë & Jan", youSaid: "“Lek!”", writer: { name: "Fatima", team: null, phone: null }, unsubscribeUrl: "https://x.example/u/T", answeredOn: "vandaag" });
    const id = await queueMail(trx, sending, { kind, taskId: task.id, to: { email: "jan@klant.example", name: 'Zoë "Z" de Boer' }, fromName: "Fatima van De Linde", language: "nl", subject: "Wat wij deden, één keer", body, replyTo: "fatima@delinde.example", unsubscribeUrl: "https://x.example/u/T" }, noon);
    await trx.insertInto("replies").values({ task_id: task.id, mail_id: id, written_by: fatima.id, language: "nl", you_said: "Lek!", we_did: "Gemaakt", queued_at: noon }).execute();
    return id;
  });
  return {
    mailId,
    taskId: task.id,
    run: () => sendMailJob({ mailId }, sending),
    mail: () => db.selectFrom("mails").selectAll().where("id", "=", mailId).executeTakeFirstOrThrow(),
    events: async () => (await eventsOf(db, task.id)).slice(3).map(({ kind, data }) => ({ kind, ...data })),
    stage: async () => (await db.selectFrom("tasks").select("stage").where("id", "=", task.id).executeTakeFirstOrThrow()).stage,
    /** Seconds from now at which the queue tries again, the newest job first. */
    waits: async () => (await database.pool.query("select extract(epoch from start_after - created_on)::int as wait from pgboss.job where data->>'mailId' = $1 order by created_on desc, start_after desc", [mailId])).rows.map(({ wait }) => Number(wait)),
  };
}

describe("with Resend", () => {
  let resend: ResendServer;
  beforeAll(async () => {
    resend = await startResendServer();
  });
  afterAll(() => resend.stop());
  beforeEach(() => {
    resend.mails.length = 0;
    sending.configure({ MAIL_FROM: "contact@delinde.example", RESEND_API_KEY: "re_12345678", RESEND_BASE_URL: resend.url });
  });

  test("what is accepted is sent: the stored bytes, told to the task at the same moment, once", async () => {
    const reply = await queueReply();
    await reply.run();
    await reply.run();
    const stored = await reply.mail();
    expect(stored).toMatchObject({ status: "sent", provider_id: resend.mails[0]!.id, sent_at: noon, trying_since: null, error: null });
    expect(resend.mails).toEqual([
      {
        id: stored.provider_id,
        idempotencyKey: reply.mailId,
        from: '"Fatima van De Linde" <contact@delinde.example>',
        to: ['"Zoë \\"Z\\" de Boer" <jan@klant.example>'],
        reply_to: "fatima@delinde.example",
        subject: stored.subject,
        html: stored.html,
        text: stored.text,
        headers: stored.headers,
      },
    ]);
    expect(await reply.events()).toEqual([{ kind: "reply_sent", reply_id: expect.any(Number) }]);
    expect(await reply.stage()).toBe("told");
  });

  test.each([
    { status: 429, name: "rate_limit_exceeded", headers: { "retry-after": "37" }, wait: 37 },
    { status: 429, name: "rate_limit_exceeded", wait: 5 },
    { status: 500, name: "internal_server_error", wait: 5 },
    { status: 503, name: "application_error", wait: 5 },
    { status: 409, name: "concurrent_idempotent_requests", wait: 5 },
    { status: 0, wait: 5 },
  ])("after $status $name it waits $wait seconds and then sends once", async ({ wait, ...refusal }) => {
    const reply = await queueReply();
    resend.refuseNext(refusal);
    await reply.run();
    expect(await reply.mail()).toMatchObject({ status: "queued", try_count: 1, trying_since: null, next_try_at: new Date(noon.getTime() + wait * 1_000) });
    expect((await reply.waits())[0]).toBe(wait);
    expect(await reply.events()).toEqual([]);
    minutes(1);
    await reply.run();
    expect(await reply.mail()).toMatchObject({ status: "sent" });
    expect(resend.mails).toHaveLength(1);
  });

  test("a job that comes too early tries nothing and comes back", async () => {
    const reply = await queueReply();
    resend.refuseNext({ status: 429, headers: { "retry-after": "600" } });
    await reply.run();
    const before = resend.requestCount();
    minutes(5);
    await reply.run();
    expect(resend.requestCount()).toBe(before);
    expect((await reply.waits()).slice(0, 1)).toEqual([300]);
  });

  test.each([422, 400, 401, 403])("%i is final: failed, with the reason at the task", async (status) => {
    const reply = await queueReply();
    resend.refuseNext({ status, name: "validation_error", message: "Invalid `to` field" });
    await reply.run();
    await reply.run();
    expect(await reply.mail()).toMatchObject({ status: "failed", error: "validation_error: Invalid `to` field" });
    expect(await reply.events()).toEqual([{ kind: "reply_failed", reply_id: expect.any(Number), reason: "validation_error: Invalid `to` field", is_unknown: false }]);
    expect(await reply.stage()).toBe("to_tell");
  });

  test("a used-up quota holds every mail until it is over", async () => {
    const first = await queueReply();
    const second = await queueReply();
    resend.refuseNext({ status: 429, name: "daily_quota_exceeded", message: "You have reached your daily quota", headers: { "retry-after": "7200" } });
    await first.run();
    const before = resend.requestCount();
    await second.run();
    expect(resend.requestCount()).toBe(before);
    expect(await second.mail()).toMatchObject({ status: "queued", try_count: 0, next_try_at: new Date(noon.getTime() + 7_200_000) });
    minutes(121);
    await second.run();
    await first.run();
    expect([(await first.mail()).status, (await second.mail()).status]).toEqual(["sent", "sent"]);
  });

  test("accepted, but the answer never came: asked again under the same key, one mail", async () => {
    const reply = await queueReply();
    resend.refuseNext({ status: 0, isAccepted: true });
    await reply.run();
    expect((await reply.mail()).status).toBe("queued");
    minutes(1);
    await reply.run();
    expect(await reply.mail()).toMatchObject({ status: "sent", provider_id: resend.mails[0]!.id });
    expect(resend.mails).toHaveLength(1);
  });

  test("killed between the provider's yes and our commit: one mail, told once", async () => {
    const reply = await queueReply();
    await database.db.updateTable("mails").set({ trying_since: noon, first_tried_at: noon, try_count: 1 }).where("id", "=", reply.mailId).execute();
    await providerOf(sending.config)!.hand(await reply.mail());
    await reply.run(); // what pg-boss does 15 seconds later
    expect((await reply.mail()).status).toBe("sent");
    expect(resend.mails).toHaveLength(1);
    expect(await reply.events()).toHaveLength(1);
  });

  test("two processes at once: one mail, told once", async () => {
    const reply = await queueReply();
    await Promise.all([reply.run(), reply.run(), reply.run()]);
    expect(resend.mails).toHaveLength(1);
    expect(await reply.events()).toHaveLength(1);
  });

  test("a day after a try without an answer nobody tries again by itself", async () => {
    const reply = await queueReply();
    resend.refuseNext({ status: 0, isAccepted: true });
    await reply.run();
    minutes(24 * 60);
    const before = resend.requestCount();
    await reply.run();
    await reply.run();
    expect(resend.requestCount()).toBe(before);
    expect(await reply.mail()).toMatchObject({ status: "unknown" });
    expect(await reply.events()).toEqual([expect.objectContaining({ kind: "reply_failed", is_unknown: true })]);
  });

  test("clear refusals do not start that day; three days of them are a failure", async () => {
    const reply = await queueReply();
    for (let count = 0; count < 80; count++) {
      resend.refuseNext({ status: 429, name: "rate_limit_exceeded", message: "Too many requests" });
      await reply.run();
      minutes(60);
    }
    expect(await reply.mail()).toMatchObject({ status: "failed", error: "rate_limit_exceeded: Too many requests", try_count: 80 });
    expect(sending.clock.now.getTime() - noon.getTime()).toBeGreaterThan(3 * 86_400_000);
  });

  test("the same key with other content is nothing to repeat", async () => {
    const reply = await queueReply();
    resend.refuseNext({ status: 0, isAccepted: true });
    await reply.run();
    sending.configure({ MAIL_FROM: "other@delinde.example", RESEND_API_KEY: "re_12345678", RESEND_BASE_URL: resend.url });
    minutes(1);
    await reply.run();
    expect(await reply.mail()).toMatchObject({ status: "unknown", error: expect.stringContaining("invalid_idempotent_request") });
  });

  test("a link that opens an account is not kept once it is sent", async () => {
    const invitation = await queueReply("invite");
    await invitation.run();
    expect(resend.mails[0]!.html).toContain("https://x.example/u/T");
    expect(await invitation.mail()).toMatchObject({ status: "sent", html: "", text: "" });
  });
});

describe("with SMTP", () => {
  let smtp: Awaited<ReturnType<typeof startSmtpServer>>;
  beforeAll(async () => {
    smtp = await startSmtpServer();
  });
  afterAll(() => smtp.stop());
  beforeEach(() => {
    smtp.mails.length = 0;
    sending.configure({ MAIL_FROM: "contact@delinde.example", SMTP_URL: smtp.url.replace("://", "://user:secret@") });
  });

  test("the mail arrives whole, with our headers and the same bytes at every try", async () => {
    const reply = await queueReply();
    const stored = await reply.mail();
    smtp.refuseNext({ step: "text", code: 451 });
    await reply.run();
    const provider = providerOf(sending.config)!;
    await provider.hand(stored);
    minutes(1);
    await reply.run();
    expect((await reply.mail()).status).toBe("sent");
    const [first, second] = smtp.mails;
    expect(first!.source).toBe(second!.source);
    expect(first).toMatchObject({ from: "FROM:<contact@delinde.example>", to: "TO:<jan@klant.example>" });
    const unfolded = first!.source.replace(/\r\n[ \t]+/g, " ");
    expect(unfolded).toContain("From: Fatima van De Linde <contact@delinde.example>");
    expect(unfolded).toContain("Reply-To: Fatima van De Linde <fatima@delinde.example>");
    expect(unfolded).toContain(`Message-ID: <${reply.mailId}@belterug.delinde.example>`);
    expect(unfolded).toContain("List-Unsubscribe: <https://x.example/u/T>");
    expect(unfolded).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(unfolded.match(/^message-id:/gim)).toHaveLength(1);
    expect(unfolded).toContain("Content-Type: multipart/alternative");
  });

  test.each([
    { step: "greeting", code: 421 },
    { step: "greeting", code: "break" },
    { step: "MAIL", code: 450 },
    { step: "MAIL", code: "break" },
    { step: "RCPT", code: 450 },
    { step: "DATA", code: "break" },
    { step: "text", code: 452 },
  ] as const)("$code at $step: certainly not accepted, tried again", async (refusal) => {
    const reply = await queueReply();
    smtp.refuseNext(refusal);
    await reply.run();
    expect(await reply.mail()).toMatchObject({ status: "queued", trying_since: null, first_tried_at: null });
    minutes(1);
    await reply.run();
    expect((await reply.mail()).status).toBe("sent");
    expect(smtp.mails).toHaveLength(1);
  });

  test.each([
    { step: "AUTH", code: 535 },
    { step: "RCPT", code: 550 },
    { step: "text", code: 554 },
  ] as const)("$code at $step is final", async (refusal) => {
    const reply = await queueReply();
    smtp.refuseNext(refusal);
    await reply.run();
    expect(await reply.mail()).toMatchObject({ status: "failed", error: expect.stringContaining(String(refusal.code)) });
  });

  test("a server that is not there is tried again", async () => {
    const reply = await queueReply();
    sending.configure({ MAIL_FROM: "contact@delinde.example", SMTP_URL: "smtp://127.0.0.1:1" });
    await reply.run();
    expect(await reply.mail()).toMatchObject({ status: "queued" });
  });

  test("no answer after the text: unknown, and nobody sends it twice", async () => {
    const reply = await queueReply();
    smtp.refuseNext({ step: "text", code: "break" });
    await reply.run();
    minutes(5);
    await reply.run();
    expect(smtp.mails).toHaveLength(1);
    expect(await reply.mail()).toMatchObject({ status: "unknown" });
    expect(await reply.events()).toEqual([expect.objectContaining({ kind: "reply_failed", is_unknown: true })]);
  });

  test("killed while handing over: unknown once that try cannot run any more", async () => {
    const reply = await queueReply();
    await database.db.updateTable("mails").set({ trying_since: noon, first_tried_at: noon, try_count: 1 }).where("id", "=", reply.mailId).execute();
    await reply.run();
    expect((await reply.mail()).status).toBe("queued");
    minutes(3);
    await reply.run();
    expect(await reply.mail()).toMatchObject({ status: "unknown" });
    expect(smtp.mails).toHaveLength(0);
  });
});

test("in production without a provider the mail is kept, and the task says so", async () => {
  sending.configure({}, "production");
  const reply = await queueReply();
  await reply.run();
  expect(await reply.mail()).toMatchObject({ status: "kept" });
  expect(await reply.events()).toEqual([expect.objectContaining({ kind: "reply_kept" })]);
});

test("in the demo the customer has it in her mailbox", async () => {
  sending.configure({}, "demo");
  const reply = await queueReply();
  await reply.run();
  expect(await reply.mail()).toMatchObject({ status: "sent", provider_id: "demo-mailbox" });
});

test("a mail whose job got lost gets one again, once", async () => {
  const reply = await queueReply();
  await database.pool.query("delete from pgboss.job where data->>'mailId' = $1", [reply.mailId]);
  await requeueLostMails(sending);
  expect(await reply.waits()).toHaveLength(0);
  minutes(20);
  await requeueLostMails(sending);
  await requeueLostMails(sending);
  expect(await reply.waits()).toHaveLength(1);
});
