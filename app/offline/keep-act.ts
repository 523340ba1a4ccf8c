import type { ClientActionFunctionArgs } from "@remix-run/react";
import type { Language } from "#db/schema.ts";
import { textsIn } from "../i18n/texts.ts";
import { dropDraft } from "../ui/drafts.ts";
import type { FormProblem } from "../ui/form.tsx";
import { connectionIsLost, whoIsSignedIn } from "./connection.ts";
import { forget, keep, keptOf } from "./outbox.ts";
import { offlineTexts } from "./offline.texts.ts";

/**
 * For the route of an act's form: sends it, and without a connection keeps it to be sent later
 * (waiting.tsx). Its own id makes that what reached the server after all counts once.
 */
export async function clientAction({ request, serverAction }: ClientActionFunctionArgs) {
  const path = new URL(request.url).pathname;
  const form = await request.clone().formData();
  const fields = Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  try {
    const answer = await serverAction();
    connectionIsLost(false);
    return answer;
  } catch (error) {
    if (error instanceof Response) await forgetRefused(path);
    if (!(error instanceof TypeError)) throw error;
    const t = textsIn(offlineTexts, document.documentElement.lang as Language);
    const isKept = await keepForm(path, fields);
    connectionIsLost(true);
    // A status from 400 on: the loaders are not asked again.
    return Response.json({ errors: { form: isKept ? t.kept : t.notKept }, values: fields } satisfies FormProblem, { status: 503 });
  }
}

async function keepForm(path: string, fields: Record<string, string>): Promise<boolean> {
  const person = whoIsSignedIn();
  if (person === null || !fields["act_id"]) return false;
  try {
    await keep({ id: fields["act_id"], person, path, fields, at: Date.now(), refused: null });
    dropDraft(person, path);
    return true;
  } catch {
    return false;
  }
}

/** She sent what was refused once more, and it was taken. */
async function forgetRefused(path: string): Promise<void> {
  const person = whoIsSignedIn();
  if (person === null) return;
  try {
    for (const kept of await keptOf(person)) if (kept.path === path && kept.refused !== null) await forget(kept.id);
  } catch {
    // Where nothing is kept, nothing is to be forgotten.
  }
}
