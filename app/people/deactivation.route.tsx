import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { FormError, type FormProblem, Select, TextArea } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { idFrom, notFound, signedIn } from "./access.server.ts";
import { deactivate, type Handover, tasksToHandOver } from "./deactivation.server.ts";
import { personById } from "./employees.server.ts";
import { problemsOf, refusedForm, typedIn } from "./fields.ts";
import { deactivationForm } from "./deactivation.ts";
import { personTexts } from "./person.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const person = await personById(db, idFrom(args.params["employeeId"]));
  if (!person || person.deactivated_at || person.id === viewer.id) throw notFound();
  return { id: person.id, name: person.name, handovers: await tasksToHandOver(db, person.id, now()) };
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const person = await personById(db, idFrom(args.params["employeeId"]));
  if (!person) throw notFound();
  const form = await args.request.formData();
  const parsed = deactivationForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return data({ problem: refusedForm(problemsOf(parsed.error), form, viewer.language), handovers: null as Handover[] | null }, { status: 422 });
  const refused = await deactivate(db, { employeeId: person.id, actorId: viewer.id, ...parsed.data }, now());
  if (!refused) return redirectWithNotice(`/admin/people/${person.id}`, "deactivated");
  const problem: FormProblem = { errors: { form: textsIn(personTexts, viewer.language).problem[refused] }, values: typedIn(form) };
  const handovers: Handover[] | null = await tasksToHandOver(db, person.id, now());
  return data({ problem, handovers }, { status: 409 });
}

export default function Deactivation() {
  const loaded = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useTexts(personTexts);
  const { id, name } = loaded;
  const handovers: Handover[] = result?.handovers ?? loaded.handovers;
  const values = result?.problem.values;
  return (
    <Sheet title={t.deactivateTitle(name)} back={`/admin/people/${id}`}>
      <Form method="post" className="grid gap-5" noValidate>
        <FormError>{result?.problem.errors["form"]}</FormError>
        <p className="text-muted">{t.leavingText}</p>
        {handovers.length === 0 && <p>{t.noTasks}</p>}
        {handovers.map(({ teamId, team, count, colleagues }) => (
          <Select key={teamId} label={t.tasksTo(count, team)} name={`team-${teamId}`} defaultValue={values?.[`team-${teamId}`] ?? "pool"}>
            <option value="pool">{t.pool(team)}</option>
            {colleagues.map((colleague) => (
              <option key={colleague.id} value={colleague.id}>
                {colleague.isAway ? `${colleague.name} (${t.isAway})` : colleague.name}
              </option>
            ))}
          </Select>
        ))}
        {handovers.length > 0 && <TextArea label={t.note} hint={t.promises} name="note" rows={3} maxLength={2000} defaultValue={values?.["note"] ?? t.noteText(name)} error={result?.problem.errors["note"]} />}
        <Button kind="danger">{t.deactivate}</Button>
      </Form>
    </Sheet>
  );
}
