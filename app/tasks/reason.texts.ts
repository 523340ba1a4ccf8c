import type { RoutingReason } from "#db/schema.ts";
import type { Language } from "#db/schema.ts";
import { texts, textsIn } from "../i18n/texts.ts";

/** Why a task is with whom it is: the last thing that decided it, and the names in it. */
export type Placement = {
  by: RoutingReason | "claimed" | "handed_over";
  /** Null: it waits in the team's pool. */
  owner: string | null;
  isMine: boolean;
  team: string;
  /** Who handed it over. */
  from: string | null;
};

export const reasonTexts = texts({
  nl: {
    why: "Waarom ik?",
    whyThem: "Waarom hier?",
    customer_owner: { me: "Jij bent de vaste contactpersoon van deze klant.", other: (name: string) => `${name} is de vaste contactpersoon van deze klant.` },
    about_employee: { me: "De reactie gaat over jouw werk.", other: (name: string) => `De reactie gaat over het werk van ${name}.` },
    employee: { me: "Een regel geeft deze antwoorden aan jou.", other: (name: string) => `Een regel geeft deze antwoorden aan ${name}.` },
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
    someone: "Een collega",
  },
  en: {
    why: "Why me?",
    whyThem: "Why here?",
    customer_owner: { me: "You are this customer's regular contact.", other: (name: string) => `${name} is this customer's regular contact.` },
    about_employee: { me: "The answer is about your work.", other: (name: string) => `The answer is about the work of ${name}.` },
    employee: { me: "A rule gives these answers to you.", other: (name: string) => `A rule gives these answers to ${name}.` },
    previous_owner: { me: "You helped this customer before.", other: (name: string) => `${name} helped this customer before.` },
    team: {
      me: (team: string) => `The answer is about ${team}. You had the fewest open tasks there.`,
      other: (name: string, team: string) => `The answer is about ${team}. ${name} had the fewest open tasks there.`,
      pool: (team: string) => `The answer is about ${team}. Nobody was present there, so whoever can first takes it.`,
    },
    default_team: {
      owner: (team: string) => `The answer names no employee and no team. So it came to ${team}.`,
      pool: (team: string) => `The answer names no employee and no team. So it waits at ${team}.`,
    },
    claimed: { me: "You took this task.", other: (name: string) => `${name} took this task.` },
    handed_over: {
      me: (from: string) => `${from} handed this task over to you.`,
      other: (from: string, name: string) => `${from} handed this task over to ${name}.`,
      pool: (from: string, team: string) => `${from} put this task back with ${team}.`,
    },
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
    case "handed_over":
      return isMine ? t.handed_over.me(giver) : owner ? t.handed_over.other(giver, owner) : t.handed_over.pool(giver, team);
    case "customer_owner":
    case "about_employee":
    case "employee":
    case "previous_owner":
    case "claimed":
      return isMine ? t[by].me : t[by].other(owner ?? t.someone);
  }
}
