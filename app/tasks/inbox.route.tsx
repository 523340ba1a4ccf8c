import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Search } from "lucide-react";
import { useTexts } from "../i18n/texts.ts";
import { signedIn } from "../people/access.server.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Empty } from "../ui/parts.tsx";
import { uiTexts } from "../ui/ui.texts.ts";
import { type Group, inboxGroup, inboxGroups, inboxStages, searchMine, unclaimedCount } from "./inbox.server.ts";
import { inboxTexts } from "./inbox.texts.ts";
import { type ListedTask, readCursor } from "./list.server.ts";
import { TaskRow } from "./task-row.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const { searchParams } = new URL(args.request.url);
  const query = (searchParams.get("q") ?? "").replaceAll("\u0000", "").trim().slice(0, 200);
  const after = readCursor(searchParams.get("after"));
  if (query) return { query, found: await searchMine(db, viewer, query, after), groups: [], unclaimed: 0, isLater: Boolean(after) };
  const stage = inboxStages.find((name) => name === searchParams.get("stage"));
  const groups = stage ? [await inboxGroup(db, viewer, stage, after)] : await inboxGroups(db, viewer);
  const isEmpty = groups.every((group) => group.count === 0 || group.stage === "told");
  return { query, found: null, groups, unclaimed: isEmpty ? await unclaimedCount(db, viewer) : 0, isLater: Boolean(stage) };
}

export const meta: MetaFunction = () => [{ title: "Belterug" }];

export default function Inbox() {
  const { query, found, groups, unclaimed, isLater } = useLoaderData<typeof loader>();
  const t = useTexts(inboxTexts);
  const waiting = groups.filter((group) => group.stage !== "told");
  const count = waiting.reduce((sum, group) => sum + group.count, 0);
  const told = groups.find((group) => group.stage === "told");
  return (
    <div className="mx-auto grid max-w-[46rem] gap-6 px-4 py-6 lg:px-10">
      <header className="grid gap-5">
        <h1 className="text-3xl font-semibold tracking-tight">
          {found ? t.title : count > 0 ? (
            <>
              <span className="tabular">{count}</span> {t.waiting(count)}
            </>
          ) : t.nobody}
        </h1>
        <SearchField query={query} />
      </header>
      {found ? (
        <Found query={query} found={found} />
      ) : (
        <>
          {count === 0 && !isLater && <NothingToDo unclaimed={unclaimed} />}
          {waiting.map((group) => (
            <StageGroup key={group.stage} group={group} />
          ))}
          {told && told.count > 0 && (
            <details open={isLater} className="group rounded-[14px] border border-line bg-surface">
              <summary className="flex min-h-12 items-center px-4 py-2 font-medium text-muted">{t.told(told.count)}</summary>
              <Rows rows={told.rows} />
              <More next={told.next} search={`stage=told`} />
            </details>
          )}
          {isLater && (
            <p>
              <ButtonLink kind="plain" to="/inbox">
                {t.fromStart}
              </ButtonLink>
            </p>
          )}
        </>
      )}
    </div>
  );
}

function SearchField({ query }: { query: string }) {
  const t = useTexts(inboxTexts);
  return (
    <Form role="search" className="flex gap-2" preventScrollReset>
      <div className="relative min-w-0 flex-1">
        <Search aria-hidden size={18} className="pointer-events-none absolute top-1/2 left-3.5 -translate-y-1/2 text-muted" />
        <input
          key={query}
          type="search"
          name="q"
          aria-label={t.search}
          placeholder={t.searchPlaceholder}
          defaultValue={query}
          maxLength={200}
          className="block min-h-11 w-full rounded-[10px] border border-field bg-surface py-2 pr-3 pl-10 text-base placeholder:text-muted"
        />
      </div>
      <Button kind="quiet">{t.searchButton}</Button>
    </Form>
  );
}

function StageGroup({ group }: { group: Group }) {
  const stage = useTexts(uiTexts).stage;
  if (group.rows.length === 0) return null;
  return (
    <section aria-labelledby={group.stage}>
      <h2 id={group.stage} className="mb-2 flex items-baseline justify-between px-1 text-sm font-semibold text-muted">
        {stage[group.stage]} <span className="tabular">{group.count}</span>
      </h2>
      <div className="overflow-hidden rounded-[14px] border border-line bg-surface">
        <Rows rows={group.rows} />
        <More next={group.next} search={`stage=${group.stage}`} />
      </div>
    </section>
  );
}

function Rows({ rows, showStage = false }: { rows: ListedTask[]; showStage?: boolean }) {
  return (
    <ul className="divide-y divide-line">
      {rows.map((task) => (
        <TaskRow key={task.id} task={task} showStage={showStage} />
      ))}
    </ul>
  );
}

function More({ next, search }: { next: string | null; search: string }) {
  const t = useTexts(inboxTexts);
  if (!next) return null;
  return (
    <p className="border-t border-line px-4 py-1">
      <Link to={`/inbox?${search}&after=${next}`} className="inline-flex min-h-11 items-center font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2">
        {t.more}
      </Link>
    </p>
  );
}

function Found({ query, found }: { query: string; found: { rows: ListedTask[]; next: string | null } }) {
  const t = useTexts(inboxTexts);
  const back = (
    <ButtonLink kind="plain" to="/inbox">
      {t.all}
    </ButtonLink>
  );
  if (found.rows.length === 0)
    return (
      <Empty title={t.nothingFound(query)}>
        <p>{t.nothingFoundText}</p>
        <p className="mt-3">{back}</p>
      </Empty>
    );
  return (
    <section aria-labelledby="found">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
        <h2 id="found" className="font-semibold">
          {t.found(query)}
        </h2>
        {back}
      </div>
      <div className="overflow-hidden rounded-[14px] border border-line bg-surface">
        <Rows rows={found.rows} showStage />
        <More next={found.next} search={`q=${encodeURIComponent(query)}`} />
      </div>
    </section>
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
