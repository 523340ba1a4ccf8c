import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { RequestContext } from "../context.server.ts";
import { readId } from "../id.ts";
import type { Viewer } from "./session.server.ts";

export type SignedIn = Omit<RequestContext, "viewer"> & { viewer: Viewer };

/**
 * Every loader and action of a screen begins here: gives the services with who is signed in. Sends
 * whoever is not signed in to /signin and back afterwards, also whose session ended while she typed
 * (the browser has kept that: ui/drafts.ts); what her role may not see is 404.
 * Which objects she may see is decided inside each query, not here.
 */
export async function signedIn({ request, context }: Pick<LoaderFunctionArgs, "request" | "context">, role: "employee" | "lead" | "admin" = "employee"): Promise<SignedIn> {
  const viewer = await context.viewer();
  // Kept without a connection and sent later (app/offline): from whom it was, or not at all.
  const sentAs = request.headers.get("x-sent-as");
  if (sentAs !== null && sentAs !== String(viewer?.id)) throw new Response(null, { status: 401 });
  if (!viewer) {
    const url = new URL(request.url);
    const here = url.pathname + url.search;
    throw redirect(here !== "/" ? `/signin?to=${encodeURIComponent(here)}` : "/signin");
  }
  const isAllowed = role === "employee" || viewer.isAdmin || (role === "lead" && viewer.ledTeamIds.length > 0);
  if (!isAllowed) throw notFound();
  return { ...context, viewer };
}

/** The id in a URL; whatever is no id of ours is 404. */
export function idFrom(param: string | undefined): number {
  const id = readId(param);
  if (!id) throw notFound();
  return id;
}

export function notFound(): Response {
  return new Response(null, { status: 404 });
}
