import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { signedIn } from "../people/access.server.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { switchKeys } from "./keys.server.ts";

/** GET changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args);
  return redirect("/me");
}

/** She switches the single letters on or off. */
export async function action(args: ActionFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const isOn = (await args.request.formData()).get("keys") === "on";
  await switchKeys(db, viewer.id, isOn);
  return redirectWithNotice("/me", "saved");
}
