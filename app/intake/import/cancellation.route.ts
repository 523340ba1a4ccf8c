import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { idFrom, notFound, signedIn } from "../../people/access.server.ts";
import { redirectWithNotice } from "../../ui/notice.server.ts";
import { cancelImport, importById } from "./imports.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const given = await importById(db, idFrom(args.params["importId"]));
  if (!given) throw notFound();
  return redirect(`/admin/import/${given.id}`);
}

export async function action(args: ActionFunctionArgs) {
  const { db, now } = await signedIn(args, "admin");
  const given = await importById(db, idFrom(args.params["importId"]));
  if (!given) throw notFound();
  await cancelImport(db, given.id, now());
  return given.status === "ready" ? redirectWithNotice("/admin/import", "importForgotten") : redirect(`/admin/import/${given.id}`);
}
