import type { ActionFunctionArgs } from "@remix-run/node";
import { without } from "./edits.ts";
import { changeRule, toRules } from "./rule-act.server.ts";

export { toRules as loader };

/** Takes the rule out of the draft; one that holds can be put back until the draft is used. */
export async function action(args: ActionFunctionArgs) {
  return changeRule(args, (rules, id) => without(rules, id), "ruleRemoved");
}
