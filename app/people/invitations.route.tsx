import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { signedIn } from "./access.server.ts";
import { invitePerson, teamsInUse } from "./employees.server.ts";
import { problemsOf, refusedForm } from "./fields.ts";
import { canMail } from "./link-mails.server.ts";
import { LinkShown } from "./link-shown.tsx";
import { peopleTexts } from "./people.texts.ts";
import { PersonFields } from "./person-fields.tsx";
import { personForm } from "./person-form.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, config } = await signedIn(args, "admin");
  return { teams: await teamsInUse(db), canMail: canMail(config) };
}

export async function action(args: ActionFunctionArgs) {
  const services = await signedIn(args, "admin");
  const { viewer, now } = services;
  const form = await args.request.formData();
  const parsed = personForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return data({ problem: refusedForm(problemsOf(parsed.error), form, viewer.language) }, { status: 422 });
  const result = await invitePerson(services, parsed.data, { way: form.get("way") === "link" ? "link" : "mail", inviter: viewer }, now());
  if (!result.ok) return data({ problem: refusedForm({ email: result.problem }, form, viewer.language) }, { status: 422 });
  if (!result.link) return redirectWithNotice("/admin/people", "invited");
  return { invited: { id: result.id, name: parsed.data.name, link: result.link } };
}

export default function Invitations() {
  const { teams, canMail } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useTexts(peopleTexts);
  if (result && "invited" in result) {
    return (
      <Sheet title={t.linkTitle} back="/admin/people">
        <LinkShown link={result.invited.link} name={result.invited.name} done="/admin/people" />
      </Sheet>
    );
  }
  return (
    <Sheet title={t.invite} back="/admin/people">
      <Form method="post" className="grid gap-5" noValidate>
        <PersonFields person={undefined} teams={teams} problem={result?.problem} />
        <LinkWay canMail={canMail} chosen={result?.problem.values["way"]} />
        <Button>{t.sendInvite}</Button>
      </Form>
    </Sheet>
  );
}

function LinkWay({ canMail, chosen }: { canMail: boolean; chosen: string | undefined }) {
  const t = useTexts(peopleTexts);
  if (!canMail) return <p className="text-muted">{t.noMail}</p>;
  return (
    <Choice
      legend={t.way}
      name="way"
      options={[
        { value: "mail", label: t.ways.mail },
        { value: "link", label: t.ways.link },
      ]}
      defaultValue={chosen ?? "mail"}
    />
  );
}
