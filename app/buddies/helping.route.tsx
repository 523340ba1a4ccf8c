import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { keepingTyped } from "../away.server.ts";
import { guessLanguage } from "../i18n/language.server.ts";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { actTexts } from "../tasks/act.texts.ts";
import type { FormProblem } from "../ui/form.tsx";
import { LongText } from "../ui/long-text.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { BackLink, Empty } from "../ui/parts.tsx";
import { answerBuddy, answerForm } from "./answer.server.ts";
import { buddyTexts } from "./buddies.texts.ts";
import { HelpingAnswer } from "./helping-answer.tsx";
import { HelpingWith } from "./helping-with.tsx";
import { helpingWith } from "./helping.server.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const helping = await helpingWith(db, viewer, idFrom(args.params["buddyId"]));
  if (!helping) throw notFound();
  return { helping };
}

export async function action(args: ActionFunctionArgs) {
  const typed = Object.fromEntries([...(await args.request.formData())].map(([name, value]) => [name, String(value)]));
  return keepingTyped(typed, textsIn(actTexts, guessLanguage(args.request)).away, () => answer(args, typed));
}

async function answer(args: ActionFunctionArgs, typed: Record<string, string>) {
  const { db, viewer, now } = await signedIn(args);
  const buddyId = idFrom(args.params["buddyId"]);
  const parsed = answerForm.safeParse({ advice: "", ...typed });
  if (!parsed.success) {
    if (!(await helpingWith(db, viewer, buddyId))) throw notFound();
    const { problem } = textsIn(actTexts, viewer.language);
    const errors = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path[0] === "advice" ? "advice" : "form", problem[message as keyof typeof problem] ?? problem.unreadable]));
    return data({ errors, values: typed } satisfies FormProblem, { status: 422 });
  }
  const isPassedOn = await answerBuddy(db, viewer, buddyId, parsed.data, now());
  if (!isPassedOn) return data({ errors: { form: textsIn(buddyTexts, viewer.language).page.endedMeanwhile }, values: typed } satisfies FormProblem, { status: 409 });
  return redirectWithNotice(`/helping/${buddyId}`, "helpAnswered");
}

export const meta = titled((language) => textsIn(buddyTexts, language).list.title);

export default function Helping() {
  const { helping } = useLoaderData<typeof loader>();
  const t = useTexts(buddyTexts).page;
  const { open } = helping;
  return (
    <div className="grid max-w-words grid-cols-[minmax(0,1fr)] gap-6 px-4 py-6 lg:px-10">
      <BackLink to="/helping">{t.back}</BackLink>
      <header className="-mt-6">
        <h1 className="text-2xl font-semibold tracking-tight wrap-break-word">{t.title[helping.part](helping.asker)}</h1>
        {helping.note && <LongText text={helping.note} readOn={t.readOn} className="mt-3 border-s-4 border-accent ps-4" />}
      </header>
      {helping.thanked_at && <p className="rounded-[14px] bg-accent-soft px-5 py-4 font-semibold wrap-break-word">{t.thanked(helping.asker)}</p>}
      {open ? (
        <>
          <HelpingWith helping={helping} open={open} />
          <HelpingAnswer key={open.actId} helping={helping} open={open} />
          {open.taskId && (
            <p>
              <Link to={`/tasks/${open.taskId}`} className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-4">
                {t.toTask}
              </Link>
            </p>
          )}
        </>
      ) : (
        <Empty title={t.ended}>{helping.is_accepted === false ? t.declinedText : t.endedText}</Empty>
      )}
    </div>
  );
}
