import { Form, useActionData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { Button } from "../ui/button.tsx";
import { FormError, type FormProblem, TextArea } from "../ui/form.tsx";
import { Card } from "../ui/parts.tsx";
import { buddyTexts } from "./buddies.texts.ts";
import type { Helping, Open } from "./helping-with.tsx";

/** Yes or no in one tap, with words where she has some; then advice, as often as she likes. */
export function HelpingAnswer({ helping, open }: { helping: Helping; open: Open }) {
  const problem = useActionData<FormProblem>();
  const t = useTexts(buddyTexts).page;
  const clock = useClock();
  const words = (label: string) => <TextArea label={label} hint={t.adviceHint(helping.asker)} name="advice" rows={4} maxLength={20_000} defaultValue={problem?.values["advice"]} error={problem?.errors["advice"]} />;
  return (
    <Card>
      <Form method="post" className="grid grid-cols-[minmax(0,1fr)] gap-4" noValidate>
        <FormError>{problem?.errors["form"]}</FormError>
        <input type="hidden" name="act_id" value={open.actId} />
        {helping.is_accepted ? (
          <>
            <p className="font-semibold">{t.helping[helping.part]}</p>
            {open.advice.length > 0 && (
              <div>
                <h2 className="text-sm font-semibold text-muted">{t.given}</h2>
                <ul className="mt-1 grid gap-3">
                  {open.advice.map(({ id, at, text }) => (
                    <li key={id}>
                      <p className="whitespace-pre-line wrap-break-word">{text}</p>
                      <p className="text-sm text-muted">{dayAndTime(at, clock)}</p>
                    </li>
                  ))}
                </ul>
              </div>
            )}
            {words(t.yourAdvice)}
            <div className="flex flex-wrap gap-2">
              <Button name="says" value="advice">
                {t.send}
              </Button>
              <Button name="says" value="no" kind="plain">
                {t.cannot}
              </Button>
            </div>
          </>
        ) : (
          <>
            <div>
              <h2 className="text-lg font-semibold">{t.can}</h2>
              <p className="text-muted">{t.canText}</p>
            </div>
            {words(t.word)}
            <div className="flex flex-wrap gap-2">
              <Button name="says" value="yes">
                {t.yes}
              </Button>
              <Button name="says" value="no" kind="quiet">
                {t.no}
              </Button>
            </div>
          </>
        )}
      </Form>
    </Card>
  );
}
