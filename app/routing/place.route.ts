import type { ActionFunctionArgs } from "@remix-run/node";
import type { ClientActionFunctionArgs } from "@remix-run/react";
import { placed } from "./edits.ts";
import { changeRule, toRules } from "./rule-act.server.ts";

export { toRules as loader };

/** Moves the rule to stand before another one, or last. */
export async function action(args: ActionFunctionArgs) {
  return changeRule(args, (rules, id, form) => placed(rules, id, String(form.get("before") ?? "") || null), "ruleMoved");
}

/** Without an answer the list stays and says so (use-reorder.ts); its status is from 400 on: then nothing is asked again. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction();
  } catch (error) {
    if (error instanceof Response) throw error;
    return Response.json({ isLost: true }, { status: 503 });
  }
}
