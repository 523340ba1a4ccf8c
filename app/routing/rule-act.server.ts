import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { signedIn } from "../people/access.server.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import type { NoticeKey } from "../ui/notice.texts.ts";
import type { Rule } from "./rule.ts";
import { activeRules, changeDraft } from "./versions.server.ts";

/** What has no page of its own: the list does. */
export async function toRules(args: LoaderFunctionArgs): Promise<Response> {
  await signedIn(args, "admin");
  return redirect("/admin/routing");
}

type Change = (rules: Rule[], id: string, form: FormData, active: Rule[]) => Rule[] | undefined;

/** One act on one rule of the draft, and back to the list, which says what was done or that the rule is no longer there. */
export async function changeRule(args: ActionFunctionArgs, change: Change, notice: NoticeKey): Promise<Response | null> {
  const { db, viewer, now } = await signedIn(args, "admin");
  const form = await args.request.formData();
  const { rules: active } = await activeRules(db);
  const isDone = await changeDraft(db, (rules) => change(rules, args.params["ruleId"]!, form, active), { employeeId: viewer.id, now: now() });
  // The list moved it already, and said so.
  if (isDone && form.has("stay")) return null;
  return redirectWithNotice("/admin/routing", isDone ? notice : "ruleNotChanged");
}
