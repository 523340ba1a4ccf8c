import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Choice, FormError, TextArea } from "../ui/form.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { ActSheet } from "./act-sheet.tsx";
import { answerAct, openSheet } from "./answer.server.ts";
import { closeTask, closingForm, closingsFor } from "./closing.server.ts";
import { useProblem } from "./hidden-fields.tsx";
import { sheetTexts } from "./sheets.texts.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, form, task } = await openSheet(args);
  const [possible, customer] = await Promise.all([
    closingsFor(db, task),
    db.selectFrom("customers").select(["email", "no_mail_at"]).where("id", "=", task.customer_id).executeTakeFirstOrThrow(),
  ]);
  return { form, possible, isPromiseOpen: task.promise_due_at !== null, email: customer.email, isOptedOut: customer.no_mail_at !== null };
}

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: () => closingForm,
    act: ({ db, boss, config, viewer, now }, taskId, input) => closeTask({ db, boss, config }, viewer, taskId, input, now()),
    notice: "closed",
  });
}

export default function Closing() {
  const { form, possible, isPromiseOpen, email, isOptedOut } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const all = useTexts(sheetTexts);
  const t = all.closing;
  if (possible.length === 0 || isPromiseOpen)
    return (
      <Sheet title={t.title} back={`/tasks/${form.taskId}`}>
        <FormError>{possible.length === 0 ? all.closed : t.promiseOpen}</FormError>
      </Sheet>
    );
  return (
    <ActSheet title={t.title} form={form} submit={t.submit} kind="danger">
      <div className="group grid gap-6">
        <Choice
          legend={t.outcome}
          name="outcome"
          required
          columns={1}
          defaultValue={problem?.values["outcome"] ?? (possible.length === 1 ? possible[0] : undefined)}
          error={problem?.errors["outcome"]}
          options={possible.map((value) => ({ value, label: t.outcomes[value], hint: t.hints[value] }))}
        />
        <p className="hidden rounded-[10px] bg-sunk px-4 py-3 text-sm group-has-[input[value=unreachable]:checked]:block">{isOptedOut ? t.optedOut : email ? t.lastMail(email) : t.noMail}</p>
        <TextArea label={t.reason} hint={possible.includes("unreachable") ? t.reasonHint : undefined} name="reason" maxLength={20_000} defaultValue={problem?.values["reason"]} error={problem?.errors["reason"]} />
      </div>
    </ActSheet>
  );
}
