import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import type { z } from "zod";
import type { Db } from "#db/client.ts";
import { keepingTyped } from "../away.server.ts";
import { guessLanguage } from "../i18n/language.server.ts";
import { textsIn } from "../i18n/texts.ts";
import { type Clock, day, dayNumber, time } from "../i18n/time.ts";
import { idFrom, notFound, type SignedIn, signedIn } from "../people/access.server.ts";
import type { FormProblem } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import type { NoticeKey } from "../ui/notice.texts.ts";
import { taskFor } from "./access.server.ts";
import { Conflict, newForm, Refusal, SentBefore } from "./act.server.ts";
import { actTexts } from "./act.texts.ts";
import type { StoredEvent } from "./events.ts";
import { undoable } from "./undo.server.ts";

/** What every sheet begins with: the task, when she may see it (else 404), and the form's two hidden fields. */
export async function openSheet(args: LoaderFunctionArgs) {
  const services = await signedIn(args);
  const task = await taskFor(services.db, services.viewer, idFrom(args.params["taskId"]));
  if (!task) throw notFound();
  return { ...services, task, form: newForm(task) };
}

export type LostTask = { sentence: string; typed: string[] };

type Answer<Input> = {
  schema: (services: SignedIn) => z.ZodType<Input> | Promise<z.ZodType<Input>>;
  act: (services: SignedIn, taskId: number, input: Input) => Promise<void>;
  /** `where`: where she goes. */
  notice: NoticeKey | ((input: Input, where: string) => NoticeKey);
  /** Where she goes when it worked; the task itself unless given. */
  to?: string | ((taskId: number, values: Record<string, string>, services: SignedIn) => string | Promise<string>);
};

/**
 * Answers the form of an act: parses it, does it, and goes back to the task. What stops it comes back
 * in words with everything that was typed: 422 for the form's own mistakes, 409 when the task is not
 * what the form took it for, 503 while the database is away.
 */
export async function answerAct<Input>(args: ActionFunctionArgs, answer: Answer<Input>) {
  const values = readValues(await args.request.formData());
  return keepingTyped(values, textsIn(actTexts, guessLanguage(args.request)).away, () => answerForm(args, values, answer));
}

async function answerForm<Input>(args: ActionFunctionArgs, values: Record<string, string>, { schema, act, notice, to }: Answer<Input>) {
  const services = await signedIn(args);
  const taskId = idFrom(args.params["taskId"]);
  const t = textsIn(actTexts, services.viewer.language);
  const parsed = (await schema(services)).safeParse(values);
  if (!parsed.success) {
    if (!(await taskFor(services.db, services.viewer, taskId))) throw notFound();
    const errors: Record<string, string> = {};
    for (const issue of parsed.error.issues) {
      const field = String(issue.path[0]);
      // Who is meant by a name was asked of the database, and is said with the names it found.
      const said: unknown = issue.code === "custom" ? issue.params?.["said"] : undefined;
      errors[field === "act_id" || field === "seen" ? "form" : field] ??= typeof said === "string" ? said : (t.problem[issue.message as keyof typeof t.problem] ?? t.problem.unreadable);
    }
    return data({ errors, values: { ...values, ...(errors["form"] && { act_id: randomUUID(), seen: "" }) } } satisfies FormProblem, { status: 422 });
  }
  try {
    await act(services, taskId, parsed.data);
  } catch (error) {
    if (error instanceof Refusal) return data({ errors: { form: t.refused[error.reason] }, values } satisfies FormProblem, { status: 409 });
    if (!(error instanceof Conflict || error instanceof SentBefore)) throw error;
    const typed = Object.entries(values).flatMap(([name, value]) => (wordFields.has(name) && value ? [value] : []));
    const sentence = error instanceof SentBefore ? t.sentBefore : await sayConflict(services, error.event);
    if (!error.isStillVisible) throw data({ sentence, typed } satisfies LostTask, { status: 409 });
    if (error instanceof SentBefore) return data({ errors: { form: `${sentence} ${t.sendAsNew}` }, values: { ...values, act_id: randomUUID() } } satisfies FormProblem, { status: 409 });
    const form = typed.length > 0 ? `${sentence} ${t.textKept}` : sentence;
    return data({ errors: { form }, values: { ...values, seen: String(error.seen) } } satisfies FormProblem, { status: 409 });
  }
  const where = typeof to === "function" ? await to(taskId, values, services) : (to ?? `/tasks/${taskId}`);
  const undo = values["act_id"] === undefined ? null : await undoable(services.db, services.viewer, taskId, values["act_id"], services.now());
  return redirectWithNotice(where, typeof notice === "function" ? notice(parsed.data, where) : notice, { undo });
}

const wordFields = new Set(["note", "text", "reason", "promise"]);

function readValues(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** "Ruben Visser heeft deze taak om 9:12 afgesloten." */
export async function sayConflict({ db, viewer, now }: Pick<SignedIn, "db" | "viewer" | "now">, event: StoredEvent): Promise<string> {
  const t = textsIn(actTexts, viewer.language);
  const { time_zone } = await db.selectFrom("organisation").select("time_zone").executeTakeFirstOrThrow();
  const when = moment(event.at, { timeZone: time_zone, now: now(), language: viewer.language });
  const who = event.actor_id === viewer.id ? t.you : ((event.actor_id && (await nameOf(db, event.actor_id))) || t.someone);
  switch (event.kind) {
    case "claimed":
      return t.meanwhile.claimed(who, when);
    case "handed_over":
      if (!event.actor_id) return t.meanwhile.assigned(when, await receiver(db, event.data));
      return t.meanwhile.handed_over(who, when, await receiver(db, event.data));
    case "opened":
    case "rerouted":
      return t.meanwhile.assigned(when, await receiver(db, event.data));
    case "escalated":
      return t.meanwhile.assigned(when, await receiver(db, { ...event.data, owner_id: null }));
    case "closed":
      return event.actor_id ? t.meanwhile.closed(who, when) : t.meanwhile.closedByItself(when);
    case "attempted":
      return t.meanwhile.declined(who, when);
    case "reply_queued":
      return t.meanwhile.replied(who, when);
    case "told_by_phone":
      return t.meanwhile.told(who, when);
    case "verdict_given":
      return event.data.answer === "solved" ? t.meanwhile.solved(when) : t.meanwhile.notYet(when);
    case "promise_kept":
      return t.meanwhile.promiseKept(who, when);
    case "promise_withdrawn":
      return t.meanwhile.promiseWithdrawn(who, when);
    default:
      throw new Error(`${event.kind} is no conflict`);
  }
}

function moment(at: Date, clock: Clock): string {
  const t = textsIn(actTexts, clock.language);
  const isToday = dayNumber(at, clock.timeZone) === dayNumber(clock.now, clock.timeZone);
  return isToday ? t.at(time(at, clock)) : `${day(at, clock)} ${t.at(time(at, clock))}`;
}

async function receiver(db: Db, { owner_id, team_id }: { owner_id: number | null; team_id: number }): Promise<string> {
  if (owner_id) return (await nameOf(db, owner_id)) ?? "";
  return (await db.selectFrom("teams").select("name").where("id", "=", team_id).executeTakeFirst())?.name ?? "";
}

async function nameOf(db: Db, employeeId: number): Promise<string | undefined> {
  return (await db.selectFrom("employees").select("name").where("id", "=", employeeId).executeTakeFirst())?.name;
}
