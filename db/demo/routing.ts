import { compileRules } from "#app/routing/compile.ts";
import type { Rule } from "#app/routing/rule.ts";
import type { Routing } from "#app/tasks/events.ts";
import type { RoutingReason } from "#db/schema.ts";
import type { Calendar } from "./calendar.ts";
import type { Answer } from "./loop.ts";
import { awayFrom, awayId, defaultTeamId, membersOf, people, type TeamId } from "./people.ts";

/** Customers whose last answer was from 0 to 6 as well go to who helped them then. */
const repeated: Rule = {
  id: "nogeenkr",
  when: [{ is: "category", one_of: ["detractor"] }, { is: "repeat_detractor", days: 180 }],
  does: { open: true, for: [{ to: "previous_owner" }, { to: "customer_owner" }, { to: "team", id: "about", by: "least_loaded" }], due: { hours: 8, unit: "working" }, is_urgent: true },
};

const danger: Rule = {
  id: "gevaarlk",
  when: [{ is: "words", any_of: ["gaslucht", "gaslek*", "koolmonoxide*", "brandlucht", "kortsluiting"] }],
  does: { open: true, for: [{ to: "team", id: "about", by: "first_present" }, { to: "team", id: defaultTeamId, by: "first_present" }], due: { hours: 2, unit: "calendar" }, is_urgent: true, watcher_id: 12 },
};

/** What nobody knows beforehand who can best: whoever is free takes it. */
const shared: Rule[] = [
  { id: "centrale", when: [{ is: "category", one_of: ["detractor"] }, { is: "attribute", name: "vakgroep", one_of: ["installatie"] }], does: { open: true, for: [{ to: "customer_owner" }, { to: "about_employee" }, { to: "team", id: "about", by: "claim" }] } },
  { id: "gesprekk", when: [{ is: "category", one_of: ["detractor"] }, { is: "touchpoint", one_of: ["telefoongesprek", "bezoek aan de balie", "verhuizing"] }], does: { open: true, for: [{ to: "customer_owner" }, { to: "about_employee" }, { to: "team", id: "about", by: "claim" }] } },
];

const toOwner: Rule["does"] = { open: true, for: [{ to: "customer_owner" }, { to: "about_employee" }, { to: "team", id: "about", by: "least_loaded" }] };
const rest: Rule = { id: "detracto", when: [{ is: "category", one_of: ["detractor"] }], does: toOwner };
const restBefore: Rule = { ...rest, does: { open: true, for: [...toOwner.for, { to: "team", id: defaultTeamId, by: "round_robin" }] } };

type Version = { id: number; rules: Rule[]; at: Date };

/** Marijke wrote the rules down when the loops that are told one by one begin, and again on the last workday that is more than 31 hours ago. */
function versions(calendar: Calendar): Version[] {
  let day = calendar.dayOf(calendar.ago(31));
  while (!calendar.isWorkday(day) || calendar.at(day, 15.4) > calendar.ago(31)) day--;
  return [
    { id: 1, rules: [repeated, restBefore], at: calendar.onDay(-17, 11.2) },
    { id: 2, rules: [danger, repeated, ...shared, rest], at: calendar.at(day, 15.4) },
  ];
}

export function versionRows(calendar: Calendar) {
  const admin = people.find(({ role }) => role === "admin")!.id;
  return versions(calendar).map(({ id, rules, at }, index) => ({ id, rules: rules as unknown as string, based_on_id: index || null, saved_by: admin, saved_at: new Date(at.getTime() - 25 * 60_000), activated_by: admin, activated_at: at }));
}

/** Which rule of the version that held then decided; nothing before there were any. */
export function routingOf({ score, comment, customer, touchpoint, theme, team, receivedAt }: Answer, { owner, reason }: { owner: number | null; reason: RoutingReason }, calendar: Calendar): Routing | undefined {
  const version = versions(calendar).findLast(({ at }) => at <= receivedAt);
  if (!version) return undefined;
  const isRepair = touchpoint === "reparatie aan huis";
  const rule = compileRules(version.rules).decide({
    score,
    category: score <= 6 ? "detractor" : score <= 8 ? "passive" : "promoter",
    sourceId: isRepair ? 1 : 2,
    comment,
    language: customer.language,
    account: customer.account ?? null,
    touchpoint,
    attributes: isRepair && theme === "boiler" ? { vakgroep: "installatie" } : {},
    aboutTeamId: team === defaultTeamId ? null : team,
    // Of those whose loops are told one by one nobody was cross before.
    earlier: { count: 0, detractorAt: null },
    at: receivedAt,
  });
  const isAmongTeam = reason === "team" && owner !== null && hadAway(team, receivedAt, calendar);
  return { version_id: version.id, rule_id: rule?.id ?? null, passed_over: isAmongTeam ? [{ employee_id: awayId, why: "away" }] : [] };
}

const hadAway = (team: TeamId, at: Date, calendar: Calendar) => membersOf(team).includes(awayId) && at >= awayFrom(calendar);
