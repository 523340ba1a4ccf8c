import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { saveDraft, versionById } from "./versions.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args, "admin");
  return redirect(`/admin/routing/versions/${idFrom(args.params["versionId"])}`);
}

/** The rules of an earlier version become the draft. */
export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "admin");
  const version = await versionById(db, idFrom(args.params["versionId"]));
  if (!version) throw notFound();
  await saveDraft(db, version.rules, { employeeId: viewer.id, now: now() });
  return redirectWithNotice("/admin/routing", "draftBegun");
}
