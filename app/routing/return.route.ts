import type { ActionFunctionArgs } from "@remix-run/node";
import { putBack, putBackBefore } from "./edits.ts";
import { changeRule, toRules } from "./rule-act.server.ts";
import { readTakenOut } from "./taken-out.server.ts";

export { toRules as loader };

/** Puts a rule back into the draft, out of which it was taken. */
export async function action(args: ActionFunctionArgs) {
  const taken = readTakenOut(args.request);
  return changeRule(args, (rules, id, _form, active) => putBack(rules, active, id) ?? (taken?.rule.id === id ? putBackBefore(rules, taken.rule, taken.beforeId) : undefined), "rulePutBack");
}
