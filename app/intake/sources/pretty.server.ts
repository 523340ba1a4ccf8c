import { readBody } from "./body.ts";

/** A page with more than this is of no use to anybody. */
const shownUpTo = 100_000;

/** A raw body as text that reads well: as indented JSON where it says something, else as it came. */
export async function prettyBody(contentType: string | null, raw: Buffer): Promise<{ text: string; shown: number; all: number }> {
  const text = await readably(contentType, raw);
  return { text: text.slice(0, shownUpTo), shown: Math.min(text.length, shownUpTo), all: text.length };
}

async function readably(contentType: string | null, raw: Buffer): Promise<string> {
  try {
    return JSON.stringify(await readBody(contentType ?? undefined, raw), null, 2);
  } catch {
    return new TextDecoder().decode(raw);
  }
}
