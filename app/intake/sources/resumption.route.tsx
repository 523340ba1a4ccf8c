import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../../i18n/texts.ts";
import { signedIn } from "../../people/access.server.ts";
import { redirectWithNotice } from "../../ui/notice.server.ts";
import { ConfirmSheet } from "./confirm-sheet.tsx";
import { sourceInUse } from "./pages.server.ts";
import { sourceTexts } from "./source.texts.ts";
import { resumeSource } from "./sources.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const { id, name } = await sourceInUse(db, args.params["sourceId"]);
  return { id, name };
}

export async function action(args: ActionFunctionArgs) {
  const { db, boss } = await signedIn(args, "admin");
  const { id } = await sourceInUse(db, args.params["sourceId"]);
  await resumeSource({ db, boss }, id);
  return redirectWithNotice(`/admin/sources/${id}`, "sourceResumed");
}

export default function Resumption() {
  const { id, name } = useLoaderData<typeof loader>();
  const t = useTexts(sourceTexts);
  return <ConfirmSheet title={t.resumingTitle(name)} text={t.resumingText} button={t.resumingButton} sourceId={id} />;
}
