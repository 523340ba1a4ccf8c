import { Link } from "@remix-run/react";
import { Heart } from "lucide-react";
import type { TaskOutcome, TaskStage } from "#db/schema.ts";
import { useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { LongText } from "../ui/long-text.tsx";
import { Score } from "../ui/parts.tsx";
import { uiTexts } from "../ui/ui.texts.ts";
import { customerTexts } from "./customer.texts.ts";

type AnswerProps = {
  id: number;
  score: number;
  comment: string | null;
  answered_at: Date;
  touchpoint: string | null;
  taskId: number | null;
  stage: TaskStage | null;
  outcome: TaskOutcome | null;
  owner: string | null;
  team: string | null;
  isTaskVisible: boolean;
  praised: string | null;
  praisedTeam: string | null;
};

/** One survey answer of this customer, with what became of it. */
export function Answer({ answer }: { answer: AnswerProps }) {
  const clock = useClock();
  const t = useTexts(customerTexts);
  return (
    <li className="rounded-[14px] border border-line bg-surface px-5 py-4">
      <div className="flex items-start gap-3">
        <Score score={answer.score} />
        <p className="pt-1.5 text-sm text-muted">
          {dayAndTime(answer.answered_at, clock)}
          {answer.touchpoint && ` · ${t.after(answer.touchpoint)}`}
        </p>
      </div>
      {answer.comment ? <LongText text={answer.comment} readOn={t.readOn} quotes className="mt-3" /> : <p className="mt-3 text-muted">{t.noWords}</p>}
      <Became answer={answer} />
    </li>
  );
}

function Became({ answer }: { answer: AnswerProps }) {
  const t = useTexts(customerTexts);
  const ui = useTexts(uiTexts);
  const line = "mt-3 -mb-3 flex min-h-12 flex-wrap items-center gap-x-3 border-t border-line py-0.5 text-sm";
  if (answer.taskId && answer.stage) {
    const state = answer.outcome ? ui.outcome[answer.outcome] : ui.stage[answer.stage];
    const whose = answer.owner ? t.taskOf(answer.owner) : t.taskOfTeam(answer.team ?? "");
    return (
      <p className={line}>
        <span className="font-semibold">{state}</span>
        <span className="text-muted">{whose}</span>
        {answer.isTaskVisible && (
          <Link to={`/tasks/${answer.taskId}`} className="ml-auto inline-flex min-h-11 items-center font-semibold text-accent underline decoration-1 underline-offset-4">
            {t.toTask}
          </Link>
        )}
      </p>
    );
  }
  const praised = answer.praised ?? answer.praisedTeam;
  return (
    <p className={`${line} gap-x-2! text-muted`}>
      {praised && <Heart aria-hidden size={16} className="text-accent" />}
      <span>{praised ? t.compliment(praised) : t.nothing}</span>
    </p>
  );
}
