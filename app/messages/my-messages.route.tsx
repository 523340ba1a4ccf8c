import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { signedIn } from "../people/access.server.ts";
import { problemsOf, refusedForm } from "../people/fields.ts";
import { canMail } from "../people/link-mails.server.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox, Choice, Select } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Sheet } from "../ui/sheet.tsx";
import { changeMailSettings, mailSettings, mailSettingsForm } from "./settings.server.ts";
import { settingsTexts } from "./settings.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, config, now } = await signedIn(args);
  return { settings: await mailSettings(db, viewer.id, now()), canMail: canMail(config) };
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const typed = await args.request.formData();
  const parsed = mailSettingsForm.safeParse(Object.fromEntries(typed));
  if (!parsed.success) return data(refusedForm(problemsOf(parsed.error), typed, viewer.language), { status: 422 });
  await changeMailSettings(db, viewer.id, parsed.data, now());
  return redirectWithNotice("/me", "saved");
}

export default function MyMessages() {
  const { settings, canMail } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(settingsTexts);
  const clock = useClock();
  const values = problem?.values;
  return (
    <Sheet title={t.title} back="/me">
      <p className="mb-5 text-muted">{canMail ? t.text : t.noMail}</p>
      <Form method="post" className="grid gap-6" noValidate>
        <Choice
          legend={t.mail}
          name="message_mail"
          columns={1}
          options={(["now", "digest", "off"] as const).map((value) => ({ value, label: t.ways[value], hint: t.hints[value] }))}
          defaultValue={values?.["message_mail"] ?? settings.message_mail}
          error={problem?.errors["message_mail"]}
        />
        <Select label={t.hour} name="digest_hour" defaultValue={values?.["digest_hour"] ?? settings.digest_hour} error={problem?.errors["digest_hour"]}>
          {Array.from({ length: 24 }, (_, hour) => (
            <option key={hour} value={hour}>
              {t.hourName(hour)}
            </option>
          ))}
        </Select>
        <Checkbox label={t.offHours} hint={t.offHoursHint} name="is_mailed_off_hours" defaultChecked={values ? "is_mailed_off_hours" in values : settings.is_mailed_off_hours} />
        <p className="text-sm text-muted">{settings.nextMailAt ? t.next(dayAndTime(settings.nextMailAt, clock)) : t.never}</p>
        <Button className="w-full">{t.save}</Button>
      </Form>
    </Sheet>
  );
}
