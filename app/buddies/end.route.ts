import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { idFrom } from "../people/access.server.ts";
import { answerAct, openSheet } from "../tasks/answer.server.ts";
import { actForm } from "../tasks/words.ts";
import { endBuddy } from "./answer.server.ts";

/** GET changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  const { task } = await openSheet(args);
  return redirect(`/tasks/${task.id}`);
}

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: () => actForm,
    act: ({ db, viewer, now }, taskId, form) => endBuddy(db, viewer, taskId, idFrom(args.params["buddyId"]), form, now()),
    notice: "helpEnded",
  });
}
