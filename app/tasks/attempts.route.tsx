import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { dialPhone, showPhone } from "../customers/phone.server.ts";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox, Choice, TextArea, TextField } from "../ui/form.tsx";
import { readId } from "../id.ts";
import { taskFor } from "./access.server.ts";
import { ActSheet } from "./act-sheet.tsx";
import { answerAct, openSheet } from "./answer.server.ts";
import { attemptForm, logAttempt, momentsFor, organisationClock } from "./attempt.server.ts";
import { CallBar, useCallTimer } from "./call-bar.tsx";
import { DayChoice } from "./day-choice.tsx";
import { attemptOutcomes, channels } from "./events.ts";
import { useProblem } from "./hidden-fields.tsx";
import { nextAfter } from "./next-after.ts";
import { isAgain } from "./pending.ts";
import { sheetTexts } from "./sheets.texts.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now, form, task } = await openSheet(args);
  const { searchParams } = new URL(args.request.url);
  const [moments, { phone }] = await Promise.all([momentsFor(db, viewer, task, now()), db.selectFrom("customers").select("phone").where("id", "=", task.customer_id).executeTakeFirstOrThrow()]);
  const dial = phone && dialPhone(phone);
  return {
    form,
    moments,
    number: phone && dial ? { phone: showPhone(phone), dial } : null,
    // The task page's buttons have chosen the outcome already: three taps.
    outcome: attemptOutcomes.find((outcome) => outcome === searchParams.get("outcome")),
    // When the call button was pressed, by the browser's own clock.
    since: /^\d{13}$/.test(searchParams.get("since") ?? "") ? Number(searchParams.get("since")) : null,
  };
}

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: async ({ db, now }) => attemptForm(await organisationClock(db, now())),
    act: ({ db, viewer, now }, taskId, input) => logAttempt(db, viewer, taskId, input, now()),
    notice: ({ again_at, promise }, where) => (again_at ? (where === `/tasks/${args.params["taskId"]}` ? "againPlanned" : "againPlannedNext") : promise ? "attemptAndPromise" : "attemptLogged"),
    async to(taskId, values, { db, viewer }) {
      if (values["next"] === "actions") return `/tasks/${taskId}/actions`;
      const then = isAgain(values) ? readId(values["then"]) : null;
      return then && (await taskFor(db, viewer, then)) ? `/tasks/${then}` : `/tasks/${taskId}`;
    },
  });
}

/** All of one call on one sheet: what shows below the outcome depends on it, by CSS alone. */
export default function Attempts() {
  const { form, outcome, number, since } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const t = useTexts(sheetTexts).attempts;
  const timer = useCallTimer(since);
  const then = useNext(form.taskId);
  return (
    <ActSheet title={t.title} form={form} head={number && !form.isClosed && <CallBar taskId={form.taskId} {...number} timer={timer} />}>
      <div className="group grid gap-5">
        <Choice
          legend={t.outcome}
          name="outcome"
          required
          defaultValue={problem?.values["outcome"] ?? outcome}
          error={problem?.errors["outcome"]}
          options={attemptOutcomes.map((value) => ({ value, label: t.outcomes[value], ...(value === "declined" && { hint: t.declinedHint }) }))}
        />
        <p className="hidden rounded-[10px] bg-clay-soft px-4 py-3 text-sm text-clay group-has-[input[value=declined]:checked]:block">{t.declinedLead}</p>
        <Again />
        <TextArea label={t.note} hint={t.noteHint} name="note" maxLength={20_000} autoCapitalize="sentences" enterKeyHint="enter" defaultValue={problem?.values["note"]} error={problem?.errors["note"]} />
        <PromiseFields />
        <Channel hasNumber={number !== null} />
        {then !== undefined && <input type="hidden" name="then" value={then} />}
        {timer.seconds !== null && (
          <>
            <input type="hidden" name="seconds" value={timer.seconds} />
            <Checkbox label={t.keepDuration} hint={t.keepDurationHint} name="keeps_seconds" />
          </>
        )}
        <div className="grid gap-2">
          <Button className="w-full">{t.submit}</Button>
          <div className="hidden group-has-[input[value=reached]:checked]:block">
            <Button kind="quiet" name="next" value="actions" className="w-full">
              {t.andAct}
            </Button>
          </div>
        </div>
      </div>
    </ActSheet>
  );
}

/** The customer below this one in her list: whoever is called again later leaves the place to her. */
function useNext(taskId: number): number | undefined {
  const task = useRouteLoaderData("tasks/task.route") as { groups: { stage: string; rows: { id: number }[] }[] | null } | undefined;
  return nextAfter(taskId, (task?.groups ?? []).flatMap(({ stage, rows }) => (stage === "told" ? [] : rows)));
}

/** Nobody was reached: a tap on a moment logs it, and it comes back then. */
function Again() {
  const { moments } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const t = useTexts(sheetTexts).attempts.again;
  const clock = useClock();
  return (
    <fieldset className="hidden gap-2 rounded-[14px] border border-line bg-surface p-4 group-has-[input[value=no\_answer]:checked]:grid group-has-[input[value=voicemail]:checked]:grid">
      <legend className="sr-only">{t.legend}</legend>
      <p aria-hidden className="font-semibold">{t.legend}</p>
      <p className="text-sm text-muted">{t.hint}</p>
      <div className="grid grid-cols-2 gap-2">
        {moments.again.map((at, index) => (
          <Button key={at.toISOString()} kind={index === 0 ? "primary" : "quiet"} name="again" value={at.toISOString()} className="first-letter:uppercase">
            <span className="first-letter:uppercase">{dayAndTime(at, clock)}</span>
          </Button>
        ))}
      </div>
      <details open={problem?.values["again"] === "other"}>
        <summary className="inline-flex min-h-11 items-center font-semibold text-accent underline decoration-1 underline-offset-4">{t.other}</summary>
        <div className="grid grid-cols-2 items-end gap-2">
          <TextField type="date" label={t.date} name="again_date" defaultValue={problem?.values["again_date"]} error={problem?.errors["again_date"]} />
          <TextField type="time" label={t.time} name="again_time" defaultValue={problem?.values["again_time"] ?? "10:00"} />
          <Button kind="quiet" name="again" value="other" className="col-span-2">
            {t.submitOther}
          </Button>
        </div>
      </details>
    </fieldset>
  );
}

/** The customer was spoken to: what she heard us promise. */
function PromiseFields() {
  const { moments } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const all = useTexts(sheetTexts);
  const t = all.attempts;
  return (
    <fieldset className="hidden gap-4 rounded-[14px] border border-line bg-surface p-4 group-has-[input[value=reached]:checked]:grid">
      <legend className="sr-only">{t.promiseLegend}</legend>
      <TextArea label={t.promiseLegend} hint={t.promiseHint} placeholder={all.promises.placeholder} name="promise" rows={2} maxLength={20_000} defaultValue={problem?.values["promise"]} error={problem?.errors["promise"]} />
      <DayChoice legend={all.promises.day} days={moments.days} chosen={moments.likelyDay} />
    </fieldset>
  );
}

function Channel({ hasNumber }: { hasNumber: boolean }) {
  const problem = useProblem();
  const t = useTexts(sheetTexts).attempts;
  const chosen = problem?.values["channel"] ?? (hasNumber ? "phone" : "mail");
  return (
    <details open={chosen !== "phone" || problem?.errors["channel"] !== undefined}>
      <summary className="inline-flex min-h-11 items-center font-semibold text-accent underline decoration-1 underline-offset-4">{t.otherChannel}</summary>
      <Choice legend={t.channel} name="channel" required defaultValue={chosen} error={problem?.errors["channel"]} options={channels.map((value) => ({ value, label: t.channels[value] }))} />
    </details>
  );
}
