import { keepDraft } from "../ui/drafts.ts";
import { connectionIsLost } from "./connection.ts";
import { forget, isUnderWay, keep, type Kept, keptOf, taskOf, tellSent } from "./outbox.ts";

/**
 * Sends what waits, in the order in which it was done, one tab at a time, and tells of each that was
 * taken. The server takes it from the one who wrote it only (`X-Sent-As`). What it refuses stays, with the
 * reason and as a draft of its form. What the server fails at waits, with all that comes after it on the
 * same task, and holds up no other task.
 */
export async function sendKept(person: number): Promise<void> {
  const send = async (lock: Lock | null) => {
    if (!lock) return;
    const heldUp = new Set<string>();
    for (const kept of await keptOf(person)) {
      if (kept.refused !== null || isUnderWay(kept) || heldUp.has(taskOf(kept))) continue;
      const answer = await sendOne(kept);
      if (answer === "later") break;
      if (answer === "failed") heldUp.add(taskOf(kept));
      else if ("to" in answer) tellSent({ id: kept.id, person, path: kept.path, to: answer.to });
    }
  };
  return navigator.locks ? navigator.locks.request("outbox", { ifAvailable: true }, send) : send({} as Lock);
}

/** Sends this one and forgets it; without an answer it waits, refused it stays. */
export async function sendOne(kept: Kept): Promise<Answer> {
  const answer = await post(kept);
  if (answer === "later" || answer === "failed") await keep({ ...kept, isSending: false });
  else if ("reason" in answer) await refuse(kept, answer.reason);
  else await forget(kept.id);
  return answer;
}

/** It was taken, and leads there; or refused for this reason. "later": there was no answer of our server. "failed": it answered that it cannot do this one. */
export type Answer = { to: string } | { reason: string } | "later" | "failed";

export async function post({ person, path, fields }: Kept): Promise<Answer> {
  try {
    const response = await fetch(path, { method: "POST", body: new URLSearchParams(fields), headers: { "X-Sent-As": String(person) }, redirect: "manual" });
    // A proxy's, or of a network that wants a sign-in first: app/gate.server.ts marks ours.
    if (!response.headers.has("X-Answered")) return "later";
    connectionIsLost(false);
    if (response.ok) return { to: response.headers.get("Location") ?? path };
    if (response.status === 500) return "failed";
    // Signed out, somebody else, or a server that is away for a moment.
    if (response.status === 401 || response.status === 429 || response.status >= 500) return "later";
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return { reason: [...page.querySelectorAll("[data-problem]")].map((problem) => problem.textContent).join(" ") };
  } catch {
    return "later";
  }
}

async function refuse(kept: Kept, reason: string): Promise<void> {
  keepDraft(kept.person, kept.path, kept.fields);
  await keep({ ...kept, isSending: false, refused: reason });
}
