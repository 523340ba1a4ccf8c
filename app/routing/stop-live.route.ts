import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { stopLive } from "./live.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args, "admin");
  return redirect(`/admin/teams/${idFrom(args.params["teamId"])}`);
}

export async function action(args: ActionFunctionArgs) {
  const { db } = await signedIn(args, "admin");
  const teamId = idFrom(args.params["teamId"]);
  if (!(await stopLive(db, teamId))) throw notFound();
  return redirectWithNotice(`/admin/teams/${teamId}`, "teamNotLive");
}
