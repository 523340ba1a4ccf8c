import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { idFrom, notFound } from "../people/access.server.ts";
import { Button } from "../ui/button.tsx";
import { FormError, TextArea } from "../ui/form.tsx";
import { Restored } from "../ui/restored.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { useDraft } from "../ui/use-draft.ts";
import { answerAct, openSheet } from "./answer.server.ts";
import { HiddenFields, useProblem } from "./hidden-fields.tsx";
import { useIsShown } from "./pending.ts";
import { endPromise, promiseEndForm, promiseOf } from "./promise.server.ts";
import { sheetTexts } from "./sheets.texts.ts";
import { taskTexts } from "./task.texts.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, task, form } = await openSheet(args);
  const promise = await promiseOf(db, task.id, idFrom(args.params["promiseId"]));
  if (!promise) throw notFound();
  return { form, promise: { text: promise.text, dueAt: promise.due_at, hasEnded: Boolean(promise.kept_at ?? promise.withdrawn_at) } };
}

/** The promise ends one way or the other: which, the form says. */
export async function action(args: ActionFunctionArgs) {
  const isKept = (await args.request.clone().formData()).get("end") === "kept";
  return answerAct(args, {
    schema: () => promiseEndForm,
    act: ({ db, viewer, now }, taskId, input) => endPromise(db, viewer, taskId, idFrom(args.params["promiseId"]), input, now()),
    notice: isKept ? "promiseKept" : "promiseWithdrawn",
  });
}

export default function PromiseSheet() {
  const { form, promise } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const t = useTexts(sheetTexts).promise;
  const { due } = useTexts(taskTexts).next.promise;
  const clock = useClock();
  const { form: draft, note, isRestored, discard } = useDraft({ isRefused: problem !== undefined });
  return (
    <Sheet title={t.title} back={`/tasks/${form.taskId}`} isSent={useIsShown()}>
      <div className="grid gap-6">
        <blockquote className="border-l-3 border-accent pl-4">
          <p className="whitespace-pre-line text-lg">{promise.text}</p>
          <p className="mt-1 text-sm text-muted">{due(dayAndTime(promise.dueAt, clock))}</p>
        </blockquote>
        <FormError>{problem?.errors["form"]}</FormError>
        {promise.hasEnded ? (
          <>
            <p className="text-muted">{t.ended}</p>
            {problem?.values["reason"] && <TextArea label={t.reason} name="reason" readOnly defaultValue={problem.values["reason"]} />}
          </>
        ) : (
          <>
            <Form method="post" preventScrollReset>
              <HiddenFields form={form} />
              <input type="hidden" name="end" value="kept" />
              <Button className="w-full">{t.keep}</Button>
            </Form>
            <Form ref={draft} onInput={note} method="post" preventScrollReset className="grid gap-4 border-t border-line pt-6">
              <Restored isRestored={isRestored} onDiscard={discard} />
              <HiddenFields form={form} />
              <input type="hidden" name="end" value="withdrawn" />
              <p className="text-muted">{t.or}</p>
              <TextArea label={t.reason} name="reason" required maxLength={20_000} defaultValue={problem?.values["reason"]} error={problem?.errors["reason"]} />
              <Button kind="danger" className="w-full">
                {t.withdraw}
              </Button>
            </Form>
          </>
        )}
      </div>
    </Sheet>
  );
}
