import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { TextArea } from "../ui/form.tsx";
import { ActSheet } from "./act-sheet.tsx";
import { answerAct, openSheet } from "./answer.server.ts";
import { useProblem } from "./hidden-fields.tsx";
import { sheetTexts } from "./sheets.texts.ts";
import { tellByPhone, tellingForm } from "./telling.server.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { form } = await openSheet(args);
  return { form };
}

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: () => tellingForm,
    act: ({ db, viewer, now }, taskId, input) => tellByPhone(db, viewer, taskId, input, now()),
    notice: "toldByPhone",
  });
}

export default function Telling() {
  const { form } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const t = useTexts(sheetTexts).telling;
  return (
    <ActSheet title={t.title} form={form} submit={t.submit} lead={t.lead}>
      <TextArea label={t.note} hint={t.noteHint} name="note" rows={6} required maxLength={20_000} defaultValue={problem?.values["note"]} error={problem?.errors["note"]} />
    </ActSheet>
  );
}
