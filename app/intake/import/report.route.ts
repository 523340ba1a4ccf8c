import type { LoaderFunctionArgs } from "@remix-run/node";
import { idFrom, notFound, signedIn } from "../../people/access.server.ts";
import { importById } from "./imports.server.ts";
import { reportOf } from "./report.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args, "admin");
  const given = await importById(db, idFrom(args.params["importId"]));
  if (!given || given.status === "ready") throw notFound();
  return new Response(reportOf(db, given, viewer.language), {
    headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="belterug-import-${given.id}.csv"`, "Cache-Control": "no-store" },
  });
}
