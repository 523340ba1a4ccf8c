import { type Selectable, sql } from "kysely";
import { prepared, type Trx } from "#db/client.ts";
import type { DueUnit, HolidayCalendar, Responses, RoutingReason, TaskStage } from "#db/schema.ts";
import { type CustomerRow, KnownCustomers, normaliseEmail } from "../customers/match.server.ts";
import { type CandidateJson, candidateColumns, type TeamJson, teamJson, withSubstitutes } from "../routing/candidates.server.ts";
import type { Compiled } from "../routing/compile.ts";
import { compiledRules } from "../routing/compiled.server.ts";
import { type Earlier, earlierOf } from "../routing/earlier.server.ts";
import { NoOrganisation } from "../routing/route.ts";
import { KnownWorkplace } from "../routing/workplace.ts";
import { type Due, dueFrom, type OrganisationTime } from "../tasks/due.ts";
import { untouchedTasks } from "../tasks/open.server.ts";
import type { Incoming } from "./receive.server.ts";
import type { CustomerInput } from "./response.ts";

export type ResponseRow = Omit<Selectable<Responses>, "category" | "changed_at">;
export type KnownTask = { id: number; response_id: number; stage: TaskStage; due_at: Date; team_id: number; team: string; owner_id: number | null; owner: string | null; routed_by: RoutingReason; routing_rule_id: string | null; isUntouched: boolean };

/** What a round of answers touches, as it is in the database now, held until the transaction ends. */
export type Known = {
  /** The rules that hold now, and their version; null: what Belterug starts with. */
  rules: Compiled;
  versionId: number | null;
  workplace: KnownWorkplace;
  /** When a task of this team is due that opens now; without a rule's word as the organisation has it. */
  dueFor: (teamId: number, asked: { hours: number; unit: DueUnit } | undefined) => Due;
  customers: KnownCustomers;
  responseOf: (incoming: Incoming) => ResponseRow | undefined;
  taskOf: (response: ResponseRow) => KnownTask | undefined;
  /** Undefined when nobody has this address: the answer is no less worth for it. */
  employeeWith: (email: string | undefined) => number | undefined;
  /** The team that a survey tool means by this name or code; undefined when nobody knows it. */
  teamNamed: (named: string) => number | undefined;
  /** Her responses before now and who helped her; where no rule asks it says nothing. */
  earlier: Earlier;
  /** Whether another system is told of anything: most often there is none, and then nothing is asked. */
  hasListeners: boolean;
  /** Numbers for what is new. */
  next: { customer: () => number; response: () => number; task: () => number; event: () => number };
};

type Loaded = {
  organisation: { due_hours: number; due_unit: DueUnit; time_zone: string; holidays: HolidayCalendar; working_hours: OrganisationTime["workingHours"]; default_team: TeamJson } | null;
  version_id: number | null;
  responses: ResponseRow[] | null;
  tasks: Omit<KnownTask, "isUntouched">[] | null;
  customers: CustomerRow[] | null;
  employees: CandidateJson[] | null;
  teams: { named: string; facts: TeamJson }[] | null;
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
  const { default_team, due_hours, due_unit, time_zone, holidays, working_hours } = loaded.organisation;

  const responses = new Map((loaded.responses ?? []).map((row) => [responseKey(row.source_id, row.external_id), withDates(row, ["answered_at", "received_at", "updated_at", "held_back_at"])]));
  const untouched = await untouchedTasks(trx, (loaded.tasks ?? []).map(({ id }) => id));
  const tasks = new Map((loaded.tasks ?? []).map((row) => [row.response_id, { ...withDates(row, ["due_at"]), isUntouched: untouched.has(row.id) }]));
  const teams = new Map((loaded.teams ?? []).map(({ named, facts }) => [named, facts]));
  const byEmail = new Map((loaded.employees ?? []).map(({ id, email }) => [email, id]));
  const workplace = new KnownWorkplace(default_team);
  workplace.addTeams([...teams.values()]);
  workplace.addCandidates(loaded.employees ?? []);
  const rules = await compiledRules(trx, loaded.version_id);

  return {
    rules,
    versionId: loaded.version_id,
    workplace,
    dueFor: onceEach((teamId, asked) => dueFrom(now, asked ?? { hours: due_hours, unit: due_unit }, { timeZone: time_zone, holidays, workingHours: working_hours }, workplace.team(teamId))),
    customers: new KnownCustomers((loaded.customers ?? []).map((row) => withDates(row, ["created_at", "updated_at", "no_mail_at"]))),
    responseOf: ({ source, input }) => responses.get(responseKey(source.id, input.id)),
    taskOf: ({ id }) => tasks.get(id),
    employeeWith: (email) => (email === undefined ? undefined : byEmail.get(email.toLowerCase())),
    teamNamed: (named) => teams.get(named)?.id,
    earlier: await earlierOf(trx, rules.needsHistory ? (loaded.customers ?? []).map(({ id }) => id) : [], [...responses.values()].map(({ id }) => id)),
    hasListeners: loaded.has_listeners,
    next: { customer: taking(loaded.customer_ids ?? []), response: taking(loaded.response_ids ?? []), task: taking(loaded.task_ids ?? []), event: taking(loaded.event_ids ?? []) },
  };
}

export const responseKey = (sourceId: number, externalId: string) => `response ${sourceId} ${externalId}`;

async function load(trx: Trx, round: Incoming[], customers: CustomerInput[], now: Date): Promise<Loaded> {
  const inputs = round.map(({ input }) => input);
  const emails = known([...customers.map(({ owner_email }) => owner_email?.toLowerCase()), ...inputs.map(({ about }) => about?.employee_email?.toLowerCase())]);
  const mayOpen = round.filter(({ isHistory }) => !isHistory).length;
  const { rows } = await sql<Loaded>`${prepared}
    with
      response as (
        select id, source_id, external_id, customer_id, score, comment, answered_at, received_at, updated_at, about_team, about_employee_id, touchpoint, attributes, facts_at, team_id, is_history, held_back_at
        from responses
        where (source_id, external_id) in (select * from unnest(${round.map(({ source }) => source.id)}::bigint[], ${inputs.map(({ id }) => id)}::text[]))
        for update),
      task as (
        select tasks.id, tasks.response_id, tasks.stage, tasks.due_at, tasks.team_id, teams.name as team, tasks.owner_id, employees.name as owner, tasks.routed_by, tasks.routing_rule_id
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
        select ${candidateColumns(now, { isCounted: false })}
        from employees
        where id in ${withSubstitutes(
          sql`(select id from employees where email = any(${emails}::text[])
          union all select owner_id from customer
          union all select about_employee_id from response)`,
          now,
        )}),
      team as (
        -- A code is chosen for machines: it wins from another team's name.
        select distinct on (named) named, ${teamJson} as facts
        from (select unnest(${known(inputs.map(({ about }) => about?.team ?? undefined))}::text[]) as named union select about_team from response) as meant
        join teams on archived_at is null and (lower(code) = lower(named) or lower(name) = lower(named))
        order by named, lower(code) = lower(named) desc)
    select
      (select json_build_object('due_hours', due_hours, 'due_unit', due_unit, 'time_zone', organisation.time_zone, 'holidays', holidays, 'working_hours', organisation.working_hours, 'default_team', ${teamJson})
        from organisation join teams on teams.id = default_team_id) as organisation,
      (select id from routing_versions where activated_at is not null order by activated_at desc, id desc limit 1) as version_id,
      (select json_agg(response) from response) as responses,
      (select json_agg(task) from task) as tasks,
      (select json_agg(customer order by id) from customer) as customers,
      (select json_agg(employee) from employee) as employees,
      (select json_agg(team) from team) as teams,
      exists (select from event_endpoints where archived_at is null) as has_listeners,
      (select json_agg(nextval('customers_id_seq')) from generate_series(1, ${customers.length}::int)) as customer_ids,
      (select json_agg(nextval('responses_id_seq')) from generate_series(1, ${inputs.length}::int)) as response_ids,
      (select json_agg(nextval('tasks_id_seq')) from generate_series(1, ${mayOpen}::int + (select count(*) from response))) as task_ids,
      (select json_agg(nextval('task_events_id_seq')) from generate_series(1, ${mayOpen}::int + (select count(*) from response))) as event_ids`.execute(trx);
  return rows[0]!;
}

const known = (values: (string | undefined)[]): string[] => [...new Set(values.filter((value) => value !== undefined))];

/** A round's answers come at one moment: for a team and a rule it is counted out once. */
function onceEach(count: Known["dueFor"]): Known["dueFor"] {
  const counted = new Map<string, Due>();
  return (teamId, asked) => {
    const key = `${teamId} ${asked?.hours} ${asked?.unit}`;
    const due = counted.get(key) ?? count(teamId, asked);
    counted.set(key, due);
    return due;
  };
}

/** JSON holds instants as text. */
function withDates<Row extends object>(row: Row, columns: (keyof Row)[]): Row {
  for (const column of columns) if (row[column] !== null) row[column] = new Date(row[column] as string) as Row[typeof column];
  return row;
}

function taking(numbers: number[]): () => number {
  let taken = 0;
  return () => numbers[taken++]!;
}
