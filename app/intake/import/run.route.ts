import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { idFrom, notFound, signedIn } from "../../people/access.server.ts";
import { redirectWithNotice } from "../../ui/notice.server.ts";
import { importById, startImport } from "./imports.server.ts";
import { changeSettings } from "./settings.server.ts";
import { readSettings } from "./settings.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const given = await importById(db, idFrom(args.params["importId"]));
  if (!given) throw notFound();
  return redirect(`/admin/import/${given.id}`);
}

/** Starts what was seen in the preview. Columns that say something else since then are to be looked at first. */
export async function action(args: ActionFunctionArgs) {
  const services = await signedIn(args, "admin");
  const given = await importById(services.db, idFrom(args.params["importId"]));
  if (!given) throw notFound();
  const page = `/admin/import/${given.id}`;
  if (given.status === "ready") {
    const isChanged = await changeSettings(services.db, given, readSettings(Object.fromEntries(await args.request.formData())));
    if (isChanged) return redirectWithNotice(page, "importChanged");
  }
  await startImport(services, given.id, services.now());
  return redirect(page);
}
