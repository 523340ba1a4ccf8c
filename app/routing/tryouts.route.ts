import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { signedIn } from "../people/access.server.ts";
import { toRules } from "./rule-act.server.ts";
import { startTryout } from "./tryouts.server.ts";
import { rulesToChange } from "./versions.server.ts";

export { toRules as loader };

/** Lays the last 30 days beside the draft, in the background. */
export async function action(args: ActionFunctionArgs) {
  const services = await signedIn(args, "admin");
  const id = await startTryout(services, { rules: await rulesToChange(services.db), employeeId: services.viewer.id, now: services.now() });
  return redirect(`/admin/routing/tryouts/${id}`);
}
