import { useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { useNumber } from "../i18n/numbers.ts";
import { Card, Score } from "../ui/parts.tsx";
import { ScrollRegion } from "../ui/scroll-region.tsx";
import { tryoutTexts } from "./tryout.texts.ts";
import type { ShownAnswer, ShownPlace, TryoutPage } from "./tryouts.server.ts";

/** Old beside new: how much, for whom, by which rule, and which answers. */
export function TryoutFound({ tryout }: { tryout: TryoutPage }) {
  const t = useTexts(tryoutTexts);
  const number = useNumber();
  const { counts } = tryout;
  return (
    <>
      <div>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-4 border-y border-line py-5 sm:grid-cols-5">
          <Count name={t.tasks} value={number(counts.after)} note={t.tasksBefore(number(counts.before))} />
          <Count name={t.moved} value={number(counts.moved)} />
          <Count name={t.opened} value={number(counts.opened)} />
          <Count name={t.dropped} value={number(counts.dropped)} />
          <Count name={t.fallen} value={number(counts.fallen)} isBad={counts.fallen > 0} />
        </dl>
        <p className="mt-3 text-sm text-muted">{t.basis}</p>
      </div>
      <Loads loads={tryout.loads} />
      <Card title={t.rules}>
        <ol className="grid gap-3">
          {tryout.rules.map(({ id, sentence, count }, index) => (
            <li key={id} className="grid grid-cols-[1.5rem_minmax(0,1fr)_auto] items-baseline gap-x-3">
              <span className="tabular text-muted">{index + 1}</span>
              <span className="wrap-break-word">{sentence}</span>
              <span className={`tabular text-right font-semibold ${count === 0 ? "text-amber" : ""}`}>{t.count(number(count))}</span>
            </li>
          ))}
        </ol>
      </Card>
      {tryout.examples.map(({ kind, answers }) =>
        answers.length === 0 ? null : (
          <details key={kind} className="rounded-[14px] border border-line bg-surface" open={kind === "fallen" || answers.length <= 5}>
            <summary className="flex min-h-12 items-center px-5 py-2 font-semibold">
              {t.examples[kind]} <span className="tabular ml-2 font-normal text-muted">{number(counts[kind])}</span>
            </summary>
            <p className="px-5 pb-2 text-sm text-muted">{t.examplesText[kind]}</p>
            <ul>
              {answers.map((answer) => (
                <Answer key={answer.id} answer={answer} />
              ))}
            </ul>
          </details>
        ),
      )}
    </>
  );
}

function Count({ name, value, note, isBad = false }: { name: string; value: string; note?: string; isBad?: boolean }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className={`tabular text-2xl font-semibold ${isBad ? "text-clay" : ""}`}>
        {value} {note && <span className="text-sm font-normal text-muted">{note}</span>}
      </dd>
    </div>
  );
}

function Loads({ loads }: { loads: TryoutPage["loads"] }) {
  const t = useTexts(tryoutTexts);
  const changed = loads.filter(({ before, after }) => before !== after);
  const same = loads.filter(({ before, after }) => before === after);
  const most = Math.max(1, ...loads.map(({ before, after }) => Math.max(before, after)));
  return (
    <Card title={t.loads}>
      <p className="-mt-2 mb-3 text-sm text-muted">{loads.length === 0 ? t.noLoads : t.loadsText}</p>
      {changed.length > 0 && <LoadTable loads={changed} most={most} />}
      {same.length > 0 && (
        <details className="mt-2" open={changed.length === 0}>
          <summary className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4">{t.allLoads(same.length)}</summary>
          <LoadTable loads={same} most={most} />
        </details>
      )}
    </Card>
  );
}

function LoadTable({ loads, most }: { loads: TryoutPage["loads"]; most: number }) {
  const t = useTexts(tryoutTexts);
  const number = useNumber();
  return (
    <ScrollRegion label={t.loads}>
      <table className="tabular w-full text-left">
        <thead className="text-sm text-muted">
          <tr>
            <th scope="col" className="py-2 ps-2.5 pe-1.5 font-medium sm:px-3">{t.name}</th>
            <th scope="col" className="px-1.5 py-2 text-right font-medium whitespace-nowrap max-sm:text-xs sm:px-3">{t.before}</th>
            <th scope="col" className="px-1.5 py-2 text-right font-medium whitespace-nowrap max-sm:text-xs sm:px-3">{t.after}</th>
            <th scope="col" className="px-1.5 py-2 text-right font-medium whitespace-nowrap max-sm:text-xs sm:px-3">{t.change}</th>
          </tr>
        </thead>
        <tbody>
          {loads.map(({ key, name, isPool, before, after }) => (
            <tr key={key} className="border-t border-line">
              <th scope="row" className="py-2 ps-2.5 pe-1.5 font-semibold wrap-anywhere sm:px-3">
                {isPool ? t.pool(name) : name}
                <svg aria-hidden viewBox="0 0 100 8" preserveAspectRatio="none" className="mt-1 block h-2 w-full max-w-80 min-w-16 sm:min-w-24">
                  <rect x="0" y="0" width={(before / most) * 100} height="3" className="fill-field" />
                  <rect x="0" y="5" width={(after / most) * 100} height="3" className="fill-accent" />
                </svg>
              </th>
              <td className="px-2 py-2 text-right whitespace-nowrap sm:px-3">{number(before)}</td>
              <td className="px-2 py-2 text-right whitespace-nowrap sm:px-3">{number(after)}</td>
              <td className="px-2 py-2 text-right whitespace-nowrap sm:px-3 font-semibold">{after > before ? `+${number(after - before)}` : after < before ? `−${number(before - after)}` : "0"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Answer({ answer }: { answer: ShownAnswer }) {
  const t = useTexts(tryoutTexts);
  const clock = useClock();
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 border-t border-line px-5 py-3">
      <Score score={answer.score} size="small" />
      <div className="min-w-0">
        <p className={answer.words ? "line-clamp-3 font-words text-lg leading-snug" : "text-muted"}>{answer.words ?? t.noWords}</p>
        <p className="mt-1 flex flex-wrap gap-x-4 text-sm">
          <span className="text-muted">{day(answer.receivedAt, clock)}</span>
          <span>
            <span className="text-muted">{t.now}</span> <Place place={answer.before} />
          </span>
          <span>
            <span className="text-muted">{t.later}</span> <Place place={answer.after} />
          </span>
        </p>
      </div>
    </li>
  );
}

function Place({ place }: { place: ShownPlace | null }) {
  const t = useTexts(tryoutTexts);
  if (!place) return <>{t.nobody}</>;
  return (
    <>
      <span className="font-semibold">{place.owner ?? t.inPool(place.team)}</span> <span className="text-muted">({place.place === null ? t.noRule : t.byRule(place.place)})</span>
    </>
  );
}
