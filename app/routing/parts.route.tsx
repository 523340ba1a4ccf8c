import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { ButtonLink } from "../ui/button.tsx";
import { choicesFor, suggestionsFrom, withColleagues } from "./names.server.ts";
import { RuleForm } from "./rule-form.tsx";
import { ruleFormTexts } from "./rule-form.texts.ts";
import { RulePage } from "./rule-page.tsx";
import { readRuleFields, ruleOfFields, withPart } from "./rule-fields.ts";

export const meta = titled((language) => textsIn(ruleFormTexts, language).changeTitle);

export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args, "admin");
  return { ruleId: args.params["ruleId"]! };
}

/** The form once more, with a condition or a person more, less or elsewhere. It saves nothing; it is a POST since a form does not fit a URL. */
export async function action(args: ActionFunctionArgs) {
  const { db, viewer } = await signedIn(args, "admin");
  const form = await args.request.formData();
  const { fields, unread } = await withColleagues(db, withPart(readRuleFields(form), String(form.get("part") ?? "")), viewer.language);
  return { ruleId: args.params["ruleId"]!, fields, problems: {}, unread, choices: await choicesFor(db, ruleOfFields(fields).rule), suggestions: await suggestionsFrom(db) };
}

export default function Parts() {
  const { ruleId } = useLoaderData<typeof loader>();
  const form = useActionData<typeof action>();
  const t = useTexts(ruleFormTexts);
  if (!form)
    return (
      <RulePage title={t.changeTitle}>
        <ButtonLink to={`/admin/routing/rules/${ruleId}`}>{t.toForm}</ButtonLink>
      </RulePage>
    );
  return (
    <RulePage title={form.ruleId === "new" ? t.newTitle : t.changeTitle}>
      <RuleForm {...form} />
    </RulePage>
  );
}
