import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { mayWrite, takeStarters } from "./guides.server.ts";

/** GET changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args, "lead");
  return redirect("/team/guides");
}

/** A lead takes our words over for her team. */
export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "lead");
  const teamId = idFrom(String((await args.request.formData()).get("team_id")));
  const team = await db.selectFrom("teams").select("id").where("id", "=", teamId).executeTakeFirst();
  if (!team || !mayWrite(viewer, teamId)) throw notFound();
  await takeStarters(db, viewer, teamId, viewer.language, now());
  return redirectWithNotice("/team/guides", "saved");
}
