import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { endpointById } from "./endpoints.server.ts";
import { replayOne } from "./log.server.ts";

/** GET changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args, "admin");
  return redirect(`/admin/events/${idFrom(args.params["endpointId"])}`);
}

export async function action(args: ActionFunctionArgs) {
  const { db, now } = await signedIn(args, "admin");
  const endpoint = await endpointById(db, idFrom(args.params["endpointId"]));
  if (!endpoint) throw notFound();
  const isReplayed = await replayOne(db, endpoint.id, idFrom(args.params["deliveryId"]), now());
  return redirectWithNotice(`/admin/events/${endpoint.id}`, isReplayed ? "eventsReplayed" : "nothingReplayed");
}
