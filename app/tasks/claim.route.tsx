import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { ButtonLink } from "../ui/button.tsx";
import { FormError } from "../ui/form.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { ActSheet } from "./act-sheet.tsx";
import { answerAct, openSheet } from "./answer.server.ts";
import { claimTask } from "./claim.server.ts";
import { useProblem } from "./hidden-fields.tsx";
import { sheetTexts } from "./sheets.texts.ts";
import { ownerAndTeam } from "./task.server.ts";
import { actForm } from "./words.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, task, form } = await openSheet(args);
  return { form, ...(await ownerAndTeam(db, task)), isMine: task.owner_id === viewer.id };
}

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: () => actForm,
    act: ({ db, viewer, now }, taskId, input) => claimTask(db, viewer, taskId, input, now()),
    notice: "claimed",
  });
}

export default function Claim() {
  const { form, owner, team, isMine } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const t = useTexts(sheetTexts).claim;
  if (!owner && !problem) return <ActSheet title={t.title} form={form} submit={t.submit} lead={t.lead(team)} />;
  return (
    <Sheet title={problem ? t.lost : t.title} back={`/tasks/${form.taskId}`}>
      <div className="grid gap-5">
        <FormError>{problem?.errors["form"]}</FormError>
        {!problem && <p>{isMine ? t.yours : t.owner(owner ?? "")}</p>}
        <ButtonLink to="/team" kind="quiet">
          {t.toTeam}
        </ButtonLink>
      </div>
    </Sheet>
  );
}
