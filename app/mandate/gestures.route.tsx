import type { ActionFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAct } from "../tasks/answer.server.ts";
import { gestureForm } from "./gesture-form.ts";
import { giveGesture } from "./gesture.server.ts";
import { gestureSheet } from "./gesture-sheet.server.ts";
import { GestureSheet } from "./gesture-sheet.tsx";
import { kindsInUse } from "./kinds.server.ts";

export { shouldRevalidate } from "../offline/connection.ts";
export { clientAction } from "../offline/keep-act.ts";

export const loader = gestureSheet;

export function action(args: ActionFunctionArgs) {
  return answerAct(args, {
    schema: async ({ db }) => gestureForm(await kindsInUse(db), { isAsking: false }),
    act: ({ db, viewer, now }, taskId, input) => giveGesture(db, viewer, taskId, input, now()),
    notice: "gestureGiven",
  });
}

export default function Gestures() {
  return <GestureSheet sheet={useLoaderData<typeof loader>()} isAsking={false} />;
}
