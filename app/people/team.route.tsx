import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { heldBack } from "../routing/live.server.ts";
import { TeamLive } from "../routing/live-state.tsx";
import { Button } from "../ui/button.tsx";
import { Choice, FormError, type FormProblem, TextField } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { idFrom, notFound, signedIn } from "./access.server.ts";
import { problemsOf, refusedForm, typedIn } from "./fields.ts";
import { changeTeamForm } from "./team-form.ts";
import { changeTeam, isDefaultTeam, teamById } from "./teams.server.ts";
import { teamsTexts } from "./teams.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, now } = await signedIn(args, "admin");
  const team = await teamById(db, idFrom(args.params["teamId"]));
  if (!team) throw notFound();
  return { team, held: (await heldBack(db, team.id, now())).all, isDefault: await isDefaultTeam(db, team.id) };
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const team = await teamById(db, idFrom(args.params["teamId"]));
  if (!team) throw notFound();
  const form = await args.request.formData();
  const parsed = changeTeamForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return data(refusedForm(problemsOf(parsed.error), form, viewer.language), { status: 422 });
  const { use, ...input } = parsed.data;
  const refusal = await changeTeam(db, team.id, { ...input, isArchived: use === "archived" }, now());
  if (!refusal) return redirectWithNotice("/admin/teams", "saved");
  if ("taken" in refusal) return data(refusedForm(refusal.taken, form, viewer.language), { status: 422 });
  const problem: FormProblem = { errors: { form: textsIn(teamsTexts, viewer.language).refused[refusal.refused] }, values: typedIn(form) };
  return data(problem, { status: 409 });
}

export default function Team() {
  const { team, held, isDefault } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(teamsTexts);
  return (
    <Sheet title={t.changeTitle(team.name)} back="/admin/teams">
      <Form method="post" className="grid gap-5" noValidate>
        <FormError>{problem?.errors["form"]}</FormError>
        <TextField label={t.name} name="name" required maxLength={100} defaultValue={problem?.values["name"] ?? team.name} error={problem?.errors["name"]} />
        <TextField label={t.code} hint={t.codeHint} name="code" required maxLength={50} autoCapitalize="none" defaultValue={problem?.values["code"] ?? team.code} error={problem?.errors["code"]} />
        <Choice
          legend={t.use}
          name="use"
          options={(["used", "archived"] as const).map((value) => ({ value, label: t.uses[value], hint: t.usesHint[value] }))}
          defaultValue={problem?.values["use"] ?? (team.archived_at ? "archived" : "used")}
          error={problem?.errors["use"]}
        />
        <Button>{t.save}</Button>
      </Form>
      {!team.archived_at && <TeamLive team={team} held={held} isDefault={isDefault} />}
    </Sheet>
  );
}
