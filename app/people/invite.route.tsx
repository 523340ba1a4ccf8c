import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { guessLanguage } from "../i18n/language.server.ts";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { useRootData } from "../root-data.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/form.tsx";
import { acceptInvite } from "./accounts.server.ts";
import { BrokenLink } from "./broken-link.tsx";
import { Entrance } from "./entrance.tsx";
import { entryTexts } from "./entry.texts.ts";
import { problemsOf, refusedForm, requiredLine } from "./fields.ts";
import { readLink } from "./links.server.ts";
import { passwordProblemKey } from "./passwords.ts";
import { PasswordField } from "./password-field.tsx";
import { startSession } from "./session.server.ts";

export const meta = titled((language) => textsIn(entryTexts, language).inviteTitle);

export async function loader({ params, context }: LoaderFunctionArgs) {
  const link = await readLink(context.db, "invite", params["token"] ?? "", context.now());
  return data({ link }, { status: link.state === "open" ? 200 : link.state === "unknown" ? 404 : 410 });
}

const form = z.object({ name: requiredLine(200), password: z.string() });

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db, auth } = context;
  const typed = await request.formData();
  const language = guessLanguage(request);
  const parsed = form.safeParse(Object.fromEntries(typed));
  if (!parsed.success) return data({ problem: refusedForm(problemsOf(parsed.error), typed, language) }, { status: 422 });
  const result = await acceptInvite(db, params["token"] ?? "", { ...parsed.data, language }, context.now());
  if (result.ok) return redirect("/", { headers: { "Set-Cookie": await startSession(auth, result.employeeId) } });
  if ("link" in result) return data({ link: result.link }, { status: 409 });
  return data({ problem: refusedForm({ password: passwordProblemKey[result.problem] }, typed, language) }, { status: 422 });
}

export default function Invite() {
  const loaded = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const organisation = useRootData()?.organisation ?? "Belterug";
  const t = useTexts(entryTexts);
  const link = result && "link" in result ? result.link : loaded.link;
  if (link.state !== "open") return <BrokenLink {...link} canRequest={false} />;
  const problem = result && "problem" in result ? result.problem : undefined;
  return (
    <Entrance title={t.inviteTitle}>
      <p className="text-muted">{t.inviteText(organisation)}</p>
      <Form method="post" className="grid gap-4" noValidate>
        <TextField label={t.email} hint={t.emailHint} name="email" type="email" autoComplete="username" readOnly defaultValue={link.employee.email} />
        <TextField label={t.name} hint={t.nameHint} name="name" autoComplete="name" required maxLength={200} defaultValue={problem?.values["name"] ?? link.employee.name} error={problem?.errors["name"]} />
        <PasswordField label={t.newPassword} hint={t.passwordHint} name="password" autoComplete="new-password" required minLength={12} error={problem?.errors["password"]} />
        <Button className="w-full">{t.enter}</Button>
      </Form>
    </Entrance>
  );
}
