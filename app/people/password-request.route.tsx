import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { guessLanguage } from "../i18n/language.server.ts";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { FormError, TextField } from "../ui/form.tsx";
import { Entrance } from "./entrance.tsx";
import { entryTexts } from "./entry.texts.ts";
import { emailField, problemsOf, refusedForm, typedIn } from "./fields.ts";
import { canMail, requestPassword } from "./link-mails.server.ts";
import { z } from "zod";

export const meta = titled((language) => textsIn(entryTexts, language).forgottenTitle);

export function loader({ context }: LoaderFunctionArgs) {
  return { canMail: canMail(context.config) };
}

const form = z.object({ email: emailField });

export async function action({ request, context }: ActionFunctionArgs) {
  const typed = await request.formData();
  const language = guessLanguage(request);
  const parsed = form.safeParse(Object.fromEntries(typed));
  if (!parsed.success) return data({ problem: refusedForm(problemsOf(parsed.error), typed, language) }, { status: 422 });
  const wait = canMail(context.config) ? await requestPassword(context, { ...parsed.data, ip: context.ip }, context.now()) : null;
  if (wait === null) return { sentTo: parsed.data.email };
  const tooOften = textsIn(entryTexts, language).tooOften(Math.ceil(wait / 60));
  return data({ problem: { errors: { form: tooOften } as Record<string, string>, values: typedIn(typed) } }, { status: 429, headers: { "Retry-After": String(wait) } });
}

export default function PasswordRequest() {
  const { canMail } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useTexts(entryTexts);
  if (!canMail) {
    return (
      <Entrance title={t.forgottenTitle}>
        <p>{t.noMail}</p>
        <ToSignIn />
      </Entrance>
    );
  }
  if (result && "sentTo" in result) {
    return (
      <Entrance title={t.requestedTitle}>
        <p role="status">{t.requestedText(result.sentTo)}</p>
        <p className="text-muted">{t.requestedMore}</p>
        <ToSignIn />
      </Entrance>
    );
  }
  return (
    <Entrance title={t.forgottenTitle}>
      <p className="text-muted">{t.forgottenText}</p>
      <Form method="post" className="grid gap-4" noValidate>
        <FormError>{result?.problem.errors["form"]}</FormError>
        <TextField label={t.forgottenEmail} name="email" type="email" autoComplete="username" inputMode="email" required defaultValue={result?.problem.values["email"]} error={result?.problem.errors["email"]} />
        <Button className="w-full">{t.request}</Button>
        <p className="text-center">
          <Link to="/signin" className="inline-flex min-h-11 items-center text-muted underline underline-offset-4 hover:text-ink">
            {t.toSignIn}
          </Link>
        </p>
      </Form>
    </Entrance>
  );
}

function ToSignIn() {
  const t = useTexts(entryTexts);
  return (
    <p>
      <ButtonLink to="/signin" kind="quiet">
        {t.toSignIn}
      </ButtonLink>
    </p>
  );
}
