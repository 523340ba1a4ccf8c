import { Form } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { TextField } from "../ui/form.tsx";
import { useDraft } from "../ui/use-draft.ts";
import { lessonTexts } from "./lesson.texts.ts";
import { longest } from "./longest.ts";

/** On a closed task of hers: one line for the team, or the one that she left. */
export function LeaveLesson({ taskId, lesson }: { taskId: number; lesson: string | null }) {
  const t = useTexts(lessonTexts);
  const action = `/tasks/${taskId}/lesson`;
  const { form: draft, note } = useDraft({ action, isRefused: false });
  if (lesson)
    return (
      <section className="rounded-[14px] border border-line bg-surface px-5 py-4">
        <h2 className="text-sm font-semibold text-muted">{t.yours}</h2>
        <p className="mt-1 font-words text-[1.15rem]">{lesson}</p>
        <ButtonLink kind="plain" to={action} preventScrollReset>
          {t.change}
        </ButtonLink>
      </section>
    );
  return (
    <Form ref={draft} onInput={note} method="post" action={action} preventScrollReset className="grid gap-3 rounded-[14px] border border-line bg-surface px-5 py-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end">
      <TextField label={t.ask} hint={t.hint} name="text" maxLength={longest.lesson} required />
      <Button kind="quiet">{t.save}</Button>
    </Form>
  );
}
