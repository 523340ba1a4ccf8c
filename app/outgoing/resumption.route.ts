import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { endpointById, resumeEndpoint } from "./endpoints.server.ts";

/** GET changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args, "admin");
  return redirect(`/admin/events/${idFrom(args.params["endpointId"])}`);
}

export async function action(args: ActionFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const endpoint = await endpointById(db, idFrom(args.params["endpointId"]));
  if (!endpoint) throw notFound();
  await resumeEndpoint(db, endpoint.id);
  return redirectWithNotice(`/admin/events/${endpoint.id}`, "endpointResumed");
}
