import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTexts } from "../../i18n/texts.ts";
import { signedIn } from "../../people/access.server.ts";
import { redirectWithNotice } from "../../ui/notice.server.ts";
import { ConfirmSheet } from "./confirm-sheet.tsx";
import { sourceInUse } from "./pages.server.ts";
import { sourceTexts } from "./source.texts.ts";
import { pauseSource } from "./sources.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const { id, name } = await sourceInUse(db, args.params["sourceId"]);
  return { id, name };
}

export async function action(args: ActionFunctionArgs) {
  const { db, now } = await signedIn(args, "admin");
  const { id } = await sourceInUse(db, args.params["sourceId"]);
  await pauseSource(db, id, now());
  return redirectWithNotice(`/admin/sources/${id}`, "sourcePaused");
}

export default function Pause() {
  const { id, name } = useLoaderData<typeof loader>();
  const t = useTexts(sourceTexts);
  return <ConfirmSheet title={t.pausingTitle(name)} text={t.pausingText} button={t.pausingButton} sourceId={id} />;
}
