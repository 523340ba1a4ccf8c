import { z } from "zod";
import { type Rule, rule } from "./rule.ts";

/*
 * A rule of the draft that never held is nowhere any more once it is taken out, and with the last of
 * them the draft itself is gone. For a few minutes the browser of who took it out keeps it.
 */

/** `beforeId`: the rule that stood under it; null: it was last. */
const takenOut = z.strictObject({ rule, beforeId: z.string().nullable() });
export type TakenOut = z.output<typeof takenOut>;

/** The rule with its place; undefined where it holds, and can be put back from what holds. */
export function takingOut(rules: Rule[], active: Rule[], id: string): TakenOut | undefined {
  const place = rules.findIndex((rule) => rule.id === id);
  if (place < 0 || active.some((rule) => rule.id === id)) return undefined;
  return { rule: rules[place]!, beforeId: rules[place + 1]?.id ?? null };
}

/** Browsers keep 4 kB; a rule that is longer cannot be put back. */
const most = 3_800;
const cookie = (value: string, seconds: number) => `rule=${value}; Path=/admin; Max-Age=${seconds}; HttpOnly; SameSite=Lax`;

export function keepTakenOut(taken: TakenOut): string {
  const value = Buffer.from(JSON.stringify(taken)).toString("base64url");
  return value.length > most ? cookie("", 0) : cookie(value, 600);
}

/** What this browser keeps; undefined where it keeps nothing, or something that is no rule. */
export function readTakenOut(request: Request): TakenOut | undefined {
  const value = /(?:^|;\s*)rule=([\w-]+)(?:;|$)/.exec(request.headers.get("cookie") ?? "")?.[1];
  if (!value) return undefined;
  try {
    return takenOut.safeParse(JSON.parse(Buffer.from(value, "base64url").toString())).data;
  } catch {
    return undefined;
  }
}
