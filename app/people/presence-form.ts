import { z } from "zod";
import { readId } from "../id.ts";
import { hoursIn } from "./hours-form.ts";
import type { WorkingHours } from "./hours.ts";

/** Null: as her team works; nobody; as many as come. */
export type PresenceInput = { workingHours: WorkingHours | null; substituteId: number | null; openTaskCap: number | null };

/** Reads <PresenceFields>. */
export const presenceForm = z.record(z.string(), z.unknown()).transform((typed, context): PresenceInput => {
  const cap = typeof typed["cap"] === "string" ? typed["cap"].trim() : "";
  if (!/^\d*$/.test(cap) || (cap !== "" && (Number(cap) < 1 || Number(cap) > 1_000))) context.addIssue({ code: "custom", message: "number", path: ["cap"] });
  const workingHours = typed["hours"] === "own" ? hoursIn(typed, context) : null;
  const substitute = typed["substitute"];
  return { workingHours, substituteId: (typeof substitute === "string" && readId(substitute)) || null, openTaskCap: cap === "" ? null : Number(cap) };
});

/** A team's own hours and zone, or those of the organisation (null). */
export const teamHoursForm = z.record(z.string(), z.unknown()).transform((typed, context): { workingHours: WorkingHours | null; timeZone: string | null } => ({
  workingHours: typed["hours"] === "own" ? hoursIn(typed, context) : null,
  timeZone: typeof typed["timeZone"] === "string" && typed["timeZone"] !== "" ? typed["timeZone"] : null,
}));
