import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { notFound, signedIn } from "../people/access.server.ts";
import { readId } from "../id.ts";
import { idField } from "../people/fields.ts";
import { actTexts } from "../tasks/act.texts.ts";
import { optionalWords } from "../tasks/words.ts";
import { ButtonLink } from "../ui/button.tsx";
import { FormError, type FormProblem } from "../ui/form.tsx";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { BackLink, Empty, PageHeader, Score } from "../ui/parts.tsx";
import { teamTexts } from "../tasks/team.texts.ts";
import { decideGesture, standingFor } from "./asking.server.ts";
import { Decision } from "./decision.tsx";
import { decisionsTexts } from "./decisions.texts.ts";
import { mandateTexts } from "./mandate.texts.ts";
import { sayGesture } from "./say.ts";
import { gesturesToDecide } from "./shown.server.ts";
import { sayStanding } from "./standing.server.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export async function loader(args: LoaderFunctionArgs) {
  const services = await signedIn(args, "lead");
  const { db, viewer } = services;
  const askedId = readId(new URL(args.request.url).searchParams.get("asked")) ?? null;
  const gestures = await gesturesToDecide(db, viewer, askedId ?? 0);
  const standing = askedId !== null && !gestures.some(({ id }) => id === askedId) ? await standingFor(db, viewer, askedId) : null;
  return { gestures, askedId, answered: standing && (await sayStanding(services, standing)) };
}

const decision = z.object({ gesture_id: idField, decision: z.enum(["yes", "no"], { error: "choose" }), note: optionalWords, back: z.enum(["task", "list"]).catch("list") });

export async function action(args: ActionFunctionArgs) {
  const services = await signedIn(args, "lead");
  const { db, viewer, now } = services;
  const typed = Object.fromEntries([...(await args.request.formData())].map(([name, value]) => [name, String(value)]));
  const parsed = decision.safeParse({ note: "", ...typed });
  if (!parsed.success) {
    const { problem } = textsIn(actTexts, viewer.language);
    const errors = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), problem[message as keyof typeof problem] ?? problem.unreadable]));
    if (errors["gesture_id"]) throw notFound();
    return data({ errors, values: typed } satisfies FormProblem, { status: 422 });
  }
  const { gesture_id, note, back, decision: answer } = parsed.data;
  const { taskId, question, standing } = await decideGesture(db, viewer, gesture_id, { isAllowed: answer === "yes", note }, now());
  if (standing) return data({ errors: { form: await sayStanding(services, standing) }, values: typed } satisfies FormProblem, { status: 409 });
  const about = textsIn(decisionsTexts, viewer.language).decided(question.asker, sayGesture(question, viewer.language), question.customer);
  return redirectWithNotice(back === "task" ? `/tasks/${taskId}` : "/team/gestures", answer === "yes" ? "gestureAllowed" : "gestureRefused", { about });
}

export const meta = titled((language) => textsIn(decisionsTexts, language).title);

export default function Decisions() {
  const { gestures, askedId, answered } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const t = useTexts(decisionsTexts);
  return (
    <div className="max-w-words px-4 py-6 lg:px-10">
      <BackLink to="/team">{useTexts(teamTexts).title}</BackLink>
      <PageHeader
        title={t.title}
        aside={
          <ButtonLink to="/team/mandate" kind="plain">
            {t.mandate}
          </ButtonLink>
        }
      >
        <p className="mt-1 text-muted">{t.text}</p>
      </PageHeader>
      <div className="mb-4 empty:hidden">
        <FormError>{problem?.errors["form"]}</FormError>
        {answered && !problem && <p className="rounded-[10px] bg-sunk px-4 py-3 font-medium">{t.answered(answered)}</p>}
      </div>
      {gestures.length === 0 ? (
        <Empty title={t.empty}>{t.emptyText}</Empty>
      ) : (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {gestures.map((gesture) => (
            <Row key={gesture.id} gesture={gesture} isAsked={gesture.id === askedId && gestures.length > 1} problem={problem?.values["gesture_id"] === String(gesture.id) ? problem : undefined} />
          ))}
        </ul>
      )}
    </div>
  );
}

type Gesture = ReturnType<typeof useLoaderData<typeof loader>>["gestures"][number];

function Row({ gesture, isAsked, problem }: { gesture: Gesture; isAsked: boolean; problem: FormProblem | undefined }) {
  const t = useTexts(decisionsTexts);
  const { asks } = useTexts(mandateTexts);
  const clock = useClock();
  return (
    <li className={`rounded-[14px] border bg-surface px-5 py-4 ${isAsked ? "border-accent" : "border-line"}`}>
      {isAsked && <p className="text-sm font-semibold text-accent">{t.asked}</p>}
      <h2 className="text-lg font-semibold wrap-break-word">{asks(gesture.asker, sayGesture(gesture, clock.language))}</h2>
      <p className="text-sm text-muted">
        {gesture.team} · <time dateTime={new Date(gesture.asked_at).toISOString()}>{dayAndTime(gesture.asked_at, clock)}</time>
      </p>
      {gesture.note && <p className="mt-2 line-clamp-[12] whitespace-pre-line wrap-break-word">{gesture.note}</p>}
      <div className="mt-3 flex items-start gap-3">
        <Score score={gesture.score} size="small" />
        <div className="min-w-0">
          <Link to={`/tasks/${gesture.task_id}`} className="-my-2 inline-flex min-h-11 items-center font-medium wrap-break-word underline decoration-line underline-offset-4 hover:decoration-ink">
            <bdi>{gesture.customer ?? t.noName}</bdi>
          </Link>
          {gesture.comment && <p className="said line-clamp-3 text-lg">{gesture.comment}</p>}
        </div>
      </div>
      <Decision gestureId={gesture.id} back="list" error={problem?.errors["note"]} note={problem?.values["note"]} />
    </li>
  );
}
