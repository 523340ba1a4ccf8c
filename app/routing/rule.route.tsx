import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { notFound, signedIn } from "../people/access.server.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { choicesFor, suggestionsFrom, withColleagues } from "./names.server.ts";
import { added, newRuleId, replaced } from "./edits.ts";
import { RuleForm } from "./rule-form.tsx";
import { RulePage } from "./rule-page.tsx";
import { fieldsOfRule, newRuleFields, readRuleFields, ruleOfFields } from "./rule-fields.ts";
import { ruleFormTexts } from "./rule-form.texts.ts";
import { changeDraft, rulesToChange } from "./versions.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: [data?.title, "Belterug"].filter(Boolean).join(" · ") }, { name: "robots", content: "noindex" }];

/** A rule of the draft, or of what holds where there is none; "new" is one that is not there yet. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args, "admin");
  const ruleId = args.params["ruleId"]!;
  const rule = (await rulesToChange(db)).find(({ id }) => id === ruleId);
  if (!rule && ruleId !== "new") throw notFound();
  const fields = rule ? fieldsOfRule(rule) : newRuleFields();
  const t = textsIn(ruleFormTexts, viewer.language);
  return { title: rule ? t.changeTitle : t.newTitle, form: { ruleId, fields, problems: {}, choices: await choicesFor(db, ruleOfFields(fields).rule), suggestions: await suggestionsFrom(db) } };
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const ruleId = args.params["ruleId"]!;
  const { fields, unread } = await withColleagues(db, readRuleFields(await args.request.formData()), viewer.language);
  const { rule, problems } = ruleOfFields(fields);
  const refused = async (error?: string) => ({ ruleId, fields, problems, unread, error, choices: await choicesFor(db, rule), suggestions: await suggestionsFrom(db) });
  if (Object.keys({ ...problems, ...unread }).length > 0) return data(await refused(), { status: 422 });
  const isNew = ruleId === "new";
  const isSaved = await changeDraft(db, (rules) => (isNew ? added(rules, { id: newRuleId(), ...rule }) : replaced(rules, { id: ruleId, ...rule })), { employeeId: viewer.id, now: now() });
  if (isSaved) return redirectWithNotice("/admin/routing", isNew ? "ruleAdded" : "ruleChanged");
  const t = textsIn(ruleFormTexts, viewer.language);
  return data(await refused(isNew ? t.full : t.gone), { status: 409 });
}

export default function Rule() {
  const { form } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useTexts(ruleFormTexts);
  return (
    <RulePage title={form.ruleId === "new" ? t.newTitle : t.changeTitle}>
      <RuleForm key={form.ruleId} {...(refused ?? form)} />
    </RulePage>
  );
}
