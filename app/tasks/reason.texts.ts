import type { RoutingReason } from "#db/schema.ts";
import type { Language } from "#db/schema.ts";
import { texts, textsIn } from "../i18n/texts.ts";

/** Why a task is with whom it is: the last thing that decided it, and the names in it. */
export type Placement = {
  by: RoutingReason | "claimed" | "handed_over" | "absence" | "return" | "declined" | "escalated";
  /** Null: it waits in the team's pool. */
  owner: string | null;
  isMine: boolean;
  team: string;
  /** Who handed it over, is away, or could not stand in. */
  from: string | null;
};

export const reasonTexts = texts({
  nl: {
    customer_owner: { me: "Jij bent de vaste contactpersoon van deze klant.", other: (name: string) => `${name} is de vaste contactpersoon van deze klant.` },
    about_employee: { me: "De reactie gaat over jouw werk.", other: (name: string) => `De reactie gaat over het werk van ${name}.` },
    employee: { me: "Een regel geeft deze reacties aan jou.", other: (name: string) => `Een regel geeft deze reacties aan ${name}.` },
    previous_owner: { me: "Jij hebt deze klant eerder geholpen.", other: (name: string) => `${name} heeft deze klant eerder geholpen.` },
    team: {
      me: (team: string) => `De reactie gaat over ${team}. Jij had daar de minste open taken.`,
      other: (name: string, team: string) => `De reactie gaat over ${team}. ${name} had daar de minste open taken.`,
      pool: (team: string) => `De reactie gaat over ${team}. Niemand was daar aanwezig, dus wie het eerst kan, pakt hem op.`,
    },
    default_team: {
      owner: (team: string) => `De reactie noemt geen medewerker en geen team. Daarom kwam hij bij ${team}.`,
      pool: (team: string) => `De reactie noemt geen medewerker en geen team. Daarom wacht hij bij ${team}.`,
    },
    claimed: { me: "Jij hebt deze taak opgepakt.", other: (name: string) => `${name} heeft deze taak opgepakt.` },
    handed_over: {
      me: (from: string) => `${from} heeft deze taak aan jou overgedragen.`,
      other: (from: string, name: string) => `${from} heeft deze taak overgedragen aan ${name}.`,
      pool: (from: string, team: string) => `${from} heeft deze taak teruggelegd bij ${team}.`,
    },
    absence: {
      me: (from: string) => `${from} is er niet en jij vervangt.`,
      other: (from: string, name: string) => `${from} is er niet en ${name} vervangt.`,
      pool: (from: string, team: string) => `${from} is er niet en niemand vervangt. Wie van ${team} het eerst kan, pakt hem op.`,
    },
    return: { me: "Je bent er weer, en niemand was eraan begonnen.", other: (name: string) => `${name} is er weer, en niemand was eraan begonnen.` },
    declined: (from: string, team: string) => `${from} kon niet vervangen. Wie van ${team} het eerst kan, pakt hem op.`,
    escalated: (team: string) => `Deze taak bleef te lang liggen. Daarom wacht hij bij ${team}.`,
    someone: "Een collega",
  },
  en: {
    customer_owner: { me: "You are this customer's regular contact.", other: (name: string) => `${name} is this customer's regular contact.` },
    about_employee: { me: "The response is about your work.", other: (name: string) => `The response is about the work of ${name}.` },
    employee: { me: "A rule gives these responses to you.", other: (name: string) => `A rule gives these responses to ${name}.` },
    previous_owner: { me: "You helped this customer before.", other: (name: string) => `${name} helped this customer before.` },
    team: {
      me: (team: string) => `The response is about ${team}. You had the fewest open tasks there.`,
      other: (name: string, team: string) => `The response is about ${team}. ${name} had the fewest open tasks there.`,
      pool: (team: string) => `The response is about ${team}. Nobody was present there, so whoever can first takes it.`,
    },
    default_team: {
      owner: (team: string) => `The response names no employee and no team. So it came to ${team}.`,
      pool: (team: string) => `The response names no employee and no team. So it waits at ${team}.`,
    },
    claimed: { me: "You took this task.", other: (name: string) => `${name} took this task.` },
    handed_over: {
      me: (from: string) => `${from} handed this task over to you.`,
      other: (from: string, name: string) => `${from} handed this task over to ${name}.`,
      pool: (from: string, team: string) => `${from} put this task back with ${team}.`,
    },
    absence: {
      me: (from: string) => `${from} is away and you stand in.`,
      other: (from: string, name: string) => `${from} is away and ${name} stands in.`,
      pool: (from: string, team: string) => `${from} is away and nobody stands in. Whoever of ${team} can first takes it.`,
    },
    return: { me: "You are back, and nobody had begun with it.", other: (name: string) => `${name} is back, and nobody had begun with it.` },
    declined: (from: string, team: string) => `${from} could not stand in. Whoever of ${team} can first takes it.`,
    escalated: (team: string) => `This task lay still too long. So it waits at ${team}.`,
    someone: "A colleague",
  },
});

/** Why this task came to this person, in a sentence. */
export function reasonIn(language: Language, { by, owner, isMine, team, from }: Placement): string {
  const t = textsIn(reasonTexts, language);
  const giver = from ?? t.someone;
  switch (by) {
    case "team":
      return isMine ? t.team.me(team) : owner ? t.team.other(owner, team) : t.team.pool(team);
    case "default_team":
      return owner ? t.default_team.owner(team) : t.default_team.pool(team);
    case "absence":
      return isMine ? t.absence.me(giver) : owner ? t.absence.other(giver, owner) : t.absence.pool(giver, team);
    case "declined":
      return t.declined(giver, team);
    case "handed_over":
      return isMine ? t.handed_over.me(giver) : owner ? t.handed_over.other(giver, owner) : t.handed_over.pool(giver, team);
    case "escalated":
      return t.escalated(team);
    case "customer_owner":
    case "about_employee":
    case "employee":
    case "previous_owner":
    case "claimed":
    case "return":
      return isMine ? t[by].me : t[by].other(owner ?? t.someone);
  }
}
