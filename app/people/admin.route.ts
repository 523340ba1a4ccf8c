import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { signedIn } from "./access.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args, "admin");
  return redirect("/admin/people");
}
