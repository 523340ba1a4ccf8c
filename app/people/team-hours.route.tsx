import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { idFrom, notFound, signedIn } from "./access.server.ts";
import { problemsOf, refusedForm } from "./fields.ts";
import { timeZones } from "./organisation.server.ts";
import { OwnHours } from "./presence-fields.tsx";
import { teamHoursForm } from "./presence-form.ts";
import { setTeamHours, teamHours } from "./presence.server.ts";
import { presenceTexts } from "./presence.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const team = await teamHours(db, idFrom(args.params["teamId"]));
  if (!team) throw notFound();
  return { team, timeZones: timeZones(team.timeZone ?? team.usualZone) };
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const team = await teamHours(db, idFrom(args.params["teamId"]));
  if (!team) throw notFound();
  const form = await args.request.formData();
  const parsed = teamHoursForm.safeParse(Object.fromEntries(form));
  const problems = parsed.success ? await setTeamHours(db, team.id, parsed.data, now()) : problemsOf(parsed.error);
  if (problems) return data(refusedForm(problems, form, viewer.language), { status: 422 });
  return redirectWithNotice("/admin/teams", "saved");
}

export default function TeamHours() {
  const { team, timeZones } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(presenceTexts);
  return (
    <Sheet title={t.teamTitle(team.name)} back="/admin/teams">
      <Form method="post" className="grid gap-6" noValidate>
        <OwnHours legend={t.hours} options={[{ value: "organisation", label: t.teamChoices.organisation }, { value: "own", label: t.teamChoices.own }]} presence={team} problem={problem} />
        <Select label={t.timeZone} name="timeZone" defaultValue={problem?.values["timeZone"] ?? team.timeZone ?? ""} error={problem?.errors["timeZone"]}>
          <option value="">{t.usualZone(team.usualZone)}</option>
          {timeZones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </Select>
        <Button>{t.save}</Button>
      </Form>
    </Sheet>
  );
}
