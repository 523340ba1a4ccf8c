import { sql } from "kysely";

/** A query's `task_events`, without what was taken back: what `standing` (undo.ts) is for facts in memory. */
export const stands = sql<boolean>`not exists (
  select from task_events as undone
  where undone.task_id = task_events.task_id and undone.kind = 'undone' and (undone.data ->> 'event_id')::bigint = task_events.id)`;
