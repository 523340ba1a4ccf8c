import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { TextArea } from "../ui/form.tsx";
import { ActSheet } from "./act-sheet.tsx";
import { answerAct, openSheet } from "./answer.server.ts";
import { momentsFor, organisationClock } from "./attempt.server.ts";
import { DayChoice } from "./day-choice.tsx";
import { useProblem } from "./hidden-fields.tsx";
import { makePromise, promiseForm } from "./promise.server.ts";
import { sheetTexts } from "./sheets.texts.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now, form, task } = await openSheet(args);
  return { form, moments: await momentsFor(db, viewer, task, now()) };
}

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: async ({ db, now }) => promiseForm(await organisationClock(db, now())),
    act: ({ db, viewer, now }, taskId, input) => makePromise(db, viewer, taskId, input, now()),
    notice: "promiseMade",
  });
}

export default function Promises() {
  const { form, moments } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const t = useTexts(sheetTexts).promises;
  return (
    <ActSheet title={t.title} form={form} submit={t.submit}>
      <TextArea label={t.text} hint={t.textHint} placeholder={t.placeholder} name="text" required maxLength={20_000} defaultValue={problem?.values["text"]} error={problem?.errors["text"]} />
      <DayChoice legend={t.day} days={moments.days} chosen={moments.likelyDay} />
    </ActSheet>
  );
}
