import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { openMessage } from "./messages.server.ts";

/** GET changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args);
  return redirect("/messages");
}

/** She opens a message: it is read, and what it is about is shown where she may still see that. */
export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const path = await openMessage(db, viewer, idFrom(args.params["messageId"]), now());
  if (path === undefined) throw notFound();
  return redirect(path ?? "/messages");
}
