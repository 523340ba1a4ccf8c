import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { openMessage } from "./messages.server.ts";

/** GET changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args);
  return redirect("/messages");
}

/** She opens a message: it is read, and its task is shown where she may still see that. */
export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const taskId = await openMessage(db, viewer, idFrom(args.params["messageId"]), now());
  if (taskId === undefined) throw notFound();
  return redirect(taskId === null ? "/messages" : `/tasks/${taskId}`);
}
