import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound, signedIn } from "../../people/access.server.ts";
import { sampleOf } from "./sample.ts";
import { kindIn } from "./settings.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { viewer } = await signedIn(args, "admin");
  const kind = kindIn(args.params["kind"]);
  if (!kind) throw notFound();
  return new Response(sampleOf(kind, viewer.language), {
    headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="belterug-${kind}.csv"` },
  });
}
