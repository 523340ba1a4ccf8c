import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { FormError } from "../ui/form.tsx";
import { Restored } from "../ui/restored.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { useDraft } from "../ui/use-draft.ts";
import { HiddenFields, type SheetForm, useProblem } from "./hidden-fields.tsx";
import { useIsShown } from "./pending.ts";
import { sheetTexts } from "./sheets.texts.ts";

type ActSheetProps = {
  title: string;
  form: SheetForm;
  /** The button's words; without, the children have buttons of their own. */
  submit?: string;
  kind?: "primary" | "danger";
  /** It ends on another page, which begins at its top. */
  isLeaving?: boolean;
  /** Above the form, and no part of it. */
  head?: ReactNode;
  lead?: ReactNode;
  children?: ReactNode;
};

/** The form of one act in its sheet, over the task. What the server refused shows above it. */
export function ActSheet({ title, form, submit, kind = "primary", isLeaving = false, head, lead, children }: ActSheetProps) {
  const problem = useProblem();
  const t = useTexts(sheetTexts);
  const isSending = useNavigation().state === "submitting";
  const isShown = useIsShown();
  const { form: draft, note, isRestored, discard } = useDraft({ isRefused: problem !== undefined });
  if (form.isClosed && !problem)
    return (
      <Sheet title={title} back={`/tasks/${form.taskId}`}>
        <p>{t.closed}</p>
      </Sheet>
    );
  return (
    <Sheet title={title} back={`/tasks/${form.taskId}`} isSent={isShown}>
      {head}
      <Form ref={draft} onInput={note} method="post" className="grid gap-6" preventScrollReset={!isLeaving} aria-busy={isSending}>
        <Restored isRestored={isRestored} onDiscard={discard} />
        {lead && <div className="text-muted">{lead}</div>}
        <FormError>{problem?.errors["form"]}</FormError>
        <HiddenFields form={form} />
        {children}
        {submit && (
          <Button kind={kind} className="w-full">
            {submit}
          </Button>
        )}
      </Form>
    </Sheet>
  );
}
