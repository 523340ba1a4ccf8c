import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { signedIn } from "../people/access.server.ts";
import { homeOf } from "./home.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  return redirect(await homeOf(db, viewer));
}
