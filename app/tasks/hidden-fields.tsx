import { useActionData } from "@remix-run/react";
import { useKeptProblem } from "../offline/kept-problem.ts";
import type { FormProblem } from "../ui/form.tsx";

export type SheetForm = { taskId: number; actId: string; seen: number; isClosed: boolean };

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
  return useKeptProblem(useActionData<FormProblem>());
}
