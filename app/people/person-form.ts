import { z } from "zod";
import type { PersonInput, Place } from "./employees.server.ts";
import { checkboxField, emailField, languageField, optionalLine, requiredLine } from "./fields.ts";

const fields = z.object({ name: requiredLine(200), email: emailField, phone: optionalLine(50), language: languageField, is_admin: checkboxField });

/** Reads the fields of <PersonFields>; each team is a field of its own, `team-12`. */
export const personForm = z.record(z.string(), z.unknown()).transform((typed, context): PersonInput => {
  const parsed = fields.safeParse(typed);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) context.addIssue({ code: "custom", message: issue.message, path: issue.path });
    return z.NEVER;
  }
  const { is_admin: isAdmin, ...person } = parsed.data;
  return { ...person, isAdmin, places: placesIn(typed) };
});

function placesIn(typed: Record<string, unknown>): Place[] {
  return Object.entries(typed).flatMap(([field, value]) => {
    const teamId = Number(/^team-(\d{1,15})$/.exec(field)?.[1]);
    return teamId && (value === "member" || value === "lead") ? [{ teamId, isLead: value === "lead" }] : [];
  });
}
