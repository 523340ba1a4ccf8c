import { dropDraftsOf } from "../ui/drafts.ts";

/**
 * Forms that were sent without a connection, kept in this browser until they can go: per person, under
 * the act's own id, so that sent twice counts once. `isSending`: it is under way, and waits for nothing
 * but its answer. `refused`: why the server did not take it. Instants are milliseconds of the browser's
 * clock. Where the browser keeps nothing, nothing is kept: the form then says that it was not sent.
 * The service worker reads this, too (public/sw.js).
 */
export type Kept = { id: string; person: number; path: string; fields: Record<string, string>; at: number; isSending: boolean; refused: string | null };

/** Where the words of such a form stand. */
export const wordFields = ["note", "text", "reason", "promise", "we_did", "advice", "line"];

const longestMs = 14 * 86_400_000;
/** Told in every tab when what is kept changes. */
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("outbox");
const here = new EventTarget();

/** Hers, the oldest first. What is too old to be meant still goes; of others nothing is given. */
export async function keptOf(person: number): Promise<Kept[]> {
  const all = await run<Kept[]>("readonly", (store) => store.getAll());
  const old = all.filter(({ at }) => at < Date.now() - longestMs);
  for (const { id } of old) await forget(id);
  return all.filter((kept) => kept.person === person && !old.includes(kept)).sort((a, b) => a.at - b.at);
}

/** "/tasks/7": there "/tasks/7/attempts" and "/tasks/7/promises" belong. */
export function taskOf({ path }: Pick<Kept, "path">): string {
  return path.split("/").slice(0, 3).join("/");
}

export async function keep(kept: Kept): Promise<void> {
  await run("readwrite", (store) => store.put(kept));
  announce();
}

export async function forget(id: string): Promise<void> {
  await run("readwrite", (store) => store.delete(id));
  announce();
}

/** So long an answer is waited for; what is under way longer was left behind by a tab that died. */
const longestSendingMs = 30_000;

export function isUnderWay({ isSending, at }: Kept): boolean {
  return isSending && at > Date.now() - longestSendingMs;
}

/** At sign-out nothing of hers stays behind: neither what was typed nor what waited. What others on this device sent waits for them. */
export async function leaveNothing(person: number): Promise<void> {
  dropDraftsOf(person);
  try {
    for (const { id } of await keptOf(person)) await forget(id);
  } catch {
    // Where nothing is kept, nothing stays.
  }
}

/** One of these was taken by the server, and leads there. */
export type Sent = Pick<Kept, "id" | "person" | "path"> & { to: string };

/** Told in every tab, also by the service worker (public/sw.js): where its form is still open it must not be sent again. */
export function tellSent(sent: Sent): void {
  here.dispatchEvent(new MessageEvent("change", { data: sent }));
  channel?.postMessage(sent);
}

/** Calls `look` whenever what is kept changes, in this tab or another or by the service worker; with `Sent` as its data where something was sent. Gives how to stop. */
export function whenKeptChanges(look: (event: Event) => void): () => void {
  here.addEventListener("change", look);
  channel?.addEventListener("message", look);
  return () => {
    here.removeEventListener("change", look);
    channel?.removeEventListener("message", look);
  };
}

function announce(): void {
  here.dispatchEvent(new Event("change"));
  channel?.postMessage("change");
}

async function run<Result>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<Result> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("belterug", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("outbox", { keyPath: "id" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    return await new Promise<Result>((resolve, reject) => {
      const transaction = database.transaction("outbox", mode);
      const asked = ask(transaction.objectStore("outbox"));
      transaction.oncomplete = () => resolve(asked.result as Result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}
