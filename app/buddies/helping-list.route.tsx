import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { ChevronRight } from "lucide-react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { dayAndTime, useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { readId } from "../id.ts";
import { messagesTexts } from "../messages/messages.texts.ts";
import { signedIn } from "../people/access.server.ts";
import { BackLink, Empty, PageHeader, Pages, Score } from "../ui/parts.tsx";
import { buddyTexts } from "./buddies.texts.ts";
import { helpingList } from "./helping.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const before = readId(new URL(args.request.url).searchParams.get("before")) ?? null;
  return { ...(await helpingList(db, viewer, before)), isLater: before !== null };
}

export const meta = titled((language) => textsIn(buddyTexts, language).list.title);

export default function HelpingList() {
  const { asked, next, isLater } = useLoaderData<typeof loader>();
  const t = useTexts(buddyTexts).list;
  return (
    <div className="max-w-words px-4 py-6 lg:px-10">
      <BackLink to="/messages">{useTexts(messagesTexts).title}</BackLink>
      <PageHeader title={t.title}>
        <p className="mt-1 text-muted">{t.text}</p>
      </PageHeader>
      {asked.length === 0 ? (
        <Empty title={isLater ? t.nothingOlder : t.empty}>{!isLater && t.emptyText}</Empty>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-[14px] border border-line bg-surface">
          {asked.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
      <Pages older={next && `/helping?before=${next}`} newest={isLater ? "/helping" : null} words={t} />
    </div>
  );
}

function Row({ row }: { row: ReturnType<typeof useLoaderData<typeof loader>>["asked"][number] }) {
  const t = useTexts(buddyTexts).list;
  const clock = useClock();
  const state = row.thanked_at ? "thanked" : row.is_accepted === false ? "declined" : row.ended_at ? "ended" : row.is_accepted ? "helping" : "waiting";
  return (
    <li className={state === "waiting" ? "shadow-[inset_3px_0_0_var(--accent)]" : ""}>
      <Link to={`/helping/${row.id}`} className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3.5 px-4 py-3.5 hover:bg-sunk/60 focus-visible:-outline-offset-2 xl:px-5">
        {row.score === null ? <span className="size-9" /> : <Score score={row.score} />}
        <span className="grid min-w-0 gap-0.5">
          <span className={`wrap-break-word ${state === "waiting" ? "font-semibold" : ""}`}>{t.asks[row.part](row.asker)}</span>
          {row.score !== null && <span className="truncate text-muted">{t.about(row.customer ?? t.noName)}</span>}
          <span className="text-sm text-muted">
            {dayAndTime(row.asked_at, clock)} · {t.states[state]}
          </span>
        </span>
        <ChevronRight aria-hidden size={18} className="text-muted" />
      </Link>
    </li>
  );
}
