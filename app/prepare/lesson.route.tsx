import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { notFound } from "../people/access.server.ts";
import { problemsOf, refusedForm } from "../people/fields.ts";
import { useIsShown } from "../tasks/pending.ts";
import { openSheet } from "../tasks/answer.server.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { Restored } from "../ui/restored.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { useDraft } from "../ui/use-draft.ts";
import { leaveLesson, lessonForm, lessonOf, mayLeaveLesson } from "./lessons.server.ts";
import { lessonTexts } from "./lesson.texts.ts";
import { longest } from "./longest.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, task } = await openSheet(args);
  return { taskId: task.id, text: await lessonOf(db, task.id), isHers: mayLeaveLesson(viewer, task) };
}

/** One line for the team, after the loop is closed; empty takes it away. */
export async function action(args: ActionFunctionArgs) {
  const typed = await args.request.clone().formData();
  const { db, viewer, now, task } = await openSheet(args);
  if (!mayLeaveLesson(viewer, task)) throw notFound();
  const parsed = lessonForm.safeParse(Object.fromEntries(typed));
  if (!parsed.success) return data(refusedForm(problemsOf(parsed.error), typed, viewer.language), { status: 422 });
  await leaveLesson(db, viewer, task, parsed.data.text, now());
  return redirectWithNotice(`/tasks/${task.id}`, parsed.data.text ? "lessonKept" : "lessonGone");
}

export default function LessonSheet() {
  const { taskId, text, isHers } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(lessonTexts);
  const isShown = useIsShown();
  const { form: draft, note, isRestored, discard } = useDraft({ isRefused: problem !== undefined });
  if (!isHers)
    return (
      <Sheet title={t.sheetTitle} back={`/tasks/${taskId}`}>
        <p>{text ?? t.notYours}</p>
      </Sheet>
    );
  return (
    <Sheet title={t.sheetTitle} back={`/tasks/${taskId}`} isSent={isShown}>
      <Form ref={draft} onInput={note} method="post" preventScrollReset className="grid gap-5">
        <Restored isRestored={isRestored} onDiscard={discard} />
        <TextField label={t.ask} hint={t.hint} name="text" maxLength={longest.lesson} defaultValue={problem?.values["text"] ?? text ?? ""} error={problem?.errors["text"]} />
        <Button>{t.save}</Button>
      </Form>
    </Sheet>
  );
}
