import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { AdminPage } from "../people/admin-page.tsx";
import { teamsInUse } from "../people/employees.server.ts";
import { typedIn } from "../people/fields.ts";
import { Button } from "../ui/button.tsx";
import { Choice, FormError, type FormProblem, Select, TextField } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Card, PageHeader } from "../ui/parts.tsx";
import { readEscalation } from "./escalation-form.server.ts";
import { actValue, mostSteps } from "./escalation-form.ts";
import { changeEscalation, escalationNow } from "./escalation.server.ts";
import { escalationTexts } from "./escalation.texts.ts";

export const meta = titled((language) => textsIn(escalationTexts, language).title);

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const [escalation, teams] = await Promise.all([escalationNow(db), teamsInUse(db)]);
  return { escalation, teams };
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const t = textsIn(escalationTexts, viewer.language);
  const typed = await args.request.formData();
  const read = readEscalation(typed);
  const refuse = (errors: Record<string, string>, status: number) => data({ errors, values: typedIn(typed) } satisfies FormProblem, { status });
  if ("problems" in read) return refuse(Object.fromEntries(Object.entries(read.problems).map(([field, problem]) => [field, t[problem]])), 422);
  if (!(await changeEscalation(db, read.escalation, now()))) return refuse({ form: t.gone }, 409);
  return redirectWithNotice("/admin/escalation", "saved");
}

export default function EscalationPage() {
  const { escalation } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(escalationTexts);
  const values = problem?.values;
  return (
    <AdminPage measure="words">
      <PageHeader title={t.title}>
        <p className="mt-1 text-muted">{t.lead}</p>
      </PageHeader>
      <div className="grid gap-5">
        <Now />
        <Card title={t.change}>
          {/* After saving, another empty row: the form begins anew. */}
          <Form key={JSON.stringify(escalation)} method="post" className="grid gap-6" noValidate>
            <FormError>{problem?.errors["form"]}</FormError>
            <TextField
              label={t.remindBefore}
              hint={t.remindBeforeHint}
              name="remind_before_hours"
              type="number"
              min={1}
              max={240}
              className="max-w-32"
              defaultValue={values?.["remind_before_hours"] ?? escalation.remind_before_hours ?? ""}
              error={problem?.errors["remind_before_hours"]}
            />
            <Choice
              legend={t.unit}
              name="unit"
              options={(["calendar", "working"] as const).map((value) => ({ value, label: t.units[value] }))}
              defaultValue={values?.["unit"] ?? escalation.unit}
            />
            <Steps problem={problem} />
            <div>
              <Button>{t.save}</Button>
            </div>
          </Form>
        </Card>
      </div>
    </AdminPage>
  );
}

/** What is set, as it happens: first, then, then. */
function Now() {
  const { escalation, teams } = useLoaderData<typeof loader>();
  const t = useTexts(escalationTexts);
  const { remind_before_hours, unit, steps } = escalation;
  const moments = [
    ...(remind_before_hours === null ? [] : [{ when: t.soon(remind_before_hours, unit), what: t.soonText }]),
    { when: t.due, what: t.dueText },
    ...steps.map((step) => ({
      when: t.after(step.after_hours, unit),
      what: step.act === "to_team" ? t.toTeam(teams.find(({ id }) => id === step.team_id)?.name ?? t.teamGone) : t.acts[step.act],
    })),
  ];
  return (
    <Card title={t.now}>
      <ol className="grid gap-3">
        {moments.map(({ when, what }, index) => (
          <li key={index} className="grid gap-x-5 border-l-3 border-accent pl-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
            <span className="font-semibold">{when}</span>
            <span>{what}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Steps({ problem }: { problem: FormProblem | undefined }) {
  const { escalation, teams } = useLoaderData<typeof loader>();
  const t = useTexts(escalationTexts);
  const rows = Math.min(escalation.steps.length + 1, mostSteps);
  return (
    <fieldset className="grid gap-4">
      <legend className="font-semibold">{t.steps}</legend>
      <p className="text-sm text-muted">{t.stepsHint}</p>
      {Array.from({ length: rows }, (_, row) => {
        const step = escalation.steps[row];
        return (
          <fieldset key={row} className="border-t border-line pt-3">
            {/* Floated, since a legend would stand on the line. */}
            <legend className="float-left mb-2 text-sm font-semibold text-muted">{step ? t.stepNumber(row + 1) : t.newStep}</legend>
            <div className="clear-both grid gap-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
            <TextField
              label={t.hours}
              name={`hours-${row}`}
              type="number"
              min={1}
              max={720}
              className="max-w-32 sm:max-w-none"
              defaultValue={problem?.values[`hours-${row}`] ?? step?.after_hours ?? ""}
              error={problem?.errors[`hours-${row}`]}
            />
            <Select label={t.act} name={`act-${row}`} defaultValue={problem?.values[`act-${row}`] ?? (step ? actValue(step) : "to_pool")} error={problem?.errors[`act-${row}`]}>
              {(["remind", "tell_lead", "to_pool"] as const).map((act) => (
                <option key={act} value={act}>
                  {t.acts[act]}
                </option>
              ))}
              {step?.act === "to_team" && !teams.some(({ id }) => id === step.team_id) && <option value={actValue(step)}>{t.toTeam(t.teamGone)}</option>}
              {teams.map(({ id, name }) => (
                <option key={id} value={`to_team:${id}`}>
                  {t.toTeam(name)}
                </option>
              ))}
            </Select>
            </div>
          </fieldset>
        );
      })}
    </fieldset>
  );
}
