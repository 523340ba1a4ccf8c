import type { LoaderFunctionArgs } from "@remix-run/node";
import { signedIn } from "../people/access.server.ts";
import { unreadCount } from "./messages.server.ts";

/** How many messages she has not read; the shell asks now and then (use-unread.ts). */
export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  return Response.json({ count: await unreadCount(db, viewer.id) }, { headers: { "Cache-Control": "no-store" } });
}
