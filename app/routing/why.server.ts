import type { Db } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import { textsIn } from "../i18n/texts.ts";
import type { StoredEvent } from "../tasks/events.ts";
import { namesIn } from "./names.server.ts";
import { ruleSentence } from "./sentence.ts";
import { sentenceTexts } from "./sentence.texts.ts";
import { numberOf, rulesOf } from "./versions.server.ts";

/**
 * Which rule of which version decided whose task it was, in a sentence, and who was passed over; null
 * for tasks from before there were rules.
 */
export async function decidingRule(db: Db, events: StoredEvent[], language: Language): Promise<string | null> {
  const routed = events.findLast((event) => event.kind === "opened" || event.kind === "rerouted");
  const routing = routed?.data.routing;
  if (!routing) return null;
  const t = textsIn(sentenceTexts, language).why;
  const rules = await rulesOf(db, routing.version_id);
  const place = rules.findIndex(({ id }) => id === routing.rule_id);
  const version = routing.version_id === null ? t.first : t.version(await numberOf(db, routing.version_id));
  const decided = place < 0 ? t.noRule(version) : t.rule(place + 1, version, ruleSentence(rules[place]!, await namesIn(db, [rules[place]!]), language));
  return [decided, await passedOver(db, routing.passed_over, language)].filter(Boolean).join(" ");
}

async function passedOver(db: Db, passed: { employee_id: number; why: "away" | "full" | "gone" }[], language: Language): Promise<string> {
  if (passed.length === 0) return "";
  const t = textsIn(sentenceTexts, language).why;
  const rows = await db.selectFrom("employees").select(["id", "name"]).where("id", "in", passed.map(({ employee_id }) => employee_id)).execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return t.passedOver(new Intl.ListFormat(language).format(passed.map(({ employee_id, why }) => t.passed[why](names.get(employee_id) ?? "?"))));
}
