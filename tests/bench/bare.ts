import { parseArgs } from "node:util";
import pg from "pg";

/**
 * The bare limit: the rows of one answer with its task (customer, response, task, event, message, delivery)
 * written straight to PostgreSQL in one prepared statement and one committed transaction each, over
 * 32 connections. Prints `{count, seconds, cpu_us}`, the last being its own processor time per answer. Started by tests/bench/intake.ts.
 */
const { values } = parseArgs({ options: { url: { type: "string" }, source: { type: "string" }, seconds: { type: "string" }, connections: { type: "string", default: "32" } } });

const statement = `
  with
    customer as (
      insert into customers (external_id, name, email, email_normalised, facts_at, created_at, updated_at)
      values ($2, $3, $4, $4, $5, $6, $6) returning id),
    response as (
      insert into responses (source_id, external_id, customer_id, score, comment, answered_at, received_at, updated_at, about_employee_id, attributes, facts_at, team_id)
      select $1, $7, customer.id, $8, $9, $6, $6, $6, $10, $11, $12, $13 from customer returning id, customer_id),
    task as (
      insert into tasks (response_id, customer_id, received_at, received_team_id, received_owner_id, routed_by, search, team_id, owner_id, stage, due_at, first_due_at, urgent_at, next_step_at, last_event_id, updated_at)
      select response.id, customer_id, $6, $13, $10, 'about_employee', to_tsvector('simple', concat_ws(' ', $3, $9)), $13, $10, 'to_call', $14, $14, $14, $17, nextval('task_events_id_seq'), $6 from response
      returning id, last_event_id),
    event as (
      insert into task_events (id, task_id, at, kind, data) overriding system value
      select last_event_id, id, $6, 'opened', $15 from task),
    message as (
      insert into messages (employee_id, kind, task_id, event_id, at, mail_due_at)
      select $10, 'assigned', id, last_event_id, $6, $6 from task)
  insert into deliveries (source_id, received_at, verdict, content_type, body, response_id, is_new)
  select $1, $6, 'taken_in', 'application/json', $16, id, true from response`;

const run = `${process.pid}-${Date.now()}`;
const clients = await Promise.all(
  Array.from({ length: Number(values.connections) }, async () => {
    const client = new pg.Client({ connectionString: values.url });
    await client.connect();
    return client;
  }),
);
const { rows: employees } = await clients[0]!.query(`select employees.id, team_id from employees join team_members on employee_id = employees.id order by employees.id`);
let count = 0;
const cpuBefore = process.cpuUsage();
const started = performance.now();
const until = started + Number(values.seconds) * 1000;
await Promise.all(
  clients.map(async (client) => {
    while (performance.now() < until) {
      const n = ++count;
      await client.query({ name: "answer", text: statement, values: valuesOf(n) });
    }
  }),
);
const seconds = (performance.now() - started) / 1000;
await Promise.all(clients.map((client) => client.end()));
const used = process.cpuUsage(cpuBefore);
console.log(JSON.stringify({ count, seconds, cpu_us: Math.round((used.user + used.system) / count) }));

function valuesOf(n: number): unknown[] {
  const id = `${run}-${n}`;
  const email = `jan.${id}@klant.example`;
  const { id: employeeId, team_id } = employees[n % employees.length];
  const now = new Date();
  const at = now.toISOString();
  const due = new Date(now.getTime() + 86_400_000);
  const comment = "Drie keer gebeld over dezelfde lekkage en drie keer een ander verhaal.";
  const body = JSON.stringify({ id, score: n % 7, comment, answered_at: at, customer: { id: `K-${id}`, name: "Jan de Boer", email }, about: { employee_email: `medewerker.${employeeId}@delinde.example` }, attributes: { wijk: "Oost" } });
  const opened = { score: n % 7, team_id, owner_id: employeeId, routed_by: "about_employee", routing: { version_id: null, rule_id: "detracto", passed_over: [] }, due_at: due.toISOString(), due: { hours: 24, unit: "calendar", calendar_at: due.toISOString(), working_at: due.toISOString() } };
  return [values.source, `K-${id}`, "Jan de Boer", email, JSON.stringify({ name: at, email: at }), now, id, n % 7, comment, employeeId, JSON.stringify({ wijk: "Oost" }), JSON.stringify({ score: at, comment: at, customer_id: at, about_employee_id: at, attributes: at }), team_id, due, JSON.stringify(opened), Buffer.from(body), new Date(due.getTime() - 7_200_000)];
}
