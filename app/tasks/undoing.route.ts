import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { notFound, signedIn } from "../people/access.server.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { undoReassignment } from "./reassign.server.ts";

/** GET changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  await signedIn(args, "lead");
  return redirect("/team/reassign");
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args, "lead");
  const id = z.uuid().safeParse(args.params["reassignmentId"]);
  if (!id.success) throw notFound();
  const isUndone = await undoReassignment(db, viewer, id.data, now());
  return redirectWithNotice("/team/reassign", isUndone ? "reassignUndone" : "undoTooLate");
}
