import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Select, TextArea } from "../ui/form.tsx";
import { ActSheet } from "./act-sheet.tsx";
import { actionForm, currentCauses, recordAction } from "./action.server.ts";
import { answerAct, openSheet } from "./answer.server.ts";
import { useProblem } from "./hidden-fields.tsx";
import { sheetTexts } from "./sheets.texts.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, form, task } = await openSheet(args);
  return { form, causes: await currentCauses(db), causeId: task.cause_id };
}

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: () => actionForm,
    act: ({ db, viewer, now }, taskId, input) => recordAction(db, viewer, taskId, input, now()),
    notice: "acted",
  });
}

export default function Actions() {
  const { form, causes, causeId } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const t = useTexts(sheetTexts).actions;
  return (
    <ActSheet title={t.title} form={form} submit={t.submit}>
      <TextArea label={t.text} hint={t.textHint} name="text" rows={6} required maxLength={20_000} defaultValue={problem?.values["text"]} error={problem?.errors["text"]} />
      <Select label={t.cause} hint={t.causeHint} name="cause_id" defaultValue={problem?.values["cause_id"] ?? causeId ?? ""} error={problem?.errors["cause_id"]}>
        <option value="">{t.noCause}</option>
        {causes.map((cause) => (
          <option key={cause.id} value={cause.id}>
            {cause.name}
          </option>
        ))}
      </Select>
    </ActSheet>
  );
}
