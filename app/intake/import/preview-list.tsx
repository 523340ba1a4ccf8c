import { useLanguage, useTexts } from "../../i18n/texts.ts";
import { longDay, time, useClock } from "../../i18n/time.ts";
import { Score } from "../../ui/parts.tsx";
import { uiTexts } from "../../ui/ui.texts.ts";
import type { CustomerInput } from "../response.ts";
import { categoryOf } from "../category.ts";
import { importTexts } from "./import.texts.ts";
import type { EmployeeInput } from "./people-rows.ts";
import type { AnswerPreview, RowPreview } from "./preview.ts";
import { isRemark, type RowProblem } from "./reason.ts";
import { wordReason } from "./reason.texts.ts";

/** The first rows as what they become, each with what is the matter with it. */
export function PreviewList({ rows }: { rows: RowPreview[] }) {
  const t = useTexts(importTexts);
  return (
    <>
      <p className="text-sm text-muted">{t.previewCount(rows.length)}</p>
      <ol className="overflow-hidden rounded-[14px] border border-line bg-surface">
        {rows.map((row) => (
          <li key={row.line} className="grid gap-x-5 gap-y-1 border-b border-line px-4 py-3 last:border-b-0 sm:grid-cols-[5rem_minmax(0,1fr)]">
            <span className="tabular text-sm text-muted">{t.line(row.line)}</span>
            <div className="min-w-0">
              {row.becomes === null ? <Refused cells={row.cells} /> : "score" in row.becomes ? <Answer answer={row.becomes} /> : "team" in row.becomes ? <Employee employee={row.becomes} /> : <Customer customer={row.becomes} />}
              <Problems problems={row.problems} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function Answer({ answer }: { answer: AnswerPreview }) {
  const t = useTexts(importTexts);
  const ui = useTexts(uiTexts);
  const clock = useClock();
  const category = ui.category[categoryOf(answer.score)];
  return (
    <div className="flex gap-3">
      <Score score={answer.score} />
      <div className="min-w-0">
        <p className="font-semibold">{answer.customer || t.nameless}</p>
        <p className="text-sm text-muted">
          {[category, `${longDay(answer.answeredAt, clock)} ${time(answer.answeredAt, clock)}`, answer.team, answer.opensTask ? t.opensTask : answer.isHistory ? t.isHistory : t.noTask].filter(Boolean).join(" · ")}
        </p>
        {answer.comment && <p className="mt-1 line-clamp-3 font-words">{answer.comment}</p>}
      </div>
    </div>
  );
}

function Customer({ customer }: { customer: CustomerInput }) {
  const t = useTexts(importTexts);
  const { id, name, email, phone, account, language, owner_email } = customer;
  return (
    <>
      <p className="font-semibold">{name || email || id || t.nameless}</p>
      <p className="text-sm text-muted">{[id, name && email, phone, account, language, owner_email && `→ ${owner_email}`].filter(Boolean).join(" · ")}</p>
    </>
  );
}

function Employee({ employee }: { employee: EmployeeInput }) {
  const t = useTexts(importTexts);
  const { name, email, phone, language, team, isLead } = employee;
  return (
    <>
      <p className="font-semibold">{name}</p>
      <p className="text-sm text-muted">{[email, phone, language, team && (isLead ? `${team} (${t.lead})` : team)].filter(Boolean).join(" · ")}</p>
    </>
  );
}

function Refused({ cells }: { cells: string }) {
  const t = useTexts(importTexts);
  return (
    <>
      <p className="font-semibold text-clay">{t.refusedRow}</p>
      {cells && <p className="line-clamp-2 text-sm text-muted">{cells}</p>}
    </>
  );
}

function Problems({ problems }: { problems: RowProblem[] }) {
  const t = useTexts(importTexts);
  const language = useLanguage();
  if (problems.length === 0) return null;
  return (
    <ul className="mt-1 grid gap-0.5 text-sm">
      {problems.map(({ column, reason }, index) => (
        <li key={index} className={isRemark(reason) ? "text-amber" : "text-clay"}>
          {isRemark(reason) && <span className="font-semibold">{t.take}: </span>}
          {column && <span className="font-semibold">{column}: </span>}
          {wordReason(reason, language)}
        </li>
      ))}
    </ul>
  );
}
