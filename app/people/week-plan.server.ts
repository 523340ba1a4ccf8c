import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { calendarFrom } from "./calendars.server.ts";
import type { Colleague } from "./cover.ts";
import { dayState, gapsOf, twoWeeks } from "./week-plan.ts";

/** Who of these teams is there on each day of this week and the next, and where nobody will be. */
export async function weekPlan(db: Db, teamIds: number[], now: Date) {
  const organisation = await db.selectFrom("organisation").select(["working_hours", "time_zone", "holidays"]).executeTakeFirstOrThrow();
  const [teams, members] = await Promise.all([
    db.selectFrom("teams").select(["id", "name", "time_zone", "working_hours"]).where("id", "in", [0, ...teamIds]).orderBy(sql`lower(name)`).execute(),
    membersOf(db, teamIds),
  ]);
  const colleagues = await withSubstitutes(db, members);
  const week = twoWeeks(now, organisation.time_zone);
  return {
    ...week,
    teams: teams.map((team) => {
      const people = members
        .filter(({ team_id }) => team_id === team.id)
        .map((person) => {
          const calendar = calendarFrom(organisation, team, person);
          return { ...person, days: week.days.map((date) => dayState(date, calendar, person)) };
        });
      const calendar = calendarFrom(organisation, team);
      const works = week.days.map((date) => dayState(date, calendar, { away_from: null, away_until: null }) === "here");
      return {
        id: team.id,
        name: team.name,
        people: people.map(({ id, name, days }) => ({ id, name, days })),
        gaps: gapsOf({ people, colleagues, dates: week.days, works, today: week.today, now }),
      };
    }),
  };
}

export type WeekPlan = Awaited<ReturnType<typeof weekPlan>>;

const presence = ["employees.id", "employees.name", "employees.substitute_id", "employees.away_from", "employees.away_until", "employees.deactivated_at", "employees.open_task_cap"] as const;
const open = sql<number>`(select count(*) from tasks where tasks.owner_id = employees.id and tasks.stage in ('to_call', 'to_act', 'to_tell'))`.as("open");

async function membersOf(db: Db, teamIds: number[]) {
  return db
    .selectFrom("team_members")
    .innerJoin("employees", "employees.id", "team_members.employee_id")
    .select(["team_members.team_id", "employees.working_hours", ...presence, open])
    .where("team_members.team_id", "in", [0, ...teamIds])
    .where("employees.deactivated_at", "is", null)
    .orderBy(sql`lower(employees.name)`)
    .execute();
}

/** These people and whoever stands in for them, for those, and so on: often of another team. */
async function withSubstitutes(db: Db, members: (Colleague & { name: string })[]): Promise<Map<number, Colleague>> {
  const known = new Map<number, Colleague>(members.map((member) => [member.id, member]));
  for (;;) {
    const missing = [...known.values()].flatMap(({ substitute_id }) => (substitute_id !== null && !known.has(substitute_id) ? [substitute_id] : []));
    if (missing.length === 0) return known;
    const rows = await db.selectFrom("employees").select([...presence, open]).where("employees.id", "in", missing).execute();
    for (const row of rows) known.set(row.id, row);
  }
}
