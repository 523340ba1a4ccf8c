import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { absenceForm } from "./absence.ts";
import { setAbsence } from "./absence.server.ts";
import { signedIn } from "./access.server.ts";
import { AwayForm, Substitute } from "./away-form.tsx";
import { problemsOf, refusedForm } from "./fields.ts";
import { absenceDays, myDetails } from "./me.server.ts";
import { presenceOf } from "./presence.server.ts";
import { meTexts } from "./me.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const [me, presence] = await Promise.all([myDetails(db, viewer.id, now()), presenceOf(db, viewer.id)]);
  return { days: await absenceDays(db, me, now()), presence };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, now, ...services } = await signedIn(args);
  const form = await args.request.formData();
  const parsed = absenceForm.safeParse(Object.fromEntries(form));
  const problems = parsed.success ? await setAbsence(services, viewer.id, parsed.data, now()) : problemsOf(parsed.error);
  if (problems) return data(refusedForm(problems, form, viewer.language), { status: 422 });
  return redirectWithNotice("/me", form.get("when") === "back" ? "backAgain" : "awaySet");
}

export default function MyAway() {
  const { days, presence } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(meTexts);
  return (
    <Sheet title={t.awayTitle} back="/me">
      <p className="mb-5 text-muted">{t.awayText}</p>
      <AwayForm days={days} problem={problem} />
      <Substitute name={presence.substitute} to="/me/presence" />
    </Sheet>
  );
}
