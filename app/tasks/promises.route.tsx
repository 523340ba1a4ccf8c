import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Choice, TextArea, TextField } from "../ui/form.tsx";
import { ActSheet, useProblem } from "./act-sheet.tsx";
import { answerAct, openSheet } from "./answer.server.ts";
import { makePromise, promiseForm } from "./promise.server.ts";
import { promiseDays } from "./promise.ts";
import { sheetTexts } from "./sheets.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { form } = await openSheet(args);
  return { form };
}

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: async ({ db, now }) => promiseForm({ now: now(), timeZone: (await db.selectFrom("organisation").select("time_zone").executeTakeFirstOrThrow()).time_zone }),
    act: ({ db, viewer, now }, taskId, input) => makePromise(db, viewer, taskId, input, now()),
    notice: "promiseMade",
  });
}

export default function Promises() {
  const { form } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const t = useTexts(sheetTexts).promises;
  return (
    <ActSheet title={t.title} form={form} submit={t.submit}>
      <TextArea label={t.text} hint={t.textHint} placeholder={t.placeholder} name="text" required maxLength={20_000} defaultValue={problem?.values["text"]} error={problem?.errors["text"]} />
      <div className="group grid gap-4">
        <Choice legend={t.day} name="day" required defaultValue={problem?.values["day"] ?? "tomorrow"} error={problem?.errors["day"]} options={promiseDays.map((value) => ({ value, label: t.days[value] }))} />
        <div className="hidden group-has-[input[value=other]:checked]:block">
          <TextField type="date" label={t.date} name="date" defaultValue={problem?.values["date"]} error={problem?.errors["date"]} />
        </div>
        <TextField type="time" label={t.time} name="time" required defaultValue={problem?.values["time"] ?? "17:00"} error={problem?.errors["time"]} />
      </div>
    </ActSheet>
  );
}
