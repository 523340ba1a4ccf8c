import { type Calendar, dayInMs, weekdayOf } from "./calendar.ts";

/** Woonstichting De Linde: who works there, in which team. */
export const organisationName = "Woonstichting De Linde";
export const demoPassword = "welkom-bij-belterug";

export const teams = [
  { id: 1, name: "Klantenservice", code: "klantenservice" },
  { id: 2, name: "Noord", code: "noord" },
  { id: 3, name: "Zuid", code: "zuid" },
] as const;
export type TeamId = (typeof teams)[number]["id"];
export const defaultTeamId: TeamId = 1;

type Person = { id: number; name: string; team: TeamId | null; role: "employee" | "lead" | "admin"; language?: "en"; phone: string };

export const people: Person[] = [
  { id: 1, name: "Marijke de Wit", team: null, role: "admin", phone: "+31501234500" },
  { id: 2, name: "Ruben Visser", team: 2, role: "lead", phone: "+31501234520" },
  { id: 3, name: "Fatima Amrani", team: 2, role: "employee", phone: "+31501234567" },
  { id: 4, name: "Sanne Kuipers", team: 2, role: "employee", phone: "+31501234522" },
  { id: 5, name: "Youssef Bouali", team: 2, role: "employee", phone: "+31501234523" },
  { id: 6, name: "Joke Hoekstra", team: 2, role: "employee", phone: "+31501234524" },
  { id: 7, name: "Anouk Bakker", team: 3, role: "lead", phone: "+31501234530" },
  { id: 8, name: "Tomasz Nowak", team: 3, role: "employee", language: "en", phone: "+31501234531" },
  { id: 9, name: "Priya Ramdin", team: 3, role: "employee", phone: "+31501234532" },
  { id: 10, name: "Wim van Dalen", team: 3, role: "employee", phone: "+31501234533" },
  { id: 11, name: "Esra Demir", team: 3, role: "employee", phone: "+31501234534" },
  { id: 12, name: "Linda Pinas", team: 1, role: "lead", phone: "+31501234540" },
  { id: 13, name: "Daan Mulder", team: 1, role: "employee", phone: "+31501234541" },
  { id: 14, name: "Chantal Wouters", team: 1, role: "employee", phone: "+31501234542" },
];

export const fatima = 3;
/** She is on holiday until next week; her open tasks are a lead's worry. */
export const awayId = 11;

/** Who stands in for whom; with the others nobody does. */
const substitutes: Record<number, number> = { [fatima]: 4, 4: 5, [awayId]: 9 };

export function awayFrom(calendar: Calendar): Date {
  return calendar.onDay(-4, 0);
}

/** A Monday, at least four days from now. */
function awayUntil(calendar: Calendar): Date {
  let days = 4;
  while (weekdayOf(calendar.today + days) !== 1) days++;
  return calendar.onDay(days, 0);
}

export function employeeRows(calendar: Calendar, passwordHash: string) {
  return people.map(({ id, name, role, language, phone }) => ({
    id,
    name,
    email: emailOf(name),
    phone,
    language: language ?? ("nl" as const),
    is_admin: role === "admin",
    password_hash: passwordHash,
    away_from: id === awayId ? awayFrom(calendar) : null,
    away_until: id === awayId ? awayUntil(calendar) : null,
    substitute_id: substitutes[id] ?? null,
    created_at: new Date(calendar.now.getTime() - (400 + id) * dayInMs),
    deactivated_at: null,
  }));
}

export const memberRows = people.flatMap(({ id, team, role }) => (team ? [{ team_id: team, employee_id: id, is_lead: role === "lead" }] : []));

export function emailOf(name: string): string {
  return `${name.toLowerCase().replaceAll(" ", ".")}@delinde.example`;
}

/** Who takes tasks of this team; leads take few. */
export function membersOf(team: TeamId): number[] {
  return people.filter((person) => person.team === team && person.role === "employee").map((person) => person.id);
}

export const causes = [
  "Niet teruggebeld",
  "Afspraak niet nagekomen",
  "Reparatie niet in één keer goed",
  "Brief of mail onduidelijk",
  "Verkeerde informatie gegeven",
  "Wachten op een leverancier",
  "Overlast van buren",
  "Fout in de rekening of huur",
] as const;

export function leadOf(team: number): number {
  return people.find((person) => person.team === team && person.role === "lead")!.id;
}
