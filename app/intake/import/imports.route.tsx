import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../../i18n/texts.ts";
import { dayAndTime, useClock } from "../../i18n/time.ts";
import { titled } from "../../i18n/title.ts";
import { readId } from "../../id.ts";
import { signedIn } from "../../people/access.server.ts";
import { AdminPage } from "../../people/admin-page.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Empty, PageHeader } from "../../ui/parts.tsx";
import { Counts } from "./counts.tsx";
import { importTexts } from "./import.texts.ts";
import { listImports } from "./imports.server.ts";
import { kindIn } from "./settings.ts";
import { uploadProblems } from "./upload.server.ts";
import { UploadForm } from "./upload-form.tsx";

export const meta = titled((language) => textsIn(importTexts, language).title);

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const query = new URL(args.request.url).searchParams;
  const problem = uploadProblems.find((name) => name === query.get("problem")) ?? null;
  return { kind: kindIn(query.get("kind")) ?? "responses", problem, ...(await listImports(db, readId(query.get("before")) ?? null)) };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["imports"][number];

export default function Imports() {
  const { kind, problem, imports, next } = useLoaderData<typeof loader>();
  const t = useTexts(importTexts);
  return (
    <AdminPage>
      <PageHeader title={t.title}>
        <p className="mt-2 max-w-2xl text-muted">{t.intro}</p>
      </PageHeader>
      <UploadForm kind={kind} problem={problem} />
      <section className="mt-8" aria-labelledby="earlier">
        <h2 id="earlier" className="mb-3 text-lg font-semibold">
          {t.list}
        </h2>
        {imports.length === 0 ? (
          <Empty title={t.none}>{t.noneText}</Empty>
        ) : (
          <ul className="overflow-hidden rounded-[14px] border border-line bg-surface">
            {imports.map((row) => (
              <ImportRow key={row.id} row={row} />
            ))}
          </ul>
        )}
        {next && (
          <p className="mt-4">
            <ButtonLink kind="quiet" to={`?before=${next}`}>
              {t.older}
            </ButtonLink>
          </p>
        )}
      </section>
    </AdminPage>
  );
}

function ImportRow({ row }: { row: Row }) {
  const t = useTexts(importTexts);
  const clock = useClock();
  return (
    <li className="border-b border-line last:border-b-0">
      <Link to={`/admin/import/${row.id}`} prefetch="intent" className="flex flex-wrap items-baseline gap-x-6 gap-y-1 px-4 py-3 hover:bg-sunk">
        <span className="min-w-0 flex-1 basis-60">
          <span className="block font-semibold">{row.fileName}</span>
          <span className="block text-sm text-muted">
            {t.kinds[row.kind]} · {t.sentBy(row.createdBy, dayAndTime(row.createdAt, clock))}
          </span>
        </span>
        <span className="text-sm">
          <span className={`block font-medium ${row.status === "failed" ? "text-clay" : row.status === "ready" || row.status === "running" ? "text-accent" : ""}`}>{t.statuses[row.status]}</span>
          {row.status !== "ready" && <Counts counts={row} />}
        </span>
      </Link>
    </li>
  );
}
