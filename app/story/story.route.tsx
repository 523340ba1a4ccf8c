import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { monthName, readMonth } from "../i18n/month.ts";
import { textsIn, useLanguage, useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { Said } from "../tasks/said.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Card, Empty, PageHeader, Pages } from "../ui/parts.tsx";
import { counted, storyOf } from "./story.server.ts";
import { storyTexts } from "./story.texts.ts";

/** Of who is looking: there is no address for anybody else's. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const before = readMonth(new URL(args.request.url).searchParams.get("before"));
  return { story: await storyOf(db, viewer, { before, now: now() }), isLater: before !== null, order: counted };
}

export const meta = titled((language) => textsIn(storyTexts, language).title);

export default function Story() {
  const { story, isLater } = useLoaderData<typeof loader>();
  const t = useTexts(storyTexts);
  return (
    <div className="max-w-words px-4 py-6 lg:px-10">
      <PageHeader title={t.title}>
        <p className="mt-1 text-muted">{t.lead}</p>
      </PageHeader>
      {!story ? (
        <Empty title={t.off}>{t.offText}</Empty>
      ) : story.months.length === 0 && !isLater ? (
        <Empty title={t.emptyTitle}>
          <p>{t.emptyText}</p>
          <p className="mt-5">
            <ButtonLink to="/inbox">{t.toInbox}</ButtonLink>
          </p>
        </Empty>
      ) : (
        <div className="grid gap-10">
          {story.total && (
            <Card title={t.together}>
              <Counts counts={story.total} isLarge />
            </Card>
          )}
          {story.months.map((month) => (
            <Month key={month.month} month={month} />
          ))}
        </div>
      )}
      <Pages older={story?.next && `/me/story?before=${story.next}`} newest={isLater ? "/me/story" : null} words={t} />
    </div>
  );
}

type Loaded = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["story"]>;

function Month({ month: { month, counts, voices, more } }: { month: Loaded["months"][number] }) {
  const t = useTexts(storyTexts);
  const clock = useClock();
  return (
    <section aria-labelledby={month}>
      <h2 id={month} className="mb-2 text-lg font-semibold tracking-tight first-letter:uppercase">
        {monthName(month, useLanguage())}
      </h2>
      <Counts counts={counts} />
      <ul className="mt-4 grid gap-4">
        {voices.map(({ kind, id, at, who, words }) => (
          <li key={`${kind} ${id}`} className="rounded-[14px] border border-line bg-surface px-5 py-4">
            {words && <Said words={words} size="small" />}
            <p className="text-sm text-muted not-first:mt-2">
              <span className="font-semibold text-ink">{t.voice[kind](who ?? t.someone)}</span> <span className="whitespace-nowrap">· {day(at, clock)}</span>
            </p>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="mt-3 text-muted">{t.more(more)}</p>}
    </section>
  );
}

/** What did not happen is not named. */
function Counts({ counts, isLarge = false }: { counts: NonNullable<Loaded["total"]>; isLarge?: boolean }) {
  const { order } = useLoaderData<typeof loader>();
  const t = useTexts(storyTexts);
  return (
    <ul className="grid gap-1">
      {order.filter((kind) => counts[kind] > 0).map((kind) => (
        <Line key={kind} isLarge={isLarge}>
          {t.counts[kind](counts[kind])}
        </Line>
      ))}
    </ul>
  );
}

/** "44 klanten geholpen": of all there was the number comes first, in the hand of the customers' words. */
function Line({ isLarge, children }: { isLarge: boolean; children: string }) {
  if (!isLarge) return <li>{children}</li>;
  const [number, ...words] = children.split(" ");
  return (
    <li className="flex items-baseline gap-3">
      <span className="tabular min-w-[2ch] shrink-0 text-right font-words text-2xl leading-tight text-accent">{number}</span> <span>{words.join(" ")}</span>
    </li>
  );
}
