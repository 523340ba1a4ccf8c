import { z } from "zod";
import type { MailStatus } from "#db/schema.ts";
import type { TaskFacts } from "../tasks/facts.ts";
import { actForm } from "../tasks/words.ts";
import { longest } from "./longest.ts";

/** `language` is the mail's. `told_of`: up to this event its writer was told which gestures were taken back. */
export const replyInput = actForm.extend({ you_said: words(longest.youSaid), we_did: words(longest.weDid), language: z.enum(["nl", "en"]), told_of: z.coerce.number().int().optional().catch(0) });

export type ReplyInput = z.infer<typeof replyInput>;

/** Messages are keys of replyTexts.errors. Line breaks become plain ones, as mails want them. */
function words(most: number) {
  return z
    .string({ error: "missing" })
    .transform((value) => value.replaceAll("\r\n", "\n").trim())
    .pipe(
      z
        .string()
        .min(1, { error: "missing" })
        .max(most, { error: "tooLong" })
        .refine((value) => !value.includes("\u0000") && value.isWellFormed(), { error: "notStorable" }),
    );
}

export type ReplyBlock = "closed" | "open_promise" | "not_reached" | "no_action" | "no_email" | "unsubscribed" | "underway" | "kept";

/**
 * Why no reply can be written now, or null. `lastMail`: the status of the last reply's mail since the
 * task was (re)opened. Told again is fine, also after a mail that failed or that nobody is sure of: a
 * newer reply takes the place of the older one.
 */
export function blockOf(task: Pick<TaskFacts, "stage" | "promise_due_at" | "acted_at" | "told_at">, customer: { email: string | null; no_mail_at: Date | null }, lastMail: MailStatus | null): ReplyBlock | null {
  if (task.stage === "closed") return "closed";
  if (task.promise_due_at) return "open_promise";
  if (task.stage === "to_call") return "not_reached";
  if (!task.acted_at) return "no_action";
  if (lastMail === "queued") return "underway";
  if (lastMail === "kept") return "kept";
  if (!customer.email) return "no_email";
  if (customer.no_mail_at) return "unsubscribed";
  return null;
}

const shortEnough = 700;
const atLeast = 350;

/** The customer's words, cut after a sentence where they are long; nobody reads her own page back. */
export function shortened(comment: string): string {
  const text = comment.trim();
  if (text.length <= shortEnough) return text;
  const head = text.slice(0, shortEnough);
  const sentences = [...head.matchAll(/[.!?…]["”’)]*(?=\s)/g)];
  const last = sentences.at(-1);
  const end = last ? last.index + last[0].length : 0;
  if (end >= atLeast) return `${head.slice(0, end)} […]`;
  const space = head.lastIndexOf(" ");
  const cut = space >= atLeast ? head.slice(0, space) : head;
  // Never half an emoji.
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)} […]`;
}
