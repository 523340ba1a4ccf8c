import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { idFrom, signedIn } from "../people/access.server.ts";
import { cancelTryout } from "./tryouts.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args, "admin");
  return redirect(`/admin/routing/tryouts/${idFrom(args.params["tryoutId"])}`);
}

export async function action(args: ActionFunctionArgs) {
  const { db, now } = await signedIn(args, "admin");
  const id = idFrom(args.params["tryoutId"]);
  await cancelTryout(db, id, now());
  return redirect(`/admin/routing/tryouts/${id}`);
}
