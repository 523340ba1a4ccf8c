import type { ActionFunctionArgs } from "@remix-run/node";
import { placed } from "./edits.ts";
import { changeRule, toRules } from "./rule-act.server.ts";

export { toRules as loader };

/** Moves the rule to stand before another one, or last. */
export async function action(args: ActionFunctionArgs) {
  return changeRule(args, (rules, id, form) => placed(rules, id, String(form.get("before") ?? "") || null), "ruleMoved");
}
