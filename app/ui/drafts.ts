/**
 * What somebody typed and did not send yet, kept in this browser: per person and form, so that it
 * survives a reload, a lost network and an expired session, and nobody who signs in after her sees it.
 * Only this module knows where. Instants are milliseconds of the browser's clock.
 */
export type Fields = Record<string, string>;

type Draft = { at: number; fields: Fields };

const prefix = "draft:";
const longestMs = 14 * 86_400_000;
/** So long it waits on a device that somebody else signed in to: a day's work. */
const othersMs = 12 * 3_600_000;
const keyOf = (person: number, form: string) => `${prefix}${person}:${form}`;

export function readDraft(person: number, form: string): Fields | null {
  return read(keyOf(person, form))?.fields ?? null;
}

/** Where the browser's storage is full or switched off, typing goes on without a safety net. */
export function keepDraft(person: number, form: string, fields: Fields): void {
  try {
    localStorage.setItem(keyOf(person, form), JSON.stringify({ at: Date.now(), fields } satisfies Draft));
  } catch {
    // Full or switched off.
  }
}

export function dropDraft(person: number, form: string): void {
  drop((key) => key === keyOf(person, form));
}

/** Whether somebody typed into this form and did not send it: for the sign-in page, which cannot know whose it is. */
export function hasDraft(form: string): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(prefix) && key.endsWith(`:${form}`));
  } catch {
    return false;
  }
}

/** At sign-out nothing of hers stays behind. */
export function dropDraftsOf(person: number): void {
  drop((key) => key.startsWith(keyOf(person, "")));
}

/** Somebody is signed in: what is too old to be meant still goes, and what others left here before today's work. */
export function dropOldDrafts(person: number): void {
  const now = Date.now();
  drop((key) => (read(key)?.at ?? 0) < now - (key.startsWith(keyOf(person, "")) ? longestMs : othersMs));
}

function drop(isGone: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix) && isGone(key)) localStorage.removeItem(key);
  } catch {
    // Switched off: nothing was kept.
  }
}

function read(key: string): Draft | null {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? "null") as Partial<Draft> | null;
    return typeof stored?.at === "number" && typeof stored.fields === "object" && stored.fields !== null ? (stored as Draft) : null;
  } catch {
    return null;
  }
}
