import { useLanguage, useTexts } from "../../i18n/texts.ts";
import { dayAndTime, useClock } from "../../i18n/time.ts";
import { Said } from "../../tasks/said.tsx";
import { Score } from "../../ui/parts.tsx";
import { uiTexts } from "../../ui/ui.texts.ts";
import { categoryOf } from "../category.ts";
import { fieldWord, type OwnField } from "./field.texts.ts";
import type { Preview } from "./mapping-preview.server.ts";
import { mappingTexts } from "./mapping.texts.ts";
import { sayReason } from "./reason.texts.ts";

/** What the delivery would become: as an employee would see it, and whose it would be. */
export function MappingPreview({ preview }: { preview: Preview }) {
  const t = useTexts(mappingTexts);
  const ui = useTexts(uiTexts);
  const language = useLanguage();
  const { kind, reason, score, comment, words, attributes } = preview;
  const { "customer.name": name, ...others } = words;
  const isWhole = kind === "response";
  return (
    <section aria-label={t.becomes} className={`rounded-[14px] border-2 bg-surface px-5 py-4 ${isWhole ? "border-accent" : "border-dashed border-line"}`}>
      {/* What changed, in a sentence: nobody wants two thousand words read out at each choice. */}
      <p role="status" className="sr-only">
        {reason ? sayReason(reason, language) : score !== null && ui.scoreWord(score, ui.category[categoryOf(score)])}
      </p>
      <h2 className="mb-3 text-sm font-semibold text-muted">{isWhole ? t.becomes : kind === "waiting" ? t.becomesNothing : t.notAnAnswer}</h2>
      {reason && <p className={`mb-4 rounded-[10px] px-4 py-3 font-semibold ${kind === "waiting" ? "bg-amber-soft text-amber" : "bg-clay-soft text-clay"}`}>{sayReason(reason, language)}</p>}
      <div className="mb-3 flex items-center gap-3">
        {score === null ? (
          <p className="text-muted">{t.noScore}</p>
        ) : (
          <>
            <Score score={score} />
            <span className="font-semibold" aria-hidden>
              {ui.category[categoryOf(score)]}
            </span>
          </>
        )}
      </div>
      {comment ? <Said words={comment} size="small" /> : <p className="font-words text-lg text-muted">{t.noComment}</p>}
      <p className="mt-3 font-semibold">{name ?? t.nameless}</p>
      {isWhole && !words["customer.id"] && !words["customer.email"] && <p className="text-sm text-amber">{t.newCustomer}</p>}
      <dl className="mt-3 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
        <Answered preview={preview} />
        {Object.entries(others).map(([field, text]) => field !== "answered_at" && <Line key={field} name={fieldWord(field as OwnField, language)} text={text} />)}
        {attributes.map(([attribute, text]) => (
          <Line key={attribute} name={attribute} text={text} />
        ))}
      </dl>
      <Outcome outcome={preview.outcome} />
    </section>
  );
}

function Answered({ preview: { answeredAt, words } }: { preview: Preview }) {
  const t = useTexts(mappingTexts);
  const clock = useClock();
  const said = answeredAt ? dayAndTime(answeredAt, clock) : words.answered_at;
  return said ? <Line name={t.when} text={said} /> : null;
}

function Line({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt className="text-muted first-letter:uppercase">{name}</dt>
      <dd className="mb-1 line-clamp-4 min-w-0 sm:mb-0">{text}</dd>
    </>
  );
}

function Outcome({ outcome }: { outcome: Preview["outcome"] }) {
  const t = useTexts(mappingTexts);
  if (!outcome) return null;
  const { isNew, owner, team } = outcome;
  return (
    <p className="mt-4 border-t border-line pt-3">
      {team === null ? t.noTask : owner ? t.taskFor(owner, team) : t.taskPool(team)} {!isNew && t.isKnown}
    </p>
  );
}
