import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation, useNavigate } from "@remix-run/react";
import { useEffect, useState } from "react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { readId } from "../id.ts";
import { signedIn } from "../people/access.server.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Empty } from "../ui/parts.tsx";
import { CallList } from "./call-list.tsx";
import { inboxGroup, inboxGroups, inboxStages, searchMine, topTask, unclaimedCount } from "./inbox.server.ts";
import { inboxTexts } from "./inbox.texts.ts";
import { readCursor, readQuery } from "./list.server.ts";
import { TaskArticle } from "./task-page.tsx";
import { pageOfTask, taskPage, type TaskPage } from "./task.server.ts";
import { useShown } from "./use-shown.ts";

export const meta = titled((language) => textsIn(inboxTexts, language).title);

export const handle = { isLive: true };

export { shouldRevalidate } from "../offline/connection.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const { searchParams } = new URL(args.request.url);
  const query = readQuery(searchParams.get("q"));
  const after = readCursor(searchParams.get("after"));
  const hasRoom = !isPhone(args.request);
  // What she is reading stays beside the list when something more urgent comes in.
  const open = readId(searchParams.get("open"));
  const beside = async (rows: { id: number }[]) => (hasRoom ? pageOfTask(db, viewer, (rows.find(({ id }) => id === open) ?? rows[0])?.id, now()) : null);
  if (query) {
    const found = await searchMine(db, viewer, query, after);
    return { query, found, groups: [], unclaimed: 0, isLater: false, hasRoom, first: await beside(found.rows) };
  }
  const stage = inboxStages.find((name) => name === searchParams.get("stage"));
  if (stage) {
    const group = await inboxGroup(db, viewer, stage, after);
    return { query, found: null, groups: [group], unclaimed: 0, isLater: true, hasRoom, first: await beside(group.rows) };
  }
  // Nearly always nothing is open yet: what comes first need not wait for the list.
  const [groups, top] = await Promise.all([inboxGroups(db, viewer), hasRoom && !open ? topTask(db, viewer) : null]);
  const isEmpty = groups.every((group) => group.count === 0 || group.stage === "told");
  // A customer who was told waits for nothing of hers.
  const rows = groups.flatMap((group) => (group.stage === "told" ? [] : group.rows));
  const [first, unclaimed] = await Promise.all([top ? taskPage(db, viewer, top, now()) : beside(rows), isEmpty ? unclaimedCount(db, viewer) : 0]);
  return { query, found: null, groups, unclaimed, isLater: false, hasRoom, first };
}

/** By what it says of itself: there is no room beside the list, so nothing is read for it. */
function isPhone({ headers }: Request): boolean {
  return headers.get("sec-ch-ua-mobile") === "?1" || /iPhone|Android.+Mobile/.test(headers.get("user-agent") ?? "");
}

/** On a phone the list; on a desk with what comes first beside it, ready to call. */
export default function Inbox() {
  const { query, found, groups, unclaimed, isLater, hasRoom, first } = useLoaderData<typeof loader>();
  const kept = useKeptOpen(first, found?.rows ?? groups.flatMap(({ rows }) => rows));
  const shown = useShown(kept, groups);
  const empty = found ? <NothingFound query={query} /> : <NothingToDo unclaimed={unclaimed} />;
  return (
    <div className="xl:grid xl:grid-cols-[24.5rem_minmax(0,1fr)]">
      <CallList groups={shown.groups ?? []} query={query} found={found} currentId={shown.page?.task.id} isLater={isLater} empty={empty} />
      {hasRoom && <div className="hidden xl:block">{shown.page ? <TaskArticle key={shown.page.task.id} page={shown.page} isBesideList title="h2" /> : <div className="mx-auto grid min-h-[70dvh] max-w-xl content-center px-10">{empty}</div>}</div>}
    </div>
  );
}

/** What came first when she opened the list, for as long as it is in it: the list may change under her eyes, what she reads may not. */
function useKeptOpen(first: TaskPage | null, rows: { id: number }[]): TaskPage | null {
  const { key, search } = useLocation();
  const navigate = useNavigate();
  const [kept, setKept] = useState({ key, page: first });
  const keptId = kept.page?.task.id;
  const isPushedAside = kept.key === key && keptId !== undefined && first?.task.id !== keptId && rows.some(({ id }) => id === keptId);
  if (!isPushedAside && (kept.key !== key || kept.page !== first)) setKept({ key, page: first });
  useEffect(() => {
    if (!isPushedAside) return;
    const params = new URLSearchParams(search);
    params.set("open", String(keptId));
    navigate(`/inbox?${params}`, { replace: true, preventScrollReset: true });
  }, [isPushedAside, keptId, search, navigate]);
  return isPushedAside ? kept.page : first;
}

function NothingToDo({ unclaimed }: { unclaimed: number }) {
  const t = useTexts(inboxTexts);
  return (
    <Empty title={t.emptyTitle}>
      <p>{unclaimed > 0 ? t.emptyTeam(unclaimed) : t.emptyNone}</p>
      <p className="mt-5">
        <ButtonLink to="/team" kind={unclaimed > 0 ? "primary" : "quiet"}>
          {unclaimed > 0 ? t.emptyButton : t.toTeam}
        </ButtonLink>
      </p>
    </Empty>
  );
}

function NothingFound({ query }: { query: string }) {
  const t = useTexts(inboxTexts);
  return <Empty title={t.nothingFound(query)}>{t.nothingFoundText}</Empty>;
}
