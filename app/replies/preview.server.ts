import { z } from "zod";
import type { Db } from "#db/client.ts";
import { readId } from "../id.ts";
import type { Viewer } from "../people/session.server.ts";
import { replyMail } from "./content.server.ts";
import { renderMail } from "./mail.server.ts";
import { replyDraft } from "./reply.server.ts";
import { longest } from "./longest.ts";

/** Looser than sending: a preview shows half a text, too. */
const previewInput = z.object({
  task_id: z.string().transform(readId).pipe(z.number()),
  you_said: z.string().max(longest.youSaid * 2).optional(),
  we_did: z.string().max(longest.weDid * 2).optional(),
  language: z.enum(["nl", "en"]).optional(),
});

/** The mail's HTML with links that lead nowhere; undefined when she may not see the task. */
export async function previewReply(db: Db, viewer: Viewer, typed: unknown, now: Date): Promise<string | undefined> {
  const input = previewInput.safeParse(typed);
  if (!input.success) return undefined;
  const draft = await replyDraft(db, viewer, input.data.task_id);
  if (!draft) return undefined;
  const written = { youSaid: input.data.you_said ?? draft.youSaid, weDid: input.data.we_did ?? draft.weDid, language: input.data.language ?? draft.language };
  const { html } = await renderMail(await replyMail(db, viewer, draft.task, written, { verdictUrl: "#", unsubscribeUrl: "#" }, now));
  return html;
}
