import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { copied, newRuleId } from "./edits.ts";
import { changeRule, toRules } from "./rule-act.server.ts";

export const loader = (args: LoaderFunctionArgs) => toRules(args);

export async function action(args: ActionFunctionArgs) {
  return changeRule(args, (rules, id) => copied(rules, id, newRuleId()), "ruleCopied");
}
