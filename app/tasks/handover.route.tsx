import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { idFrom } from "../people/access.server.ts";
import { ColleagueField } from "../people/colleague-field.tsx";
import { Select, TextArea } from "../ui/form.tsx";
import { ActSheet } from "./act-sheet.tsx";
import { answerAct, openSheet } from "./answer.server.ts";
import { handoverForm, handoverList, handOver, placeOf } from "./handover.server.ts";
import { useProblem } from "./hidden-fields.tsx";
import { sheetTexts } from "./sheets.texts.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, form, task, now } = await openSheet(args);
  return { form, viewerId: viewer.id, ...(await handoverList(db, task.team_id, now())), current: { teamId: task.team_id, ownerId: task.owner_id } };
}

export async function action(args: ActionFunctionArgs) {
  const name = (await args.request.clone().formData()).get("name");
  return answerAct(args, {
    schema: async ({ db, viewer }) => handoverForm(typeof name === "string" ? await placeOf(db, viewer, idFrom(args.params["taskId"]), name) : undefined),
    act: ({ db, viewer, now }, taskId, input) => handOver(db, viewer, taskId, input, now()),
    notice: "handedOver",
    // She may not see the task itself any longer.
    to: "/inbox",
  });
}

export default function Handover() {
  const { form, viewerId, teams, isAll, current } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const t = useTexts(sheetTexts).handover;
  const clock = useClock();
  // First the team that has it now: most tasks stay close.
  const ordered = [...teams].sort((a, b) => Number(b.id === current.teamId) - Number(a.id === current.teamId));
  const nameOf = (member: (typeof teams)[number]["members"][number]) => {
    if (member.id === viewerId) return t.me(member.name);
    if (member.full && !member.isAway) return t.full(member.name, member.full.open, member.full.cap);
    if (!member.isAway) return member.name;
    return member.awayUntil ? t.awayUntil(member.name, day(member.awayUntil, clock)) : t.awayNow(member.name);
  };
  const hasUnable = teams.some(({ members }) => members.some(({ isAway, full }) => isAway || full));
  return (
    <ActSheet title={t.title} form={form} submit={t.submit} isLeaving lead={t.lead}>
      <Select label={t.to} hint={hasUnable ? t.unable : undefined} name="to" required={isAll} defaultValue={problem?.values["to"] ?? ""} error={problem?.errors["to"]}>
        <option value="" disabled={isAll}>
          {t.choose}
        </option>
        {ordered.map((team) => (
          <optgroup key={team.id} label={team.name}>
            {!(team.id === current.teamId && current.ownerId === null) && <option value={team.id}>{t.pool(team.name)}</option>}
            {team.members.map((member) =>
              member.id === current.ownerId && team.id === current.teamId ? null : (
                <option key={member.id} value={`${team.id}:${member.id}`}>
                  {nameOf(member)}
                </option>
              ),
            )}
          </optgroup>
        ))}
      </Select>
      {!isAll && <ColleagueField label={t.other} name="name" groups={[]} isAll={false} value={problem?.values["name"] ?? ""} error={problem?.errors["name"]} />}
      <TextArea label={t.note} hint={t.noteHint} name="note" maxLength={20_000} defaultValue={problem?.values["note"]} error={problem?.errors["note"]} />
    </ActSheet>
  );
}
