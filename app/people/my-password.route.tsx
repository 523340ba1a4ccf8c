import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { signedIn } from "./access.server.ts";
import { changePassword } from "./accounts.server.ts";
import { refusedForm } from "./fields.ts";
import { meTexts } from "./me.texts.ts";
import { PasswordField } from "./password-field.tsx";
import { passwordProblemKey } from "./passwords.ts";
import { startSession } from "./session.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { viewer } = await signedIn(args);
  return { email: viewer.email };
}

export async function action(args: ActionFunctionArgs) {
  const services = await signedIn(args);
  const { viewer, auth } = services;
  const form = await args.request.formData();
  const typed = { current: String(form.get("password-current") ?? ""), chosen: String(form.get("password-new") ?? "") };
  const refused = await changePassword(services, viewer, { ...typed, ip: services.ip });
  if (!refused) return redirectWithNotice("/me", "passwordChanged", { headers: { "Set-Cookie": await startSession(auth, viewer.id) } });
  if (refused === "tooOften") return data(refusedForm({ current: "tooOften" }, form, viewer.language), { status: 429 });
  return data(refusedForm(refused === "wrong" ? { current: "passwordWrong" } : { chosen: passwordProblemKey[refused] }, form, viewer.language), { status: 422 });
}

export default function MyPassword() {
  const { email } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(meTexts);
  return (
    <Sheet title={t.changePassword} back="/me">
      <Form method="post" className="grid gap-5" noValidate replace>
        <input type="email" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
        <PasswordField label={t.currentPassword} name="password-current" autoComplete="current-password" required error={problem?.errors["current"]} />
        <PasswordField label={t.newPassword} hint={t.passwordHint} name="password-new" autoComplete="new-password" required minLength={12} error={problem?.errors["chosen"]} />
        <Button>{t.changePassword}</Button>
      </Form>
    </Sheet>
  );
}
