import { type ClientActionFunctionArgs, isRouteErrorResponse } from "@remix-run/react";
import type { Language } from "#db/schema.ts";
import { textsIn } from "../i18n/texts.ts";
import { dropDraft } from "../ui/drafts.ts";
import type { FormProblem } from "../ui/form.tsx";
import { connectionIsLost, whoIsSignedIn } from "./connection.ts";
import { offlineTexts } from "./offline.texts.ts";
import { forget, keep, type Kept, keptOf, wordFields } from "./outbox.ts";
import { post, sendOne } from "./send-kept.ts";

/**
 * For the route of an act's form: sends it. The page shows what comes of it before the server answers,
 * so it is kept from the first moment until it is answered: without a connection, when she goes on
 * meanwhile and when the tab dies it is sent later (waiting.tsx, public/sw.js). Its own id makes that what
 * reached the server after all counts once.
 */
export async function clientAction({ request, serverAction }: ClientActionFunctionArgs) {
  const path = new URL(request.url).pathname;
  const form = await request.clone().formData();
  const fields = Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  const person = whoIsSignedIn();
  // A form without an id of its own says the same however often it is sent.
  const act: Kept | null = person === null ? null : { id: fields["act_id"] ?? `${path}?${new URLSearchParams(fields)}`, person, path, fields, at: Date.now(), isSending: true, refused: null };
  const keeping = act ? keep(act).then(() => true, () => false) : Promise.resolve(false);
  const answered = () => void keeping.then(() => act && forget(act.id)).catch(() => {});
  try {
    const answer = await serverAction();
    connectionIsLost(false);
    answered();
    return answer;
  } catch (error) {
    if (act && request.signal.aborted) {
      dropDraft(act.person, path);
      void keeping.then(() => sendOne(act)).catch(() => {});
      throw error;
    }
    if (isAnswer(error)) {
      answered();
      if (error instanceof Response) await beTaken(error, path, fields);
      throw error;
    }
    // The answer broke off, or was a proxy's: the server may have done it, and says so when it is asked again.
    const isBrokenOff = !(error instanceof TypeError);
    const again = isBrokenOff && act ? await post(act) : "later";
    if (typeof again === "object") {
      answered();
      if ("reason" in again) return refusal(again.reason, fields, 409);
      const redirect = new Response(null, { status: 302, headers: { Location: again.to } });
      await beTaken(redirect, path, fields);
      throw redirect;
    }
    connectionIsLost(true);
    const t = textsIn(offlineTexts, document.documentElement.lang as Language);
    const isKept = act !== null && (await keeping) && (await keepForLater(act));
    const kept = isBrokenOff ? t.keptUnsure : path.endsWith("/claim") ? t.keptWish : path.endsWith("/gestures") ? t.keptGesture : t.kept;
    return refusal(isKept ? kept : isBrokenOff ? t.unsure : t.notKept, fields, 503, isKept);
  }
}

/** What the server itself said: where to go on, that it refuses, or that it failed. Not a proxy, nor half an answer. */
function isAnswer(error: unknown): boolean {
  if (isRouteErrorResponse(error)) return error.status < 502;
  return error instanceof Response || (error instanceof Error && error.message === "Unexpected Server Error");
}

/** Its status is from 400 on: the loaders are not asked again. */
function refusal(form: string, values: Record<string, string>, status: number, isKept = false): Response {
  return Response.json({ errors: { form }, values, isKept } satisfies FormProblem, { status });
}

async function keepForLater(act: Kept): Promise<boolean> {
  try {
    await keep({ ...act, isSending: false });
  } catch {
    return false;
  }
  dropDraft(act.person, act.path);
  sendInBackground();
  return true;
}

type SyncingRegistration = ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } };

/** Where the browser can: the service worker then sends it, also when no tab is open any more. */
function sendInBackground(): void {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.ready.then((registration: SyncingRegistration) => registration.sync?.register("outbox")).catch(() => {});
}

/** It worked: she stays on the page she is on, or goes on; what was refused of it before is done now. */
async function beTaken(redirect: Response, path: string, fields: Record<string, string>): Promise<void> {
  const to = redirect.headers.get("Location");
  // Her session had ended: nothing was done.
  if (to?.startsWith("/signin")) return;
  if (to === location.pathname) redirect.headers.set("X-Remix-Replace", "true");
  const person = whoIsSignedIn();
  if (person === null) return;
  try {
    const refused = (await keptOf(person)).filter((kept) => kept.path === path && kept.refused !== null);
    const isSame = (kept: Kept) => wordFields.every((name) => (kept.fields[name] ?? "") === (fields[name] ?? ""));
    for (const kept of refused.length === 1 ? refused : refused.filter(isSame)) await forget(kept.id);
  } catch {
    // Where nothing is kept, nothing is to be forgotten.
  }
}
