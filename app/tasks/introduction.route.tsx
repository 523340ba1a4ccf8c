import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../i18n/texts.ts";
import { Sheet } from "../ui/sheet.tsx";
import { ActSheet } from "./act-sheet.tsx";
import { answerAct, openSheet } from "./answer.server.ts";
import { coverTexts } from "./cover.texts.ts";
import { coverOf } from "./covers.server.ts";
import { useProblem } from "./hidden-fields.tsx";
import { introduceCover } from "./introduction.server.ts";
import { actForm } from "./words.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, task, form } = await openSheet(args);
  const [cover, customer] = await Promise.all([coverOf(db, task), db.selectFrom("customers").select(["email", "no_mail_at"]).where("id", "=", task.customer_id).executeTakeFirstOrThrow()]);
  return { form, isCovering: cover !== null && task.owner_id === viewer.id, isTold: Boolean(cover?.customerToldAt), email: customer.no_mail_at ? null : customer.email };
}

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: () => actForm,
    act: ({ db, boss, config, viewer, now }, taskId, input) => introduceCover({ db, boss, config }, viewer, taskId, input, now()),
    notice: "coverIntroduced",
  });
}

export default function Introduction() {
  const { form, isCovering, isTold, email } = useLoaderData<typeof loader>();
  const problem = useProblem();
  const t = useTexts(coverTexts);
  if (problem || (isCovering && !isTold && email)) return <ActSheet title={t.introduceTitle} form={form} submit={t.introduce} lead={email && t.introduceText(email)} />;
  return (
    <Sheet title={t.introduceTitle} back={`/tasks/${form.taskId}`}>
      <p>{!isCovering ? t.nobody : isTold ? t.introduced : t.cannotMail}</p>
    </Sheet>
  );
}
