import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Empty } from "../ui/parts.tsx";
import { CallList } from "./call-list.tsx";
import { inboxGroup, inboxGroups, inboxStages, searchMine, unclaimedCount } from "./inbox.server.ts";
import { inboxTexts } from "./inbox.texts.ts";
import { readCursor, readQuery } from "./list.server.ts";
import { TaskArticle } from "./task-page.tsx";
import { firstTask } from "./task.server.ts";

export const meta = titled((language) => textsIn(inboxTexts, language).title);

export const handle = { isLive: true };

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const { searchParams } = new URL(args.request.url);
  const query = readQuery(searchParams.get("q"));
  const after = readCursor(searchParams.get("after"));
  if (query) {
    const found = await searchMine(db, viewer, query, after);
    return { query, found, groups: [], unclaimed: 0, isLater: false, first: await firstTask(db, viewer, found.rows, now()) };
  }
  const stage = inboxStages.find((name) => name === searchParams.get("stage"));
  const groups = stage ? [await inboxGroup(db, viewer, stage, after)] : await inboxGroups(db, viewer);
  const isEmpty = groups.every((group) => group.count === 0 || group.stage === "told");
  // A customer who was told waits for nothing of hers.
  const rows = groups.flatMap((group) => (group.stage === "told" && !stage ? [] : group.rows));
  const [first, unclaimed] = await Promise.all([firstTask(db, viewer, rows, now()), isEmpty ? unclaimedCount(db, viewer) : 0]);
  return { query, found: null, groups, unclaimed, isLater: Boolean(stage), first };
}

/** On a phone the list; on a desk with what comes first beside it, ready to call. */
export default function Inbox() {
  const { query, found, groups, unclaimed, isLater, first } = useLoaderData<typeof loader>();
  const empty = found ? <NothingFound query={query} /> : <NothingToDo unclaimed={unclaimed} />;
  return (
    <div className="xl:grid xl:grid-cols-[24.5rem_minmax(0,1fr)]">
      <CallList groups={groups} query={query} found={found} currentId={first?.task.id} isLater={isLater} empty={empty} />
      <div className="hidden xl:block">{first ? <TaskArticle page={first} isBesideList title="h2" /> : <div className="mx-auto grid min-h-[70dvh] max-w-xl content-center px-10">{empty}</div>}</div>
    </div>
  );
}

function NothingToDo({ unclaimed }: { unclaimed: number }) {
  const t = useTexts(inboxTexts);
  return (
    <Empty title={t.emptyTitle}>
      <p>{unclaimed > 0 ? t.emptyTeam(unclaimed) : t.emptyNone}</p>
      {unclaimed > 0 && (
        <p className="mt-5">
          <ButtonLink to="/team">{t.emptyButton}</ButtonLink>
        </p>
      )}
    </Empty>
  );
}

function NothingFound({ query }: { query: string }) {
  const t = useTexts(inboxTexts);
  return <Empty title={t.nothingFound(query)}>{t.nothingFoundText}</Empty>;
}
