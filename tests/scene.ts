import type { Db } from "#db/client.ts";
import { usualOptions } from "#app/intake/import/settings.ts";
import { createKey } from "#app/intake/keys.server.ts";
import { sendTest } from "#app/outgoing/endpoints.server.ts";
import { createToken } from "#app/people/tokens.server.ts";
import { copied, newRuleId } from "#app/routing/edits.ts";
import { activate, activeRules, changeDraft, draftOf, saveDraft } from "#app/routing/versions.server.ts";
import { makeSession } from "./app.ts";
import { makeConnectedSource, makeCustomer, makeDelivery, makeEmployee, makeResponse, makeTask, makeTeam } from "./factories.ts";
import { makeEndpoint } from "./receiver.ts";
import type { Role, Scene, Step } from "./roles.ts";

/** The people and the task that tests/roles.ts speaks of, with everything that can hang on one; and asking as one of them. */
export type People = Record<Exclude<Role, "anonymous">, { id: number }> & { team: number };

/** What only those who may see the task may read, wherever it would leak. */
export const secrets = ["Jansje Geheim", "niemand anders mag dit lezen", "jansje.geheim@klant.example"];

export async function makeEveryRole(db: Db): Promise<People> {
  const team = await makeTeam(db);
  const other = await makeTeam(db);
  const [owner, colleague, lead, stranger, otherLead, admin, deactivated] = await Promise.all([
    makeEmployee(db, { team: team.id }),
    makeEmployee(db, { team: team.id }),
    makeEmployee(db, { team: team.id, lead: true }),
    makeEmployee(db, { team: other.id }),
    makeEmployee(db, { team: other.id, lead: true }),
    makeEmployee(db, { is_admin: true }),
    makeEmployee(db, { team: team.id, deactivated_at: new Date() }),
  ]);
  return { owner, colleague, lead, stranger, otherLead, admin, deactivated, team: team.id };
}

/** Somebody's task with everything that can hang on one, at the step that the form needs. */
export async function makeScene(db: Db, people: People, step: Step = "to_call"): Promise<Scene> {
  const received = new Date(Date.now() - 3 * 3_600_000);
  const at = (hours: number) => new Date(received.getTime() + hours * 3_600_000);
  const customer = await makeCustomer(db, { name: secrets[0]!, email: secrets[2]! });
  const owner = step === "unclaimed" ? null : people.owner.id;
  const events: Parameters<typeof makeTask>[1]["events"] = [];
  if (step !== "to_call" && step !== "unclaimed" && step !== "mail_failed") events.push({ kind: "attempted", at: at(1), actor_id: people.owner.id, data: { channel: "phone", outcome: "reached", note: "" } });
  if (step === "to_tell" || step === "told") events.push({ kind: "acted", at: at(2), actor_id: people.owner.id, data: { text: "De kraan is vervangen.", cause_id: null } });
  if (step === "closed") events.push({ kind: "closed", at: at(2), actor_id: people.owner.id, data: { outcome: "not_solved", reason: "Klant stopt ermee" } });
  const task = await makeTask(db, { team: people.team, owner, receivedAt: received, customer_id: customer.id, comment: secrets[1]!, events });
  const add = async (event: { kind: string; data: object }) => {
    const stored = await db.insertInto("task_events").values({ task_id: task.id, at: at(2), kind: event.kind, actor_id: people.owner.id, data: JSON.stringify(event.data) }).returning("id").executeTakeFirstOrThrow();
    await db.updateTable("tasks").set({ last_event_id: stored.id }).where("id", "=", task.id).execute();
  };

  const due = new Date(Date.now() + 86_400_000);
  const promise = await db
    .insertInto("promises")
    .values({ task_id: task.id, made_by: people.owner.id, text: secrets[1]!, made_at: at(1), due_at: due, kept_at: step === "promised" ? null : at(2) })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (step === "promised") {
    await add({ kind: "promised", data: { promise_id: promise.id, text: secrets[1]!, due_at: due.toISOString() } });
    await db.updateTable("tasks").set({ stage: "to_act", promise_due_at: due }).where("id", "=", task.id).execute();
  }

  const message = await db.insertInto("messages").values({ employee_id: people.owner.id, kind: "assigned", task_id: task.id, event_id: await lastEvent(db, task.id), at: received }).returning("id").executeTakeFirstOrThrow();
  const mailId = crypto.randomUUID();
  await db
    .insertInto("mails")
    .values({ id: mailId, kind: "reply", task_id: task.id, to_email: secrets[2]!, to_name: secrets[0]!, from_name: "De Linde", subject: "U zei, wij deden", html: `<p>${secrets[1]}</p>`, text: secrets[1]!, language: "nl", status: step === "mail_failed" ? "failed" : "sent", created_at: at(2), sent_at: at(2) })
    .execute();
  const reply = await db.insertInto("replies").values({ task_id: task.id, mail_id: mailId, written_by: people.owner.id, language: "nl", you_said: secrets[1]!, we_did: "Gedaan.", queued_at: at(2) }).returning("id").executeTakeFirstOrThrow();
  if (step === "told") {
    await add({ kind: "reply_sent", data: { reply_id: reply.id } });
    await db.updateTable("tasks").set({ stage: "told", told_at: at(2), first_told_at: at(2) }).where("id", "=", task.id).execute();
  }
  const invited = await makeEmployee(db, { team: people.team });
  const newcomer = await makeEmployee(db, { team: (await makeTeam(db)).id });
  const former = await makeEmployee(db, { deactivated_at: at(0) });
  const cause = await db.insertInto("causes").values({ name: `Oorzaak ${mailId}` }).returning("id").executeTakeFirstOrThrow();
  const kind = await db.insertInto("gesture_kinds").values({ name: `Tegoedbon ${mailId}`, has_amount: true }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("mandates").values([false, true].map((is_lead) => ({ team_id: people.team, is_lead, gesture_kind_id: kind.id }))).execute();
  const gesture = { task_id: task.id, team_id: people.team, gesture_kind_id: kind.id, amount: 2_500, note: secrets[1]!, employee_id: people.owner.id, asked_at: at(2) };
  const asked = await db.insertInto("gestures").values({ ...gesture, state: "asked" }).returning("id").executeTakeFirstOrThrow();
  const given = await db.insertInto("gestures").values({ ...gesture, state: "given", decided_at: at(2) }).returning("id").executeTakeFirstOrThrow();
  const buddy = await db.insertInto("buddies").values({ task_id: task.id, asked_by: people.owner.id, buddy_id: people.colleague.id, part: "advise", note: secrets[1]!, asked_at: at(2), answered_at: at(2), is_accepted: true }).returning("id").executeTakeFirstOrThrow();
  const { id: keyId } = await createKey(db, `Sleutel ${mailId}`, at(0));
  const source = await makeConnectedSource(db, { signing: JSON.stringify({ scheme: "header-token", header: "X-Sleutel" }) });
  const delivery = await makeDelivery(db, { source_id: source.id, body: { nummer: mailId, cijfer: 3, waarom: secrets[1], van: secrets[0], mail: secrets[2] } });
  const fetching = await makeConnectedSource(db, { kind: "qualtrics" });
  const endpoint = await makeEndpoint(db, people.admin.id, { kinds: [], secret: `whsec_${secrets[1]}` });
  await sendTest(db, endpoint.id, at(1));
  const sent = await db.updateTable("event_deliveries").set({ status: "failed", last_try_at: at(2) }).where("endpoint_id", "=", endpoint.id).returning("id").executeTakeFirstOrThrow();
  const file = { kind: "responses" as const, file_name: `${secrets[0]}.csv`, encoding: "utf-8", separator: ";", columns: JSON.stringify({ names: ["score"], fields: ["score"] }), options: JSON.stringify(usualOptions), created_by: people.admin.id, created_at: new Date() };
  const ready = await db.insertInto("imports").values({ ...file, status: "ready" }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("import_chunks").values({ import_id: ready.id, number: 0, bytes: Buffer.from(`score\n${secrets[1]}\n`) }).execute();
  const done = await db.insertInto("imports").values({ ...file, status: "done" }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("import_problems").values({ import_id: done.id, line: 2, number: 1, column_name: secrets[1]!, reason: JSON.stringify({ code: "scoreEmpty" }) }).execute();
  const by = { employeeId: people.admin.id, now: new Date() };
  const ruleId = newRuleId();
  await saveDraft(db, [{ id: ruleId, when: [{ is: "words", any_of: [secrets[1]!] }], does: { open: false } }], by);
  await activate(db, (await draftOf(db))!.token, by);
  await changeDraft(db, (rules) => copied(rules, ruleId, newRuleId()), by);
  const tryout = await db.insertInto("tryouts").values({ rules: "[]", from_at: at(0), until_at: at(1), total_count: 1, created_by: people.admin.id, created_at: at(1) }).returning("id").executeTakeFirstOrThrow();
  const guide = await db.insertInto("call_guides").values({ team_id: people.team, cause_id: cause.id, start: secrets[1]!, openings: [secrets[1]!], changed_at: at(0) }).returning("id").executeTakeFirstOrThrow();
  // Her whole team reads it in the list around the sheet: nothing secret.
  const praise = await makeResponse(db, { team_id: people.team, score: 10, comment: "Wat een fijne monteur.", received_at: at(0) });
  await db.insertInto("compliments").values({ response_id: praise.id, team_id: people.team, employee_id: people.owner.id, received_at: at(0) }).execute();
  const valid = { now: new Date(), days: 30 };
  return {
    taskId: task.id,
    promiseId: promise.id,
    customerId: customer.id,
    colleagueId: people.colleague.id,
    leadId: people.lead.id,
    teamId: people.team,
    newcomerId: newcomer.id,
    formerId: former.id,
    causeId: cause.id,
    gestureKindId: kind.id,
    askedGestureId: asked.id,
    givenGestureId: given.id,
    buddyId: buddy.id,
    keyId,
    importId: ready.id,
    doneImportId: done.id,
    sourceId: source.id,
    deliveryId: delivery.id,
    fetchingSourceId: fetching.id,
    endpointId: endpoint.id,
    eventDeliveryId: sent.id,
    messageId: message.id,
    praiseId: praise.id,
    guideId: guide.id,
    ruleId,
    draftToken: (await draftOf(db))!.token,
    versionId: (await activeRules(db)).versionId!,
    tryoutId: tryout.id,
    mailId,
    verdictToken: await createToken(db, "verdict", { replyId: reply.id }, valid),
    unsubscribeToken: await createToken(db, "unsubscribe", { customerId: customer.id }, valid),
    inviteToken: await createToken(db, "invite", { employeeId: invited.id }, valid),
    passwordToken: await createToken(db, "password_reset", { employeeId: invited.id }, valid),
    seen: await lastEvent(db, task.id),
  };
}

async function lastEvent(db: Db, taskId: number): Promise<number> {
  return (await db.selectFrom("tasks").select("last_event_id").where("id", "=", taskId).executeTakeFirstOrThrow()).last_event_id;
}

/** Where Remix's own code asks for a page's data. */
export function dataPath(path: string): string {
  const [pathname] = path.split("?");
  return `${pathname === "/" ? "/_root" : pathname}.data`;
}

export async function ask({ origin, db }: { origin: string; db: Db }, people: People, role: Role, path: string, form?: Record<string, string>, headers: Record<string, string> = { origin }): Promise<Response> {
  const session = role === "anonymous" ? undefined : await makeSession(db, people[role].id);
  return fetch(origin + path, {
    method: form ? "POST" : "GET",
    redirect: "manual",
    headers: { ...headers, ...(session && { cookie: `${session.name}=${session.value}` }) },
    ...(form && { body: new URLSearchParams(form) }),
  });
}
