import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { refusedForm } from "../people/fields.ts";
import { teamById } from "../people/teams.server.ts";
import { Button } from "../ui/button.tsx";
import { FormError } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { mandateAdminTexts } from "./admin.texts.ts";
import { KindFields } from "./kind-fields.tsx";
import { readMandate } from "./mandate-form.ts";
import { changeMandate, mandateOf } from "./mandates.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const team = await teamById(db, idFrom(args.params["teamId"]));
  if (!team) throw notFound();
  return { team, kinds: await mandateOf(db, team.id) };
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer } = await signedIn(args, "admin");
  const team = await teamById(db, idFrom(args.params["teamId"]));
  if (!team) throw notFound();
  const form = await args.request.formData();
  const { mandate, problems } = readMandate(Object.fromEntries(form), await mandateOf(db, team.id));
  if (Object.keys(problems).length > 0) return data(refusedForm(problems, form, viewer.language), { status: 422 });
  await changeMandate(db, team.id, mandate);
  return redirectWithNotice("/admin/teams", "saved");
}

export default function TeamMandate() {
  const { team, kinds } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(mandateAdminTexts).mandate;
  return (
    <Sheet title={t.title(team.name)} back="/admin/teams">
      {kinds.length === 0 ? (
        <p>
          {t.noKinds}{" "}
          <Link to="/admin/gestures" className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-4">
            {t.addKinds}
          </Link>
        </p>
      ) : (
        <Form method="post" className="grid gap-6" noValidate>
          <p className="text-muted">{t.text}</p>
          <FormError>{problem?.errors["form"]}</FormError>
          {kinds.map((kind) => (
            <KindFields key={kind.id} kind={kind} problem={problem} />
          ))}
          <Button>{t.save}</Button>
        </Form>
      )}
    </Sheet>
  );
}
