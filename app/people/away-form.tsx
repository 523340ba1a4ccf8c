import { Form, Link } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { type FormProblem, TextField } from "../ui/form.tsx";
import { presenceTexts } from "./presence.texts.ts";
import { meTexts } from "./me.texts.ts";

/** Today and this week in one tap; other days below. Nobody asks why. */
export function AwayForm({ days, problem }: { days: { from: string; until: string; today: string; isSet: boolean }; problem: FormProblem | undefined }) {
  const t = useTexts(meTexts);
  return (
    <div className="grid gap-7">
      <Form method="post" className="grid grid-cols-2 gap-3" replace>
        <Button name="when" value="today" className="min-h-16!">
          {t.today}
        </Button>
        <Button name="when" value="week" className="min-h-16!">
          {t.week}
        </Button>
      </Form>
      <Form method="post" className="grid gap-4" replace noValidate>
        <h3 className="font-semibold">{t.dates}</h3>
        <div className="grid gap-3 sm:grid-cols-2 *:min-w-0">
          <TextField label={t.from} name="from" type="date" required defaultValue={problem?.values["from"] ?? days.from} error={problem?.errors["from"]} />
          <TextField label={t.until} name="until" type="date" required min={days.today} defaultValue={problem?.values["until"] ?? days.until} error={problem?.errors["until"]} />
        </div>
        <Button kind="quiet" name="when" value="dates">
          {t.saveDates}
        </Button>
      </Form>
      {days.isSet && (
        <Form method="post" replace>
          <Button kind="plain" name="when" value="back">
            {t.notAway}
          </Button>
        </Form>
      )}
    </div>
  );
}

/** Who gets what cannot wait: set once, so that going away stays two taps. */
export function Substitute({ name, to }: { name: string | null; to: string }) {
  const t = useTexts(presenceTexts);
  return (
    <p className="mt-7 border-t border-line pt-3">
      {name ? t.isSubstitute(name) : t.noSubstitute}{" "}
      <Link to={to} preventScrollReset className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4">
        {name ? t.change : t.choose}
      </Link>
    </p>
  );
}
