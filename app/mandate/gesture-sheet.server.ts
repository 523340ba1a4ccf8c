import type { LoaderFunctionArgs } from "@remix-run/node";
import { openSheet } from "../tasks/answer.server.ts";
import { decidersOf } from "./follow.server.ts";
import { roomsOn } from "./rooms.server.ts";

/** What the sheet shows in which a gesture is given or asked for. */
export async function gestureSheet(args: LoaderFunctionArgs) {
  const { db, viewer, task, form, now } = await openSheet(args);
  const at = now();
  return { form, kinds: await roomsOn(db, viewer, task, at), deciders: (await decidersOf(db, task.team_id, viewer.id, at)).map(({ name }) => name) };
}

export type GestureSheet = Awaited<ReturnType<typeof gestureSheet>>;
