import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { textsIn, useTexts } from "../../i18n/texts.ts";
import { titled } from "../../i18n/title.ts";
import { idFrom, notFound, signedIn } from "../../people/access.server.ts";
import { AdminPage } from "../../people/admin-page.tsx";
import { canMail } from "../../people/link-mails.server.ts";
import { BackLink, PageHeader } from "../../ui/parts.tsx";
import { importTexts } from "./import.texts.ts";
import { importById, problemsAfter, readBefore } from "./imports.server.ts";
import { Preparation } from "./preparation.tsx";
import { previewOf } from "./preview.server.ts";
import { Progress } from "./progress.tsx";
import type { Reason } from "./reason.ts";
import { wordReason } from "./reason.texts.ts";
import { Result } from "./result.tsx";
import { changeSettings, problemsOf, sourcesFor } from "./settings.server.ts";
import { readSettings } from "./settings.ts";

export const meta = titled((language) => textsIn(importTexts, language).title);

export async function loader(args: LoaderFunctionArgs) {
  const { db, config, viewer, now } = await signedIn(args, "admin");
  const given = await importById(db, idFrom(args.params["importId"]));
  if (!given) throw notFound();
  if (given.status === "ready") {
    const preparation = { preview: await previewOf(db, given, now()), problems: await problemsOf(db, given), sources: given.kind === "responses" ? await sourcesFor(db) : [], readBefore: await readBefore(db, given), canMail: canMail(config) };
    return { given, preparation, firstProblems: [] };
  }
  const problems = await problemsAfter(db, given.id, { line: 0, number: 0 }, 10);
  return { given, preparation: null, firstProblems: problems.map(({ line, column_name, reason }) => ({ line, column: column_name ?? "", words: wordReason(reason as Reason, viewer.language) })) };
}

/** Keeps how the file is to be read; the page then shows what it becomes. */
export async function action(args: ActionFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const given = await importById(db, idFrom(args.params["importId"]));
  if (!given) throw notFound();
  if (given.status === "ready") await changeSettings(db, given, readSettings(Object.fromEntries(await args.request.formData())));
  return redirect(`/admin/import/${given.id}`);
}

export default function ImportPage() {
  const { given, preparation, firstProblems } = useLoaderData<typeof loader>();
  const t = useTexts(importTexts);
  return (
    <AdminPage>
      <BackLink to="/admin/import">{t.back}</BackLink>
      <PageHeader title={given.fileName} aside={t.kinds[given.kind]} />
      {preparation ? <Preparation given={given} {...preparation} /> : given.status === "running" ? <Progress given={given} /> : <Result given={given} firstProblems={firstProblems} />}
    </AdminPage>
  );
}
