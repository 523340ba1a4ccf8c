import type { ActionFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAct } from "../tasks/answer.server.ts";
import { askForGesture } from "./asking.server.ts";
import { gestureForm } from "./gesture-form.ts";
import { gestureSheet } from "./gesture-sheet.server.ts";
import { GestureSheet } from "./gesture-sheet.tsx";
import { kindsInUse } from "./kinds.server.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export const loader = gestureSheet;

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: async ({ db }) => gestureForm(await kindsInUse(db), { isAsking: true }),
    act: ({ db, viewer, now }, taskId, input) => askForGesture(db, viewer, taskId, input, now()),
    notice: "gestureAsked",
  });
}

export default function Asking() {
  return <GestureSheet sheet={useLoaderData<typeof loader>()} isAsking />;
}
