import { z } from "zod";
import { type Db, inTransaction, type Trx } from "#db/client.ts";
import type { VerdictAnswer } from "#db/schema.ts";
import { teamCalendars } from "../people/calendars.server.ts";
import { findToken } from "../people/tokens.server.ts";
import { addHours } from "../people/working-time.ts";
import { keepSolvedCase } from "../prepare/solved-cases.server.ts";
import { lockTask, record, type TaskRow } from "../tasks/record.server.ts";
import { mailFacts } from "./content.server.ts";
import { markArrived } from "./send.server.ts";
import { changeableUntil, verdictState } from "./verdict.ts";

export const verdictInput = z.object({
  answer: z.enum(["solved", "not_yet"]),
  score: z.preprocess((value) => (value === "" || value === undefined ? null : value), z.coerce.number().int().min(0).max(10).nullable()),
  words: z
    .string()
    .default("")
    .transform((value) => value.replaceAll("\r\n", "\n").trim() || null)
    .refine((value) => value === null || (value.length <= 20_000 && !value.includes("\u0000") && value.isWellFormed())),
});

export type VerdictInput = z.infer<typeof verdictInput>;

/**
 * What a link's holder sees, always of the newest reply that reached her: an older mail's link shows
 * and answers the newer one, as that is where things stand. Undefined: nobody's link.
 */
export async function verdictPage(db: Db, token: string, now: Date) {
  const link = await findToken(db, "verdict", token);
  if (!link?.reply_id) return undefined;
  const reply = await currentReply(db, link.reply_id);
  const task = await db.selectFrom("tasks").selectAll().where("id", "=", reply.task_id).executeTakeFirstOrThrow();
  const [verdict, { organisation, writer, customer }, owner] = await Promise.all([
    db.selectFrom("verdicts").selectAll().where("reply_id", "=", reply.id).executeTakeFirst(),
    mailFacts(db, reply.written_by, task),
    task.owner_id ? db.selectFrom("employees").select("name").where("id", "=", task.owner_id).executeTakeFirst() : undefined,
  ]);
  const state = link.expires_at <= now ? ("expired" as const) : verdictState({ mailedAt: reply.queued_at, firstGivenAt: verdict?.given_at ?? null, now });
  return {
    state,
    language: reply.language,
    organisation: { name: organisation.name, timeZone: organisation.time_zone },
    customerName: customer.name,
    /** Who takes it up when it is not solved; null: her team does. */
    owner: owner?.name ?? null,
    writer,
    youSaid: reply.you_said,
    weDid: reply.we_did,
    verdict: verdict ? { answer: verdict.answer, score: verdict.score, words: verdict.words } : null,
    changeableUntil: verdict ? changeableUntil(verdict.given_at) : null,
  };
}

export type GivenVerdict = { kind: "given"; answer: VerdictAnswer } | { kind: "too_late" };

/**
 * Writes down the customer's answer with the task's event in one transaction: solved closes the task,
 * not yet reopens it at its owner. The same answer again changes nothing; words and a score that it
 * leaves out stay as they were, where another answer has only its own. Undefined: nobody's link.
 */
export async function giveVerdict(db: Db, token: string, input: VerdictInput, now: Date): Promise<GivenVerdict | undefined> {
  return inTransaction(db, async (trx) => {
    const link = await findToken(trx, "verdict", token);
    if (!link?.reply_id) return undefined;
    if (link.expires_at <= now) return { kind: "too_late" };
    const reply = await currentReply(trx, link.reply_id);
    // She answers a mail of which we did not know whether it arrived. It did.
    await markArrived(trx, reply.mail_id, now);
    const task = (await lockTask(trx, reply.task_id))!;
    const known = await trx.selectFrom("verdicts").selectAll().where("reply_id", "=", reply.id).executeTakeFirst();
    const state = verdictState({ mailedAt: reply.queued_at, firstGivenAt: known?.given_at ?? null, now });
    if (state === "final" || state === "expired") return { kind: "too_late" };
    const { answer } = input;
    const same = known?.answer === answer ? known : undefined;
    const score = input.score ?? same?.score ?? null;
    const words = input.words ?? same?.words ?? null;
    if (same && same.score === score && same.words === words) return { kind: "given", answer };

    await trx
      .insertInto("verdicts")
      .values({ reply_id: reply.id, answer, score, words, given_at: now, changed_at: now })
      .onConflict((conflict) => conflict.column("reply_id").doUpdateSet({ answer, score, words, changed_at: now }))
      .execute();
    if (answer === "not_yet") await leaveNoDeadEnd(trx, task, now);
    const due_at = (await dueAgain(trx, task.team_id, now)).toISOString();
    const changed = await record(trx, task.id, { kind: "verdict_given", data: { reply_id: reply.id, answer, score, words, due_at } }, { at: now, actorId: null });
    await keepSolvedCase(trx, changed!);
    return { kind: "given", answer };
  });
}

/** The newest reply of the same task that was sent, or the link's own. */
async function currentReply(db: Db, replyId: number) {
  return db
    .selectFrom("replies")
    .innerJoin("mails", "mails.id", "replies.mail_id")
    .selectAll("replies")
    .where("replies.task_id", "=", (eb) => eb.selectFrom("replies as own").select("own.task_id").where("own.id", "=", replyId))
    .where((eb) => eb.or([eb("mails.status", "=", "sent"), eb("replies.id", "=", replyId)]))
    .orderBy("replies.id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
}

/** A task that reopens at somebody who left would be seen by nobody: it goes to the team, to be claimed. */
async function leaveNoDeadEnd(trx: Trx, task: TaskRow, now: Date): Promise<void> {
  if (!task.owner_id) return;
  const owner = await trx.selectFrom("employees").select("deactivated_at").where("id", "=", task.owner_id).executeTakeFirstOrThrow();
  if (!owner.deactivated_at) return;
  await record(trx, task.id, { kind: "handed_over", data: { from_owner_id: task.owner_id, team_id: task.team_id, owner_id: null, note: "" } }, { at: now, actorId: null });
}

/** As the organisation has it, counted in the hours of the team that has it. */
async function dueAgain(trx: Trx, teamId: number, now: Date): Promise<Date> {
  const { due_hours, due_unit } = await trx.selectFrom("organisation").select(["due_hours", "due_unit"]).executeTakeFirstOrThrow();
  return addHours(now, due_hours, due_unit, (await teamCalendars(trx, [teamId])).get(teamId)!);
}
