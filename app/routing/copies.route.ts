import type { ActionFunctionArgs } from "@remix-run/node";
import { copied, newRuleId } from "./edits.ts";
import { changeRule, toRules } from "./rule-act.server.ts";

export { toRules as loader };

export async function action(args: ActionFunctionArgs) {
  return changeRule(args, (rules, id) => copied(rules, id, newRuleId()), "ruleCopied");
}
