import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { Select, TextArea } from "../ui/form.tsx";
import { ActSheet, useProblem } from "./act-sheet.tsx";
import { answerAct, openSheet } from "./answer.server.ts";
import { askForHelp, helpersFor, helpForm } from "./help.server.ts";
import { sheetTexts } from "./sheets.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, form, task, now } = await openSheet(args);
  const helpers = await helpersFor(db, viewer, task, now());
  // The prepare card names a colleague to ask.
  const whom = Number(new URL(args.request.url).searchParams.get("whom"));
  return { form, helpers, asked: helpers.find(({ id }) => id === whom)?.id };
}

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: () => helpForm,
    act: ({ db, viewer, now }, taskId, input) => askForHelp(db, viewer, taskId, input, now()),
    notice: "helpAsked",
  });
}

export default function Help() {
  const { form, helpers, asked } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const all = useTexts(sheetTexts);
  const t = all.help;
  const clock = useClock();
  const nameOf = ({ name, isLead, isAway, awayUntil }: (typeof helpers)[number]) => {
    const named = isLead ? t.lead(name) : name;
    if (!isAway) return named;
    return awayUntil ? all.handover.awayUntil(named, day(awayUntil, clock)) : all.handover.awayNow(named);
  };
  // Whoever is there, her lead first.
  const first = helpers.find(({ isAway }) => !isAway) ?? helpers[0];
  return (
    <ActSheet title={t.title} form={form} submit={t.submit} lead={t.text}>
      <Select label={t.whom} name="employee_id" required defaultValue={problem?.values["employee_id"] ?? asked ?? first?.id} error={problem?.errors["employee_id"]}>
        {helpers.map((helper) => (
          <option key={helper.id} value={helper.id}>
            {nameOf(helper)}
          </option>
        ))}
      </Select>
      <TextArea label={t.note} hint={t.noteHint} name="note" required maxLength={20_000} defaultValue={problem?.values["note"]} error={problem?.errors["note"]} />
    </ActSheet>
  );
}
