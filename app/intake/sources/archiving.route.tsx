import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../../i18n/texts.ts";
import { signedIn } from "../../people/access.server.ts";
import { redirectWithNotice } from "../../ui/notice.server.ts";
import { ConfirmSheet } from "./confirm-sheet.tsx";
import { sourceInUse } from "./pages.server.ts";
import { sourceTexts } from "./source.texts.ts";
import { archiveSource } from "./sources.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const { id, name } = await sourceInUse(db, args.params["sourceId"]);
  return { id, name };
}

export async function action(args: ActionFunctionArgs) {
  const { db, now } = await signedIn(args, "admin");
  const { id } = await sourceInUse(db, args.params["sourceId"]);
  await archiveSource(db, id, now());
  return redirectWithNotice(`/admin/sources/${id}`, "sourceArchived");
}

export default function Archiving() {
  const { id, name } = useLoaderData<typeof loader>();
  const t = useTexts(sourceTexts);
  return <ConfirmSheet title={t.archivingTitle(name)} text={t.archivingText} button={t.archivingButton} sourceId={id} isDanger />;
}
