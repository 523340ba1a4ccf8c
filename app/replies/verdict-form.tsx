import { Form, Link, useNavigation } from "@remix-run/react";
import type { Language, VerdictAnswer } from "#db/schema.ts";
import { longDay } from "../i18n/time.ts";
import { textsIn } from "../i18n/texts.ts";
import { Button } from "../ui/button.tsx";
import { FormError, type FormProblem, TextArea } from "../ui/form.tsx";
import { verdictTexts } from "./verdict.texts.ts";

type Given = { answer: VerdictAnswer; score: number | null; words: string | null };

const answers = ["solved", "not_yet"] as const;
const scores = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** The two big answers first; a score and words may follow. The button stays in sight. */
export function VerdictForm({ language, reader, verdict, preselected, problem }: { language: Language; reader: string | null; verdict: Given | null; preselected: string | null; problem: FormProblem | undefined }) {
  const t = textsIn(verdictTexts, language);
  const isSending = useNavigation().state !== "idle";
  const answer = problem?.values["answer"] ?? preselected ?? verdict?.answer;
  // Her words and score of before were about how it stood then.
  const score = problem?.values["score"] ?? "";
  return (
    <Form method="post" action="?" className="grid gap-8" noValidate>
      <FormError>{problem?.errors["form"]}</FormError>
      {verdict && (
        <div className="grid gap-2 text-muted">
          <p>{t.before(verdict.answer === "solved" ? t.solved : t.notYet)}</p>
          {verdict.score !== null && <p>{t.yourScore(verdict.score)}</p>}
          {verdict.words && <p className="said line-clamp-6 text-lg whitespace-pre-line">{verdict.words}</p>}
        </div>
      )}
      <fieldset className="grid gap-3" aria-describedby={problem?.errors["answer"] ? "answer-error" : undefined}>
        <legend className="sr-only">{t.title}</legend>
        {answers.map((value) => (
          <label
            key={value}
            className="flex min-h-16 cursor-pointer items-center gap-4 rounded-[14px] border border-field bg-surface px-5 py-3 text-xl font-semibold has-checked:border-2 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input type="radio" name="answer" value={value} required defaultChecked={answer === value} className="size-6 shrink-0 accent-(--accent) outline-none" />
            {value === "solved" ? t.solved : t.notYet}
          </label>
        ))}
        {problem?.errors["answer"] && (
          <p id="answer-error" role="alert" data-problem="field" className="font-semibold text-clay">
            {problem.errors["answer"]}
          </p>
        )}
      </fieldset>
      <div className="grid gap-6">
        <p className="text-muted">{t.optional}</p>
        <TextArea label={t.words} hint={t.wordsHint(reader ?? t.ourTeam)} name="words" rows={3} maxLength={20_000} className="font-words text-lg" defaultValue={problem?.values["words"]} />
        <Scores language={language} chosen={score} />
      </div>
      <div className="sticky bottom-0 -mx-5 border-t border-line bg-paper px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:static sm:mx-0 sm:border-0 sm:p-0">
        <Button className="min-h-14! w-full text-lg" disabled={isSending}>
          {t.send}
        </Button>
      </div>
    </Form>
  );
}

function Scores({ language, chosen }: { language: Language; chosen: string }) {
  const t = textsIn(verdictTexts, language);
  const shape = "grid min-h-11 cursor-pointer place-items-center rounded-[10px] border border-field bg-surface px-1 has-checked:border-2 has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent";
  return (
    <fieldset aria-describedby="score-ends">
      <legend className="font-semibold">{t.score}</legend>
      <p id="score-ends" className="mb-2 text-sm text-muted">
        {t.scoreEnds}
      </p>
      <div className="grid grid-cols-6 gap-1.5">
        {scores.map((score) => (
          <label key={score} className={`${shape} tabular text-lg`}>
            <input type="radio" name="score" value={score} defaultChecked={chosen === String(score)} className="sr-only" />
            {score}
          </label>
        ))}
        <label className={`${shape} text-center text-xs text-muted`}>
          <input type="radio" name="score" value="" defaultChecked={chosen === ""} className="sr-only" />
          {t.noScore}
        </label>
      </div>
    </fieldset>
  );
}

/** After answering: what she answered, what happens now, and how to change it. */
export function VerdictThanks({ language, verdict, canChangeUntil, timeZone }: { language: Language; verdict: Given; canChangeUntil: Date | null; timeZone: string }) {
  const t = textsIn(verdictTexts, language);
  return (
    <section className="rounded-[14px] border border-line bg-surface px-5 py-4">
      <h2 className="text-sm font-semibold text-muted">{t.yourAnswer}</h2>
      <p className="mt-1 text-lg font-semibold">{verdict.answer === "solved" ? t.solved : t.notYet}</p>
      {verdict.score !== null && <p className="mt-1">{t.yourScore(verdict.score)}</p>}
      {verdict.words && <p className="said mt-2 text-lg whitespace-pre-line">{verdict.words}</p>}
      {canChangeUntil && (
        <div className="mt-2 flex flex-wrap items-center gap-x-3">
          <Link to="?change=1" className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-4">
            {t.change}
          </Link>
          <p className="text-sm text-muted">{t.changeUntil(longDay(canChangeUntil, { timeZone, language }))}</p>
        </div>
      )}
    </section>
  );
}

/** What she said and what we did: what the question is about. */
export function VerdictContext({ language, youSaid, weDid }: { language: Language; youSaid: string; weDid: string }) {
  const t = textsIn(verdictTexts, language);
  return (
    <section className="mt-12 border-t border-line pt-6">
      <h2 className="mb-4 text-lg font-semibold">{t.about}</h2>
      <h3 className="mb-1 text-sm font-semibold text-muted">{t.youSaid}</h3>
      <p className="said text-xl leading-relaxed whitespace-pre-line">{youSaid}</p>
      <h3 className="mt-5 mb-1 text-sm font-semibold text-muted">{t.weDid}</h3>
      <p className="text-base leading-relaxed whitespace-pre-line">{weDid}</p>
    </section>
  );
}
