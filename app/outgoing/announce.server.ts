import { sql } from "kysely";
import type { Trx } from "#db/client.ts";
import type { Announcement } from "./events.ts";

/**
 * Writes down what other systems are told, in the transaction in which it happened: told exactly when
 * it did. Takes as many as there are in one statement, which begins with whether anybody wants to
 * know and then is over. All is read from the database as it stands now, so call it after the
 * change. What came in as history (`is_history`) is no news and is left out. A paused endpoint's
 * wait until it goes on.
 */
export async function announce(trx: Trx, announcements: (Announcement & { responseId: number })[], at: Date): Promise<void> {
  if (announcements.length === 0) return;
  const kinds = announcements.map(({ kind }) => kind);
  const responses = announcements.map(({ responseId }) => responseId);
  const details = announcements.map(({ details }) => JSON.stringify(details ?? {}));
  await sql`
    with wanted as (
      select gen_random_uuid() as id, asked.*
      from unnest(${kinds}::text[], ${responses}::bigint[], ${details}::jsonb[]) with ordinality as asked (kind, response_id, details, place)
      where exists (select from event_endpoints where archived_at is null and asked.kind = any (kinds))
    ), told as (
      insert into outgoing_events (id, kind, at, data)
      select wanted.id, wanted.kind, ${at}, wanted.details || jsonb_build_object(
        'response', jsonb_build_object(
          'id', responses.id, 'external_id', responses.external_id, 'source', sources.name, 'score', responses.score, 'category', responses.category,
          'has_comment', responses.comment is not null, 'answered_at', ${utc("responses.answered_at")}, 'received_at', ${utc("responses.received_at")}, 'team', response_team.code),
        'customer', jsonb_build_object('id', customers.id, 'external_id', customers.external_id),
        'task', case when tasks.id is not null then jsonb_build_object(
          'id', tasks.id, 'stage', tasks.stage, 'outcome', tasks.outcome, 'team', task_team.code, 'owner_email', employees.email, 'due_at', ${utc("tasks.due_at")}) end)
      from wanted
      join responses on responses.id = wanted.response_id and not responses.is_history
      join sources on sources.id = responses.source_id
      join customers on customers.id = responses.customer_id
      join teams response_team on response_team.id = responses.team_id
      left join tasks on tasks.response_id = responses.id
      left join teams task_team on task_team.id = tasks.team_id
      left join employees on employees.id = tasks.owner_id
      returning id, kind
    )
    insert into event_deliveries (event_id, endpoint_id, next_try_at)
    select told.id, event_endpoints.id, ${at}
    from told
    join event_endpoints on event_endpoints.archived_at is null and told.kind = any (event_endpoints.kinds)
    join wanted on wanted.id = told.id
    order by wanted.place, event_endpoints.id`.execute(trx);
}

const utc = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
