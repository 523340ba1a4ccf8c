import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { idFrom } from "../people/access.server.ts";
import { answerAct, openSheet } from "../tasks/answer.server.ts";
import { actForm } from "../tasks/words.ts";
import { withdrawGesture } from "./gesture.server.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";
export { RefusedTap as default } from "../tasks/refused-tap.tsx";

/** GET changes nothing. */
export async function loader(args: LoaderFunctionArgs) {
  const { form } = await openSheet(args);
  return { form };
}

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: () => actForm,
    act: ({ db, viewer, now }, taskId, form) => withdrawGesture(db, viewer, taskId, idFrom(args.params["gestureId"]), form, now()),
    notice: "gestureWithdrawn",
  });
}
