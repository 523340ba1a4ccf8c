import type { ActionFunctionArgs } from "@remix-run/node";
import { putBack } from "./edits.ts";
import { changeRule, toRules } from "./rule-act.server.ts";

export { toRules as loader };

/** Puts a rule that holds back into the draft, out of which it was taken. */
export async function action(args: ActionFunctionArgs) {
  return changeRule(args, (rules, id, _form, active) => putBack(rules, active, id), "rulePutBack");
}
