import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { readId } from "../id.ts";
import { ColleagueField } from "../people/colleague-field.tsx";
import { readColleague } from "../people/colleagues.server.ts";
import { ActSheet } from "../tasks/act-sheet.tsx";
import { answerAct, openSheet } from "../tasks/answer.server.ts";
import { useProblem } from "../tasks/hidden-fields.tsx";
import { Choice, Select, TextArea } from "../ui/form.tsx";
import { askBuddy, nearbyHelpers } from "./ask.server.ts";
import { buddyTexts } from "./buddies.texts.ts";
import { helpForm } from "./help-form.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, form, task, now } = await openSheet(args);
  const nearby = await nearbyHelpers(db, viewer, task, now());
  // The prepare card names a colleague who solved something like it.
  const whom = readId(new URL(args.request.url).searchParams.get("whom"));
  return { form, nearby, asked: nearby.find(({ id }) => id === whom)?.id };
}

export async function action(args: ActionFunctionArgs) {
  const name = (await args.request.clone().formData()).get("name");
  return answerAct(args, {
    schema: async ({ db, viewer }) => helpForm(await readColleague(db, typeof name === "string" ? name : "", viewer.language, viewer.id)),
    act: ({ db, viewer, now }, taskId, input) => askBuddy(db, viewer, taskId, input, now()),
    notice: "helpAsked",
  });
}

export default function Help() {
  const { form, nearby, asked } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const t = useTexts(buddyTexts).ask;
  const clock = useClock();
  const nameOf = ({ name, isLead, isAway, awayUntil }: (typeof nearby)[number]) => {
    const named = isLead ? t.lead(name) : name;
    if (!isAway) return named;
    return awayUntil ? t.awayUntil(named, day(awayUntil, clock)) : t.awayNow(named);
  };
  const typed = problem?.values["name"];
  return (
    <ActSheet title={t.title} form={form} submit={t.submit} lead={t.text}>
      <Choice legend={t.part} name="part" required options={(["advise", "sit_in"] as const).map((value) => ({ value, label: t.parts[value], hint: t.partHints[value] }))} defaultValue={problem?.values["part"] ?? "advise"} error={problem?.errors["part"]} />
      <div className="grid gap-1">
        {nearby.length > 0 && (
          <Select label={t.whom} name="employee_id" defaultValue={problem?.values["employee_id"] ?? asked ?? ""} error={problem?.errors["employee_id"]}>
            <option value="">{t.choose}</option>
            {nearby.map((helper) => (
              <option key={helper.id} value={helper.id}>
                {nameOf(helper)}
              </option>
            ))}
          </Select>
        )}
        <details open={nearby.length === 0 || Boolean(typed)}>
          <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold text-accent underline decoration-1 underline-offset-4">{t.other}</summary>
          <ColleagueField label={t.name} name="name" groups={[]} isAll={false} value={typed ?? ""} error={problem?.errors["name"] ?? (nearby.length === 0 ? problem?.errors["employee_id"] : undefined)} />
        </details>
      </div>
      <TextArea label={t.note} hint={t.noteHint} name="note" required maxLength={20_000} defaultValue={problem?.values["note"]} error={problem?.errors["note"]} />
    </ActSheet>
  );
}
