import { useFetcher, useLocation, useNavigate, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useKeptProblem } from "../offline/kept-problem.ts";
import { FormError, type FormProblem } from "../ui/form.tsx";
import { useFetchModules } from "./fetch-modules.ts";
import type { SheetForm } from "./hidden-fields.tsx";

export type Tap = { Form: ReturnType<typeof useFetcher>["Form"]; problem: FormProblem | undefined };

/**
 * For forms of one tap: the page stays where it is, and shows at once what comes of it (use-shown.ts).
 * Belongs in a component that stays while it does: there a refusal is said (`TapProblem`). Without
 * JavaScript they are forms as all others.
 */
export function useTap(): Tap {
  const { key, pathname } = useLocation();
  const { Form, state, formAction, data } = useFetcher<FormProblem>({ key: `${useId()} ${key}` });
  const navigate = useNavigate();
  const isGoing = useNavigation().state !== "idle";
  const sent = useRef<{ key: string; task: string } | null>(null);
  useEffect(() => {
    if (state !== "idle") {
      if (formAction) sent.current = { key, task: taskOf(formAction) };
      return;
    }
    if (sent.current?.key !== key || isGoing) return;
    const { task } = sent.current;
    sent.current = null;
    // It worked, and where it leads was not followed: the page was being brought up to date.
    if (!data) navigate(task, { replace: task === pathname, preventScrollReset: true });
  }, [state, formAction, data, key, pathname, isGoing, navigate]);
  return { Form, problem: useKeptProblem(state === "idle" ? data : undefined) };
}

/** "/tasks/12" of "/tasks/12/claim". */
function taskOf(action: string): string {
  return action.split("/").slice(0, 3).join("/");
}

/** By the end of the form's path. */
const modules = { claim: "tasks/claim.route", gestures: "mandate/gestures.route", withdrawal: "mandate/withdrawal.route", thanks: "buddies/thanks.route", end: "buddies/end.route" } as const;
const promiseModule = "tasks/promise.route";

type TapFormProps = { tap: Tap; action: string; form: Pick<SheetForm, "actId" | "seen">; className?: string; children: ReactNode };

export function TapForm({ tap: { Form, problem }, action, form, className, children }: TapFormProps) {
  useFetchModules("tasks/task.route", modules[action.split("/").at(-1) as keyof typeof modules] ?? promiseModule);
  return (
    <Form method="post" action={action} preventScrollReset className={className}>
      <input type="hidden" name="act_id" value={problem?.values["act_id"] ?? form.actId} />
      <input type="hidden" name="seen" value={problem?.values["seen"] ?? form.seen} />
      {children}
    </Form>
  );
}

/** Why it was refused: who tapped is taken there. `about`: in a list, whose it was. */
export function TapProblem({ tap: { problem }, about }: { tap: Tap; about?: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) place.current?.querySelector<HTMLElement>("[data-problem]")?.focus();
  }, [problem]);
  if (!problem) return null;
  return (
    <div ref={place} className="w-full">
      <FormError>
        {about && <strong>{about}: </strong>}
        {Object.values(problem.errors).join(" ")}
      </FormError>
    </div>
  );
}
