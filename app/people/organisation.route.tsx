import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox, Choice, FormError, type FormProblem, Select, TextField } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Card, PageHeader } from "../ui/parts.tsx";
import { signedIn } from "./access.server.ts";
import { AdminPage } from "./admin-page.tsx";
import { DefaultTeam } from "./default-team.tsx";
import { checkboxField, idField, languageField, optionalLine, problemsOf, refusedForm, requiredLine, typedIn } from "./fields.ts";
import { HoursFields } from "./hours-fields.tsx";
import { hoursIn } from "./hours-form.ts";
import { changeOrganisation, organisationNow, teamsToReceive, timeZones } from "./organisation.server.ts";
import { organisationTexts } from "./organisation.texts.ts";

export const meta = titled((language) => textsIn(organisationTexts, language).title);

export async function loader(args: LoaderFunctionArgs) {
  const { db, now } = await signedIn(args, "admin");
  const [organisation, teams] = await Promise.all([organisationNow(db), teamsToReceive(db, now())]);
  return { organisation, teams, timeZones: timeZones(organisation.time_zone) };
}

const whole = (from: number, to: number) => z.coerce.number({ error: "number" }).int({ error: "number" }).min(from, { error: "number" }).max(to, { error: "number" });

const fields = z.object({
  name: requiredLine(200),
  phone: optionalLine(50),
  language: languageField,
  timeZone: z.string({ error: "choose" }).refine((zone) => timeZones(zone).includes(zone), { error: "choose" }),
  defaultTeamId: idField,
  dueHours: whole(1, 720),
  silentDays: whole(1, 90),
  isTeamListOpen: checkboxField,
  dueUnit: z.enum(["calendar", "working"], { error: "choose" }),
  holidays: z.enum(["nl", "none"], { error: "choose" }),
  personalFigures: z.enum(["off", "self"], { error: "choose" }),
});

const form = z.record(z.string(), z.unknown()).transform((typed, context) => {
  const workingHours = hoursIn(typed, context);
  const parsed = fields.safeParse(typed);
  if (parsed.success) return { ...parsed.data, workingHours };
  for (const { message, path } of parsed.error.issues) context.addIssue({ code: "custom", message, path });
  return z.NEVER;
});

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const typed = await args.request.formData();
  const parsed = form.safeParse(Object.fromEntries(typed));
  if (!parsed.success) return data(refusedForm(problemsOf(parsed.error), typed, viewer.language), { status: 422 });
  const refused = await changeOrganisation(db, parsed.data, now());
  if (!refused) return redirectWithNotice("/admin/organisation", "saved");
  const problem: FormProblem = { errors: { form: textsIn(organisationTexts, viewer.language)[refused] }, values: typedIn(typed) };
  return data(problem, { status: 409 });
}

export default function Organisation() {
  const { organisation, teams, timeZones } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(organisationTexts);
  const values = problem?.values;
  const errors = problem?.errors ?? {};
  return (
    <AdminPage measure="words">
      <PageHeader title={t.title} />
      <Form method="post" className="grid gap-5" noValidate>
        <FormError>{errors["form"]}</FormError>
        <Card title={t.who}>
          <div className="grid gap-5">
            <TextField label={t.name} hint={t.nameHint} name="name" required maxLength={200} defaultValue={values?.["name"] ?? organisation.name} error={errors["name"]} />
            <TextField label={t.phone} hint={t.phoneHint} name="phone" type="tel" maxLength={50} defaultValue={values?.["phone"] ?? organisation.phone} error={errors["phone"]} />
            <Choice
              legend={t.language}
              name="language"
              options={(["nl", "en"] as const).map((value) => ({ value, label: t.languages[value] }))}
              defaultValue={values?.["language"] ?? organisation.language}
              error={errors["language"]}
            />
            <Select label={t.timeZone} name="timeZone" defaultValue={values?.["timeZone"] ?? organisation.time_zone} error={errors["timeZone"]}>
              {timeZones.map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </Select>
          </div>
        </Card>
        <Card title={t.work}>
          <div className="grid gap-5">
            <DefaultTeam teams={teams} saved={organisation.default_team_id} chosen={values?.["defaultTeamId"]} error={errors["defaultTeamId"]} />
            <TextField label={t.dueHours} hint={t.dueHoursHint} name="dueHours" type="number" min={1} max={720} required className="max-w-32" defaultValue={values?.["dueHours"] ?? organisation.due_hours} error={errors["dueHours"]} />
            <Choice
              legend={t.dueUnit}
              name="dueUnit"
              options={(["calendar", "working"] as const).map((value) => ({ value, label: t.dueUnits[value] }))}
              defaultValue={values?.["dueUnit"] ?? organisation.due_unit}
              error={errors["dueUnit"]}
            />
            <TextField label={t.silentDays} hint={t.silentDaysHint} name="silentDays" type="number" min={1} max={90} required className="max-w-32" defaultValue={values?.["silentDays"] ?? organisation.silent_days} error={errors["silentDays"]} />
            <Checkbox label={t.isTeamListOpen} hint={t.isTeamListOpenHint} name="isTeamListOpen" defaultChecked={values ? "isTeamListOpen" in values : organisation.is_team_list_open} />
          </div>
        </Card>
        <Card title={t.hours}>
          <div className="grid gap-5">
            <p className="text-muted">{t.hoursText}</p>
            <HoursFields hours={organisation.working_hours} problem={problem} />
            <Choice
              legend={t.holidays}
              name="holidays"
              columns={1}
              options={(["nl", "none"] as const).map((value) => ({ value, label: t.holidayChoices[value], hint: t.holidaysHint[value] }))}
              defaultValue={values?.["holidays"] ?? organisation.holidays}
              error={errors["holidays"]}
            />
          </div>
        </Card>
        <Card title={t.figures}>
          <div className="grid gap-5">
            <p className="text-muted">{t.figuresText}</p>
            <Choice
              legend={t.personalFigures}
              name="personalFigures"
              columns={1}
              options={(["self", "off"] as const).map((value) => ({ value, label: t.personalFiguresChoices[value] }))}
              defaultValue={values?.["personalFigures"] ?? organisation.personal_figures}
              error={errors["personalFigures"]}
            />
          </div>
        </Card>
        <div>
          <Button>{t.save}</Button>
        </div>
      </Form>
    </AdminPage>
  );
}
