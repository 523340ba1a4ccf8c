import { textsIn } from "../i18n/texts.ts";
import { dayAndTime } from "../i18n/time.ts";
import type { SignedIn } from "../people/access.server.ts";
import type { Standing } from "./asking.server.ts";
import { decisionsTexts } from "./decisions.texts.ts";

/** "Ruben Visser zei vandaag 9:12 al ja." */
export async function sayStanding({ db, viewer, now }: Pick<SignedIn, "db" | "viewer" | "now">, { state, by, at }: Standing): Promise<string> {
  const t = textsIn(decisionsTexts, viewer.language);
  if (state === "withdrawn" || !at) return t.standing.withdrawn;
  const { time_zone } = await db.selectFrom("organisation").select("time_zone").executeTakeFirstOrThrow();
  const when = dayAndTime(at, { timeZone: time_zone, now: now(), language: viewer.language });
  return t.standing[state](by?.id === viewer.id ? t.you : (by?.name ?? t.someone), when);
}
