import type { ActionFunctionArgs } from "@remix-run/node";
import { without } from "./edits.ts";
import { changeRule, toRules } from "./rule-act.server.ts";
import { keepTakenOut, type TakenOut, takingOut } from "./taken-out.server.ts";

export { toRules as loader };

/** Takes the rule out of the draft; it can be put back until the draft is used, or for ten minutes where it never held. */
export async function action(args: ActionFunctionArgs) {
  let taken: TakenOut | undefined;
  const change = (...[rules, id, , active]: Parameters<Parameters<typeof changeRule>[1]>) => {
    taken = takingOut(rules, active, id);
    return without(rules, id);
  };
  const response = await changeRule(args, change, "ruleRemoved");
  if (taken) response?.headers.append("Set-Cookie", keepTakenOut(taken));
  return response;
}
