import { z } from "zod";
import { Problem } from "../problem.server.ts";
import { problemsOf } from "../response.ts";
import type { Place } from "./changes.server.ts";
import type { ListQuery } from "./schemas.ts";

/** Checks what stands behind the question mark. A name that is not known here, or twice the same, is refused: it would be misunderstood in silence. */
export function readQuery<Query extends z.ZodObject>(schema: Query, search: URLSearchParams): z.output<Query> {
  const refuse = (errors: { field: string; reason: string }[]) => new Problem(400, "Malformed request", "Something behind the question mark is not right.", { errors });
  const names = [...search.keys()];
  const odd = [...new Set(names)].filter((name) => !Object.hasOwn(schema.shape, name) || search.getAll(name).length > 1);
  if (odd.length > 0) throw refuse(odd.slice(0, 100).map((name) => ({ field: name, reason: Object.hasOwn(schema.shape, name) ? "must be there once" : "is not known here" })));
  const values = Object.fromEntries([...search].map(([name, value]) => [name, name === "limit" && /^\d{1,6}$/.test(value) ? Number(value) : value]));
  const parsed = schema.safeParse(values);
  if (!parsed.success) throw refuse(problemsOf(parsed.error));
  return parsed.data;
}

const kinds = ["responses", "tasks"] as const;
type Kind = (typeof kinds)[number];

const written = z.tuple([z.enum(kinds), z.union([z.literal("-infinity"), z.iso.datetime({ offset: true })]), z.int().min(0)]);

/** Where a list goes on. Throws a 400 when the cursor is not one of ours, or of another list. */
export function placeOf(kind: Kind, { cursor, updated_since }: ListQuery, beginning: Place): Place {
  if (cursor === undefined) return updated_since ? { at: updated_since, id: 0 } : beginning;
  const refuse = (field: string, reason: string) => new Problem(400, "Malformed request", "This list cannot go on from there.", { errors: [{ field, reason }] });
  if (updated_since) throw refuse("updated_since", "must not be there together with cursor: the cursor knows where to go on");
  const parsed = written.safeParse(readJson(Buffer.from(cursor, "base64url").toString()));
  if (!parsed.success || parsed.data[0] !== kind) throw refuse("cursor", "is not a cursor of this list");
  return { at: parsed.data[1], id: parsed.data[2] };
}

export function cursorOf(kind: Kind, { at, id }: Place): string {
  return Buffer.from(JSON.stringify([kind, at, id] satisfies z.input<typeof written>)).toString("base64url");
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
