import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/** From when a team opens tasks: from now on, also for the last days, or from a day. */
export const liveForm = z.discriminatedUnion("since", [
  z.object({ since: z.enum(["now", "week", "month"]) }),
  z.object({ since: z.literal("day"), day: z.string({ error: "date" }).regex(/^\d{4}-\d{2}-\d{2}$/, { error: "date" }) }),
], { error: "choose" });

export type LiveChoice = z.output<typeof liveForm>;

export const daysSince = { week: 7, month: 30 } as const;

/** The instant (UTC) that this choice means in the organisation's time zone; a day may be one to come. Null: there is no such day. */
export function liveFrom(choice: LiveChoice, now: Date, timeZone: string): Date | null {
  if (choice.since === "now") return now;
  if (choice.since !== "day") return new Date(now.getTime() - daysSince[choice.since] * 86_400_000);
  try {
    const day = Temporal.PlainDate.from(choice.day, { overflow: "reject" });
    return day.year >= 2000 && day.year <= 2100 ? new Date(day.toZonedDateTime(timeZone).epochMilliseconds) : null;
  } catch {
    return null;
  }
}
