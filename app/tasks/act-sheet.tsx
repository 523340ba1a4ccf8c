import { Form, useActionData, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { FormError, type FormProblem } from "../ui/form.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { sheetTexts } from "./sheets.texts.ts";

export type SheetForm = { taskId: number; actId: string; seen: number; isClosed: boolean };

/** The form of one act in its sheet, over the task. What the server refused shows above it. */
export function ActSheet({ title, form, submit, kind = "primary", isLeaving = false, lead, children }: { title: string; form: SheetForm; submit: string; kind?: "primary" | "danger"; /** It ends on another page, which begins at its top. */ isLeaving?: boolean; lead?: ReactNode; children?: ReactNode }) {
  const problem = useProblem();
  const t = useTexts(sheetTexts);
  const isSending = useNavigation().state === "submitting";
  if (form.isClosed && !problem)
    return (
      <Sheet title={title} back={`/tasks/${form.taskId}`}>
        <p>{t.closed}</p>
      </Sheet>
    );
  return (
    <Sheet title={title} back={`/tasks/${form.taskId}`}>
      <Form method="post" className="grid gap-6" preventScrollReset={!isLeaving} aria-busy={isSending}>
        {lead && <div className="text-muted">{lead}</div>}
        <FormError>{problem?.errors["form"]}</FormError>
        <HiddenFields form={form} />
        {children}
        <Button kind={kind} className="w-full">
          {submit}
        </Button>
      </Form>
    </Sheet>
  );
}

/** The act's own id and what its writer had seen (act.server.ts). After a refusal the server says which. */
export function HiddenFields({ form }: { form: SheetForm }) {
  const problem = useProblem();
  return (
    <>
      <input type="hidden" name="act_id" value={problem?.values["act_id"] ?? form.actId} />
      <input type="hidden" name="seen" value={problem?.values["seen"] ?? form.seen} />
    </>
  );
}

export function useProblem(): FormProblem | undefined {
  return useActionData<FormProblem>();
}
