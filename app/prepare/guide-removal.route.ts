import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { guideFor, removeGuide } from "./guides.server.ts";

/** GET changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args, "lead");
  return redirect("/team/guides");
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer } = await signedIn(args, "lead");
  const guide = await guideFor(db, viewer, idFrom(args.params["guideId"]));
  if (!guide) throw notFound();
  await removeGuide(db, guide.id);
  return redirectWithNotice("/team/guides", "guideRemoved");
}
