import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { absenceForm } from "./absence.ts";
import { setAbsence } from "./absence.server.ts";
import { idFrom, notFound, signedIn } from "./access.server.ts";
import { AwayForm, Substitute } from "./away-form.tsx";
import { personById } from "./employees.server.ts";
import { problemsOf, refusedForm } from "./fields.ts";
import { absenceDays } from "./me.server.ts";
import { presenceOf } from "./presence.server.ts";
import { meTexts } from "./me.texts.ts";

/** For who is ill and cannot do it herself. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, now } = await signedIn(args, "admin");
  const person = await personById(db, idFrom(args.params["employeeId"]));
  if (!person || person.deactivated_at) throw notFound();
  return { id: person.id, name: person.name, days: await absenceDays(db, person, now()), presence: await presenceOf(db, person.id) };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, now, ...services } = await signedIn(args, "admin");
  const person = await personById(services.db, idFrom(args.params["employeeId"]));
  if (!person || person.deactivated_at) throw notFound();
  const form = await args.request.formData();
  const parsed = absenceForm.safeParse(Object.fromEntries(form));
  const problems = parsed.success ? await setAbsence(services, person.id, parsed.data, now()) : problemsOf(parsed.error);
  if (problems) return data(refusedForm(problems, form, viewer.language), { status: 422 });
  return redirectWithNotice(`/admin/people/${person.id}`, "saved");
}

export default function PersonAway() {
  const { id, name, days, presence } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(meTexts);
  return (
    <Sheet title={t.awayTitleFor(name)} back={`/admin/people/${id}`}>
      <p className="mb-5 text-muted">{t.awayTextFor}</p>
      <AwayForm days={days} problem={problem} />
      <Substitute name={presence.substitute} to={`/admin/people/${id}/presence`} />
    </Sheet>
  );
}
