import { Form, Link } from "@remix-run/react";
import { ChevronDown, Search } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { uiTexts } from "../ui/ui.texts.ts";
import type { Group } from "./inbox.server.ts";
import { inboxTexts } from "./inbox.texts.ts";
import type { ListedTask } from "./list.server.ts";
import { nextAfter } from "./next-after.ts";
import { TaskRow } from "./task-row.tsx";
import { useFetchAhead } from "./use-ahead.ts";
import { useListPlace } from "./use-list-place.ts";

/** On a phone a card, on a desk part of the column. */
const frame = "overflow-hidden rounded-[14px] border border-line bg-surface xl:rounded-none xl:border-0";

type CallListProps = {
  groups: Group[];
  query?: string;
  /** Instead of the groups: what the search found. */
  found?: { rows: ListedTask[]; next: string | null } | null;
  currentId?: number | undefined;
  /** Beside a task: only where there is room, and the task has the page's title. */
  isAside?: boolean;
  /** One group that is paged through. */
  isLater?: boolean;
  /** When there is no row: says so, below the heading on a phone; on a desk the page shows it beside the column. */
  empty?: ReactNode;
};

/** Her customers by stage, most urgent first: the whole page on a phone, a column on a desk. */
export function CallList({ groups, query = "", found = null, currentId, isAside = false, isLater = false, empty }: CallListProps) {
  const t = useTexts(inboxTexts);
  const waiting = groups.filter((group) => group.stage !== "told");
  const told = groups.find((group) => group.stage === "told");
  const count = waiting.reduce((sum, group) => sum + group.count, 0);
  const Title = isAside ? "h2" : "h1";
  const place = useListPlace();
  useFetchAhead(nextAfter(currentId, found?.rows ?? waiting.flatMap(({ rows }) => rows)));
  return (
    <section aria-label={t.title} {...place} className={`${isAside ? "hidden xl:block" : "block"} xl:sticky xl:top-0 xl:h-dvh xl:overflow-y-auto xl:border-r xl:border-line xl:bg-surface`}>
      <div className="grid max-w-words gap-6 px-4 py-6 lg:px-10 xl:gap-0 xl:p-0 xl:pb-10">
        <header className="grid gap-5 xl:gap-4 xl:px-5 xl:pt-7">
          <Title className="text-2xl font-semibold tracking-tight">
            {found || isLater ? (
              t.title
            ) : count > 0 ? (
              <>
                <span className="tabular">{count}</span>
                {` ${t.waiting(count)}`}
              </>
            ) : (
              t.nobody
            )}
          </Title>
          <SearchField query={query} />
        </header>
        {found ? (
          <Found query={query} found={found} empty={empty} />
        ) : (
          <>
            {count === 0 && !isLater && <div className="xl:hidden">{empty}</div>}
            {waiting.map((group) => (
              <StageGroup key={group.stage} group={group} currentId={currentId} />
            ))}
            {told && told.count > 0 && (
              <details open={isLater || told.rows.some(({ id }) => id === currentId)} className={`group ${frame} xl:mt-6`}>
                <summary className="flex min-h-12 list-none items-center justify-between gap-3 px-4 py-2 text-sm font-semibold text-muted hover:text-ink xl:border-y xl:border-line xl:px-5 [&::-webkit-details-marker]:hidden">
                  {t.told(told.count)} <ChevronDown aria-hidden size={18} className="shrink-0 transition-transform group-open:rotate-180" />
                </summary>
                <Rows rows={told.rows} currentId={currentId} />
                <More next={told.next} search="stage=told" />
              </details>
            )}
            {isLater && (
              <p className="xl:px-4 xl:pt-3">
                <ButtonLink kind="plain" to="/inbox">
                  {t.fromStart}
                </ButtonLink>
              </p>
            )}
          </>
        )}
      </div>
    </section>
  );
}

function SearchField({ query }: { query: string }) {
  const t = useTexts(inboxTexts);
  return (
    <Form role="search" action="/inbox" className="flex gap-2" preventScrollReset>
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

function StageGroup({ group, currentId }: { group: Group; currentId: number | undefined }) {
  const stage = useTexts(uiTexts).stage;
  if (group.rows.length === 0) return null;
  return (
    <section aria-labelledby={group.stage}>
      <h2 id={group.stage} className="mb-2 flex items-baseline justify-between px-1 text-sm font-semibold text-muted xl:mb-0 xl:border-b xl:border-line xl:px-5 xl:pt-6 xl:pb-2">
        {`${stage[group.stage]} `}
        <span className="tabular">{group.count}</span>
      </h2>
      <div className={frame}>
        <Rows rows={group.rows} currentId={currentId} />
        <More next={group.next} search={`stage=${group.stage}`} />
      </div>
    </section>
  );
}

function Rows({ rows, currentId, showStage = false }: { rows: ListedTask[]; currentId?: number | undefined; showStage?: boolean }) {
  return (
    <ul className="divide-y divide-line">
      {rows.map((task) => (
        <TaskRow key={task.id} task={task} isCurrent={task.id === currentId} showStage={showStage} />
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

function Found({ query, found, empty }: { query: string; found: { rows: ListedTask[]; next: string | null }; empty: ReactNode }) {
  const t = useTexts(inboxTexts);
  return (
    <section aria-labelledby="found" className="grid gap-2 xl:gap-0">
      <div className="flex flex-wrap items-center justify-between gap-x-3 xl:px-5 xl:pt-3">
        <h2 id="found" className="font-semibold">
          {t.found(query, found.rows.length)}
        </h2>
        <ButtonLink kind="plain" to="/inbox">
          {t.all}
        </ButtonLink>
      </div>
      {found.rows.length === 0 ? (
        <div className="xl:hidden">{empty}</div>
      ) : (
        <div className={frame}>
          <Rows rows={found.rows} showStage />
          <More next={found.next} search={`q=${encodeURIComponent(query)}`} />
        </div>
      )}
    </section>
  );
}
