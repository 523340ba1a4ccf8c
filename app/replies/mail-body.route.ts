import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "../people/access.server.ts";
import { mailBody } from "./mailbox.server.ts";

/** The HTML of one mail, for a sandboxed frame. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { db, config } = context;
  const html = await mailBody(db, await context.viewer(), String(params["mailId"]), { isDemo: config.mode !== "production" });
  if (html === undefined) throw notFound();
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" } });
}
