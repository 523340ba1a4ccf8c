import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Search } from "lucide-react";
import { textsIn, useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { titled } from "../i18n/title.ts";
import { signedIn } from "../people/access.server.ts";
import { readCursor, readQuery } from "../tasks/list.server.ts";
import { teamTexts } from "../tasks/team.texts.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { BackLink, Empty, PageHeader, Pages } from "../ui/parts.tsx";
import { lessonsFound } from "./lessons.server.ts";
import { lessonsTexts } from "./lessons.texts.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const { searchParams } = new URL(args.request.url);
  const query = readQuery(searchParams.get("q"));
  const after = readCursor(searchParams.get("after"));
  return { query, isLater: after !== undefined, ...(await lessonsFound(db, viewer, query, after)) };
}

export const meta = titled((language) => textsIn(lessonsTexts, language).title);

export default function Lessons() {
  const { query, rows, next, isLater } = useLoaderData<typeof loader>();
  const t = useTexts(lessonsTexts);
  const clock = useClock();
  const search = query ? `q=${encodeURIComponent(query)}` : "";
  return (
    <div className="max-w-words px-4 py-6 lg:px-10">
      <BackLink to="/team">{useTexts(teamTexts).title}</BackLink>
      <PageHeader title={t.title}>
        <p className="mt-1 max-w-[60ch] text-muted">{t.lead}</p>
      </PageHeader>
      <Form role="search" className="mb-6 flex flex-wrap gap-2">
        <div className="relative min-w-0 flex-1">
          <Search aria-hidden size={18} className="pointer-events-none absolute top-1/2 left-3.5 -translate-y-1/2 text-muted" />
          <input key={query} type="search" name="q" aria-label={t.search} placeholder={t.placeholder} defaultValue={query} maxLength={200} className="block min-h-11 w-full rounded-[10px] border border-field bg-surface py-2 pr-3 pl-10 text-base placeholder:text-muted" />
        </div>
        <Button kind="quiet">{t.button}</Button>
        {query && (
          <ButtonLink kind="plain" to="/team/lessons">
            {t.all}
          </ButtonLink>
        )}
      </Form>
      {rows.length === 0 ? (
        <Empty title={query ? t.nothing(query) : t.emptyTitle}>{query ? t.nothingText : t.emptyText}</Empty>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-[14px] border border-line bg-surface">
          {rows.map((lesson) => (
            <li key={lesson.task_id} className="px-5 py-4">
              <p id={`lesson-${lesson.task_id}`} dir="auto" className="font-words text-[1.15rem] leading-snug">
                {lesson.text}
              </p>
              <p className="mt-1 flex flex-wrap items-center gap-x-3 text-sm text-muted">
                <span>
                  {[lesson.employee, day(lesson.at, clock), lesson.cause].filter(Boolean).join(" · ")}
                </span>
                <Link to={`/tasks/${lesson.task_id}`} aria-describedby={`lesson-${lesson.task_id}`} className="inline-flex min-h-11 items-center underline decoration-1 underline-offset-4 hover:text-ink">
                  {t.seeTask}
                </Link>
              </p>
            </li>
          ))}
        </ul>
      )}
      <Pages older={next && `?${[search, `after=${next}`].filter(Boolean).join("&")}`} newest={isLater ? `/team/lessons${search && `?${search}`}` : null} words={t} />
    </div>
  );
}
