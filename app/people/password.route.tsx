import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { guessLanguage } from "../i18n/language.server.ts";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { resetPassword } from "./accounts.server.ts";
import { BrokenLink } from "./broken-link.tsx";
import { Entrance } from "./entrance.tsx";
import { entryTexts } from "./entry.texts.ts";
import { refusedForm } from "./fields.ts";
import { canMail } from "./link-mails.server.ts";
import { readLink } from "./links.server.ts";
import { PasswordField } from "./password-field.tsx";
import { passwordProblemKey } from "./passwords.ts";
import { startSession } from "./session.server.ts";

export const meta = titled((language) => textsIn(entryTexts, language).resetTitle);

export async function loader({ params, context }: LoaderFunctionArgs) {
  const link = await readLink(context.db, "password_reset", params["token"] ?? "", context.now());
  return data({ link, canRequest: canMail(context.config) }, { status: link.state === "open" ? 200 : link.state === "unknown" ? 404 : 410 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db, auth } = context;
  const typed = await request.formData();
  const result = await resetPassword(db, params["token"] ?? "", String(typed.get("password") ?? ""), context.now());
  if (result.ok) return redirectWithNotice("/inbox", "passwordChanged", { headers: { "Set-Cookie": await startSession(auth, result.employeeId) } });
  if ("link" in result) return data({ link: result.link }, { status: 409 });
  return data({ problem: refusedForm({ password: passwordProblemKey[result.problem] }, typed, guessLanguage(request)) }, { status: 422 });
}

export default function Password() {
  const loaded = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useTexts(entryTexts);
  const link = result && "link" in result ? result.link : loaded.link;
  if (link.state !== "open") return <BrokenLink {...link} canRequest={loaded.canRequest} />;
  const problem = result && "problem" in result ? result.problem : undefined;
  return (
    <Entrance title={t.resetTitle}>
      <p className="text-muted">{t.resetText}</p>
      <Form method="post" className="grid gap-4" noValidate>
        <TextField label={t.email} name="email" type="email" autoComplete="username" readOnly defaultValue={link.employee.email} />
        <PasswordField label={t.newPassword} hint={t.passwordHint} name="password" autoComplete="new-password" required minLength={12} error={problem?.errors["password"]} />
        <Button className="w-full">{t.save}</Button>
      </Form>
    </Entrance>
  );
}
