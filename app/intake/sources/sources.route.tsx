import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../../i18n/texts.ts";
import { dayAndTime, useClock } from "../../i18n/time.ts";
import { titled } from "../../i18n/title.ts";
import { signedIn } from "../../people/access.server.ts";
import { AdminPage } from "../../people/admin-page.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Empty, PageHeader } from "../../ui/parts.tsx";
import { cursorIn, hasArchivedSources, listSources } from "./pages.server.ts";
import { toolName } from "./shown.server.ts";
import { sourcesTexts } from "./sources.texts.ts";
import { Verdict } from "./verdict.tsx";

export const meta = titled((language) => textsIn(sourcesTexts, language).title);

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args, "admin");
  const archived = new URL(args.request.url).searchParams.get("list") === "archived";
  const [page, hasArchived] = await Promise.all([listSources(db, { archived, after: cursorIn(args.request, "after") }), hasArchivedSources(db)]);
  return { ...page, sources: page.sources.map((source) => ({ ...source, tool: toolName(source.kind, viewer.language) })), archived, hasArchived };
}

type Source = ReturnType<typeof useLoaderData<typeof loader>>["sources"][number];

export default function Sources() {
  const { sources, next, archived, hasArchived } = useLoaderData<typeof loader>();
  const t = useTexts(sourcesTexts);
  return (
    <AdminPage>
      <PageHeader title={archived ? t.archivedTitle : t.title} aside={!archived && <ButtonLink to="/admin/sources/new">{t.connect}</ButtonLink>}>
        {!archived && (
          <p className="mt-2 max-w-2xl text-muted">
            {t.intro}{" "}
            <Link to="/admin/import" className="font-medium text-accent underline underline-offset-4">
              {t.files}
            </Link>
          </p>
        )}
      </PageHeader>
      {sources.length === 0 ? (
        <Empty title={archived ? t.noArchived : t.emptyTitle}>{!archived && t.emptyText}</Empty>
      ) : (
        <ul className="overflow-hidden rounded-[14px] border border-line bg-surface">
          {sources.map((source) => (
            <li key={source.id} className="border-b border-line last:border-b-0">
              <Row source={source} />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-4 flex flex-wrap gap-3">
        {next && (
          <ButtonLink kind="quiet" to={{ search: new URLSearchParams({ ...(archived && { list: "archived" }), after: String(next) }).toString() }}>
            {t.more}
          </ButtonLink>
        )}
        {(archived || hasArchived) && (
          <ButtonLink kind="plain" to={archived ? "/admin/sources" : "/admin/sources?list=archived"}>
            {archived ? t.showUsed : t.showArchived}
          </ButtonLink>
        )}
      </p>
    </AdminPage>
  );
}

/** Keys and files are sources too; what can be done about those is on their own pages. */
function Row({ source }: { source: Source }) {
  const t = useTexts(sourcesTexts);
  const clock = useClock();
  const isKey = source.kind === "api";
  const to = isKey ? "/admin/keys" : source.kind === "file" ? "/admin/import" : `/admin/sources/${source.id}`;
  return (
    <Link to={to} prefetch="intent" className="grid gap-x-6 gap-y-1 px-4 py-3.5 hover:bg-sunk sm:grid-cols-2 sm:items-center">
      <span className="min-w-0">
        <span className="block font-semibold">{source.name}</span>
        <span className="block text-sm text-muted">{isKey ? t.key : source.kind === "file" ? t.file : source.tool}</span>
      </span>
      <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        {source.archived_at ? <Mark>{t.isArchived}</Mark> : source.paused_at && <Mark>{t.paused}</Mark>}
        {source.waiting > 0 && <Mark>{t.waiting(source.waiting)}</Mark>}
        {isKey ? (
          <span className="text-muted">{source.key_used_at ? t.keyUsed(dayAndTime(source.key_used_at, clock)) : t.keyUnused}</span>
        ) : source.kind === "file" && source.file_read_at ? (
          <span className="text-muted">{t.fileRead(dayAndTime(source.file_read_at, clock))}</span>
        ) : source.last ? (
          <>
            {source.last.verdict !== "waiting" && <Verdict verdict={source.last.verdict} isNew={source.last.isNew} />}
            <span className="text-muted">{t.last(dayAndTime(source.last.at, clock))}</span>
          </>
        ) : (
          <span className="text-muted">{t.none}</span>
        )}
      </span>
    </Link>
  );
}

function Mark({ children }: { children: string }) {
  return <span className="rounded-full bg-amber-soft px-2.5 py-0.5 font-semibold text-amber">{children}</span>;
}
