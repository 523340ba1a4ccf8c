import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Sheet } from "../ui/sheet.tsx";
import { ActSheet } from "./act-sheet.tsx";
import { answerAct, openSheet } from "./answer.server.ts";
import { coverTexts } from "./cover.texts.ts";
import { coverOf, declineCover } from "./covers.server.ts";
import { useProblem } from "./hidden-fields.tsx";
import { actForm } from "./words.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, task, form } = await openSheet(args);
  return { form, isCovering: task.owner_id === viewer.id && (await coverOf(db, task)) !== null };
}

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: () => actForm,
    act: ({ db, viewer, now }, taskId, input) => declineCover(db, viewer, taskId, input, now()),
    notice: "coverDeclined",
    // She may not see the task itself any longer.
    to: "/inbox",
  });
}

export default function Declining() {
  const { form, isCovering } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const t = useTexts(coverTexts);
  if (isCovering || problem) return <ActSheet title={t.declineTitle} form={form} submit={t.decline} isLeaving lead={t.declineText} />;
  return (
    <Sheet title={t.declineTitle} back={`/tasks/${form.taskId}`}>
      <p>{t.nobody}</p>
    </Sheet>
  );
}
