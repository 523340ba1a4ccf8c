import type { Message } from "./messages.server.ts";

/** Where opening a message leads: its task where she may see that (`task_id`), what she was asked to do elsewhere, her compliments. Null: nowhere any more. */
export function pathOf({ kind, task_id, event, praise }: Pick<Message, "kind" | "task_id" | "event" | "praise">, viewerId: number): string | null {
  if ((event?.kind === "buddy_asked" || event?.kind === "buddy_thanked") && event.data.employee_id === viewerId) return `/helping/${event.data.buddy_id}`;
  if (kind === "compliment") return praise === null ? null : "/compliments";
  if (task_id === null) return null;
  if (kind === "gesture_asked") return event?.kind === "gesture_asked" ? `/team/gestures?asked=${event.data.gesture_id}` : "/team/gestures";
  return `/tasks/${task_id}`;
}
