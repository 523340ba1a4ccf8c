import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Choice, TextArea } from "../ui/form.tsx";
import { ActSheet, useProblem } from "./act-sheet.tsx";
import { answerAct, openSheet } from "./answer.server.ts";
import { attemptForm, logAttempt } from "./attempt.server.ts";
import { attemptOutcomes, channels } from "./events.ts";
import { sheetTexts } from "./sheets.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { form } = await openSheet(args);
  // The task page's buttons have chosen the outcome already: three taps.
  const asked = new URL(args.request.url).searchParams.get("outcome");
  return { form, outcome: attemptOutcomes.find((outcome) => outcome === asked) };
}

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: () => attemptForm,
    act: ({ db, viewer, now }, taskId, input) => logAttempt(db, viewer, taskId, input, now()),
    notice: "attemptLogged",
  });
}

export default function Attempts() {
  const { form, outcome } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const t = useTexts(sheetTexts).attempts;
  return (
    <ActSheet title={t.title} form={form} submit={t.submit}>
      <div className="group grid gap-3">
        <Choice
          legend={t.outcome}
          name="outcome"
          required
          defaultValue={problem?.values["outcome"] ?? outcome}
          error={problem?.errors["outcome"]}
          options={attemptOutcomes.map((value) => ({ value, label: t.outcomes[value], ...(value === "declined" && { hint: t.declinedHint }) }))}
        />
        <p className="hidden rounded-[10px] bg-clay-soft px-4 py-3 text-sm text-clay group-has-[input[value=declined]:checked]:block">{t.declinedLead}</p>
      </div>
      <Choice legend={t.channel} name="channel" required defaultValue={problem?.values["channel"] ?? "phone"} error={problem?.errors["channel"]} options={channels.map((value) => ({ value, label: t.channels[value] }))} />
      <TextArea label={t.note} hint={t.noteHint} name="note" maxLength={20_000} defaultValue={problem?.values["note"]} error={problem?.errors["note"]} />
    </ActSheet>
  );
}
