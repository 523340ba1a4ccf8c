import { type Selectable, sql } from "kysely";
import { prepared, type Trx } from "#db/client.ts";
import type { Responses, RoutingReason, TaskStage } from "#db/schema.ts";
import { type CustomerRow, KnownCustomers, normaliseEmail } from "../customers/match.server.ts";
import { NoOrganisation, type Workplace } from "../routing/route.ts";
import { loadsOfTeams } from "../routing/loads.server.ts";
import { untouchedTasks } from "../tasks/open.server.ts";
import type { Incoming } from "./receive.server.ts";
import type { CustomerInput } from "./response.ts";

export type ResponseRow = Omit<Selectable<Responses>, "category" | "changed_at" | "held_back_at">;
export type KnownTask = { id: number; response_id: number; stage: TaskStage; due_at: Date; team_id: number; team: string; owner_id: number | null; owner: string | null; routed_by: RoutingReason; isUntouched: boolean };

/** What a round of answers touches, as it is in the database now, held until the transaction ends. */
export type Known = Workplace & {
  dueHours: number;
  customers: KnownCustomers;
  responseOf: (incoming: Incoming) => ResponseRow | undefined;
  taskOf: (response: ResponseRow) => KnownTask | undefined;
  /** Undefined when nobody has this address: the answer is no less worth for it. */
  employeeWith: (email: string | undefined) => number | undefined;
  /** Whom a promoter's words are for; somebody who left gets none. */
  isHere: (employeeId: number | null) => boolean;
  nameOf: (employeeId: number) => string;
  teamName: (teamId: number) => string;
  /** One task more or less for her, within this round. */
  addLoad: (employeeId: number | null, tasks: 1 | -1) => void;
  /** Whether another system is told of anything: most often there is none, and then nothing is asked. */
  hasListeners: boolean;
  /** Numbers for what is new. */
  next: { customer: () => number; response: () => number; task: () => number; event: () => number };
};

type Employee = { id: number; name: string; email: string; is_here: boolean; is_present: boolean; teams: { id: number; name: string }[] };
type Loaded = {
  organisation: { due_hours: number; default_team_id: number; default_team: string } | null;
  responses: ResponseRow[] | null;
  tasks: Omit<KnownTask, "isUntouched">[] | null;
  customers: CustomerRow[] | null;
  employees: Employee[] | null;
  teams: { named: string; id: number; name: string }[] | null;
  has_listeners: boolean;
  customer_ids: number[] | null;
  response_ids: number[] | null;
  task_ids: number[] | null;
  event_ids: number[] | null;
};

/**
 * Reads all that the round's answers (or the customers given beside them) may be about in one go;
 * their names are held (locks.server.ts). Throws NoOrganisation before anybody has set Belterug up.
 */
export async function loadKnown(trx: Trx, round: Incoming[], now: Date, customers: CustomerInput[] = []): Promise<Known> {
  const loaded = await load(trx, round, [...round.map(({ input }) => input.customer), ...customers], now);
  if (!loaded.organisation) throw new NoOrganisation();
  const { organisation } = loaded;

  const responses = new Map((loaded.responses ?? []).map((row) => [responseKey(row.source_id, row.external_id), withDates(row, ["answered_at", "received_at", "updated_at"])]));
  const untouched = await untouchedTasks(trx, (loaded.tasks ?? []).map(({ id }) => id));
  const tasks = new Map((loaded.tasks ?? []).map((row) => [row.response_id, { ...withDates(row, ["due_at"]), isUntouched: untouched.has(row.id) }]));
  const teams = new Map((loaded.teams ?? []).map(({ named, ...team }) => [named, team]));
  const employees = new Map((loaded.employees ?? []).map((row) => [row.id, row]));
  const byEmail = new Map([...employees.values()].map((row) => [row.email, row.id]));
  const members = await loadsOfTeams(trx, teamsToShareOut(round, [...responses.values()], teams), now);
  const names = new Map([...[...employees.values()].flatMap((row) => row.teams), ...teams.values(), { id: organisation.default_team_id, name: organisation.default_team }].map(({ id, name }) => [id, name]));

  return {
    dueHours: organisation.due_hours,
    defaultTeamId: organisation.default_team_id,
    customers: new KnownCustomers((loaded.customers ?? []).map((row) => withDates(row, ["created_at", "updated_at", "no_mail_at"]))),
    responseOf: ({ source, input }) => responses.get(responseKey(source.id, input.id)),
    taskOf: ({ id }) => tasks.get(id),
    employeeWith: (email) => (email === undefined ? undefined : byEmail.get(email.toLowerCase())),
    isHere: (employeeId) => employees.get(employeeId ?? 0)?.is_here ?? false,
    nameOf: (employeeId) => (employees.get(employeeId) ?? members.employees.get(employeeId))!.name,
    teamName: (teamId) => names.get(teamId)!,
    teamNamed: (named) => teams.get(named),
    presentTeamsOf: (employeeId) => {
      const employee = employees.get(employeeId);
      return employee?.is_present ? employee.teams.map(({ id }) => id) : undefined;
    },
    loadsOf: (teamId) => members.ofTeam(teamId),
    addLoad: (employeeId, tasks) => {
      const member = members.employees.get(employeeId ?? 0);
      if (member) member.open += tasks;
    },
    hasListeners: loaded.has_listeners,
    next: { customer: taking(loaded.customer_ids ?? []), response: taking(loaded.response_ids ?? []), task: taking(loaded.task_ids ?? []), event: taking(loaded.event_ids ?? []) },
  };
}

export const responseKey = (sourceId: number, externalId: string) => `response ${sourceId} ${externalId}`;

async function load(trx: Trx, round: Incoming[], customers: CustomerInput[], now: Date): Promise<Loaded> {
  const inputs = round.map(({ input }) => input);
  const emails = known([...customers.map(({ owner_email }) => owner_email?.toLowerCase()), ...inputs.map(({ about }) => about?.employee_email?.toLowerCase())]);
  const detractors = inputs.filter(({ score }) => score <= 6).length;
  const { rows } = await sql<Loaded>`${prepared}
    with
      response as (
        select id, source_id, external_id, customer_id, score, comment, answered_at, received_at, updated_at, about_team, about_employee_id, touchpoint, attributes, facts_at, team_id, is_history
        from responses
        where (source_id, external_id) in (select * from unnest(${round.map(({ source }) => source.id)}::bigint[], ${inputs.map(({ id }) => id)}::text[]))
        for update),
      task as (
        select tasks.id, tasks.response_id, tasks.stage, tasks.due_at, tasks.team_id, teams.name as team, tasks.owner_id, employees.name as owner, tasks.routed_by
        from tasks join teams on teams.id = tasks.team_id left join employees on employees.id = tasks.owner_id
        where tasks.response_id in (select id from response)
        for update of tasks),
      customer as (
        select * from customers
        where id in (
          select id from customers where external_id = any(${known(customers.map(({ id }) => id))}::text[])
          union all select id from customers where email_normalised = any(${known(customers.map(({ email }) => email && normaliseEmail(email)))}::text[])
          union all select customer_id from response)
        order by id
        for update),
      employee as (
        select id, name, email, deactivated_at is null as is_here,
          deactivated_at is null and (away_from is null or away_from > ${now} or away_until <= ${now}) as is_present,
          (select coalesce(json_agg(json_build_object('id', teams.id, 'name', teams.name) order by teams.id), '[]')
            from team_members join teams on teams.id = team_members.team_id and teams.archived_at is null
            where team_members.employee_id = employees.id) as teams
        from employees
        where id in (
          select id from employees where email = any(${emails}::text[])
          union all select owner_id from customer
          union all select about_employee_id from response)),
      team as (
        -- A code is chosen for machines: it wins from another team's name.
        select distinct on (named) named, id, name
        from (select unnest(${known(inputs.map(({ about }) => about?.team ?? undefined))}::text[]) as named union select about_team from response) as meant
        join teams on archived_at is null and (lower(code) = lower(named) or lower(name) = lower(named))
        order by named, lower(code) = lower(named) desc)
    select
      (select json_build_object('due_hours', due_hours, 'default_team_id', default_team_id, 'default_team', teams.name) from organisation join teams on teams.id = default_team_id) as organisation,
      (select json_agg(response) from response) as responses,
      (select json_agg(task) from task) as tasks,
      (select json_agg(customer order by id) from customer) as customers,
      (select json_agg(employee) from employee) as employees,
      (select json_agg(team) from team) as teams,
      exists (select from event_endpoints where archived_at is null) as has_listeners,
      (select json_agg(nextval('customers_id_seq')) from generate_series(1, ${customers.length}::int)) as customer_ids,
      (select json_agg(nextval('responses_id_seq')) from generate_series(1, ${inputs.length}::int)) as response_ids,
      (select json_agg(nextval('tasks_id_seq')) from generate_series(1, ${detractors}::int + (select count(*) from response))) as task_ids,
      (select json_agg(nextval('task_events_id_seq')) from generate_series(1, ${detractors}::int + (select count(*) from response))) as event_ids`.execute(trx);
  return rows[0]!;
}

/** The teams whose members an answer of this round may go to by load. */
function teamsToShareOut(round: Incoming[], known: ResponseRow[], teams: Map<string, { id: number }>): number[] {
  const opening = round.filter(({ input, isHistory }) => known.length > 0 || (input.score <= 6 && !isHistory));
  const named = [...opening.map(({ input }) => input.about?.team), ...known.map(({ about_team }) => about_team)];
  return [...new Set(named.flatMap((name) => teams.get(name ?? "")?.id ?? []))];
}

const known = (values: (string | undefined)[]): string[] => [...new Set(values.filter((value) => value !== undefined))];

/** JSON holds instants as text. */
function withDates<Row extends object>(row: Row, columns: (keyof Row)[]): Row {
  for (const column of columns) if (row[column] !== null) row[column] = new Date(row[column] as string) as Row[typeof column];
  return row;
}

function taking(numbers: number[]): () => number {
  let taken = 0;
  return () => numbers[taken++]!;
}
