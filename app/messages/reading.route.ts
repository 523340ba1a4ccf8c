import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { readId } from "../id.ts";
import { signedIn } from "../people/access.server.ts";
import { readAll } from "./messages.server.ts";

/** GET changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args);
  return redirect("/messages");
}

/** Marks all that she was shown as read. */
export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const upTo = readId((await args.request.formData()).get("up_to"));
  if (upTo) await readAll(db, viewer, upTo, now());
  return redirect("/messages");
}
