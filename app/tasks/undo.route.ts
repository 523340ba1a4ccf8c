import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { readId } from "../id.ts";
import { idFrom, notFound, signedIn } from "../people/access.server.ts";
import { redirectWithNotice } from "../ui/notice.server.ts";
import { taskFor } from "./access.server.ts";
import { undoAct } from "./undo.server.ts";

/** GET changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, viewer } = await signedIn(args);
  const task = await taskFor(db, viewer, idFrom(args.params["taskId"]));
  if (!task) throw notFound();
  return redirect(`/tasks/${task.id}`);
}

export async function action(args: ActionFunctionArgs) {
  const { db, viewer, now } = await signedIn(args);
  const taskId = idFrom(args.params["taskId"]);
  const eventId = readId((await args.request.formData()).get("event_id")) ?? 0;
  const isUndone = await undoAct(db, viewer, taskId, eventId, now());
  return redirectWithNotice(`/tasks/${taskId}`, isUndone ? "undone" : "notUndone");
}
