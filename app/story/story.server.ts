import { expressionBuilder, sql } from "kysely";
import type { Db } from "#db/client.ts";
import type { DB } from "#db/schema.ts";
import { monthOf, spanOfMonths } from "../i18n/month.server.ts";
import { monthAfter } from "../i18n/month.ts";
import type { Viewer } from "../people/session.server.ts";
import { visibleTo } from "../tasks/access.server.ts";
import { stands } from "../tasks/stands.server.ts";

const monthsOnPage = 3;
const mostVoices = 12;

export const counted = ["closed", "solved", "kept", "cause", "thanks"] as const;
export type Counts = Record<(typeof counted)[number], number>;

type Span = { from: Date | null; to: Date | null };

/**
 * What she did for customers and what came back, a few months at a time, the newest first. `before`: the
 * months before this one ("2026-08"); null: from now, with what it is all together. Null: the organisation
 * does without personal figures. It asks about the viewer and can be asked about nobody else.
 */
export async function storyOf(db: Db, viewer: Viewer, { before, now }: { before: string | null; now: Date }) {
  const { time_zone, personal_figures } = await db.selectFrom("organisation").select(["time_zone", "personal_figures"]).executeTakeFirstOrThrow();
  if (personal_figures === "off") return null;
  const newest = await latestBefore(db, viewer, before ? spanOfMonths(before, before, time_zone).from : now);
  const all = before ? null : await countsOf(db, viewer, { from: null, to: null }, time_zone);
  const total = all && add(all.map(({ counts }) => counts));
  if (!newest) return { total, months: [], next: null };
  const last = monthOf(newest, time_zone);
  const first = monthAfter(last, 1 - monthsOnPage);
  const span = spanOfMonths(first, last, time_zone);
  const [counts, voices, older] = await Promise.all([countsOf(db, viewer, span, time_zone), voicesOf(db, viewer, span), latestBefore(db, viewer, span.from)]);
  const months = counts.map(({ month, counts }) => ({ month, counts, voices: voices.filter((voice) => monthOf(voice.at, time_zone) === month) }));
  return {
    total,
    months: months.map(({ voices, ...month }) => ({ ...month, voices: voices.slice(0, mostVoices), more: Math.max(0, voices.length - mostVoices) })),
    next: older ? first : null,
  };
}

/** All that counts, each by its own index on her. */
function happened(viewer: Viewer, { from, to }: Span) {
  const within = (column: string) => sql`${sql.ref(column)} >= ${from ?? "-infinity"} and ${sql.ref(column)} < ${to ?? "infinity"}`;
  return sql<{ kind: keyof Counts; at: Date }>`
    select 'closed' as kind, closed_at as at from tasks where owner_id = ${viewer.id} and closed_at is not null and first_told_at is not null and ${within("closed_at")}
    union all select 'solved', solved_at from solved_cases where employee_id = ${viewer.id} and ${within("solved_at")}
    union all select 'kept', kept_at from promises where made_by = ${viewer.id} and kept_at is not null and ${within("kept_at")}
    union all select 'cause', at from task_events where actor_id = ${viewer.id} and kind = 'acted' and data ->> 'cause_id' is not null and ${within("at")} and ${stands}
    union all select 'thanks', thanked_at from buddies where buddy_id = ${viewer.id} and thanked_at is not null and ${within("thanked_at")}
    union all select 'thanks', received_at from compliments where employee_id = ${viewer.id} and ${within("received_at")}`;
}

async function countsOf(db: Db, viewer: Viewer, span: Span, timeZone: string): Promise<{ month: string; counts: Counts }[]> {
  const { rows } = await sql<{ month: string; kind: keyof Counts; count: number }>`
    select to_char(at at time zone ${timeZone}, 'YYYY-MM') as month, kind, count(*)::int as count from (${happened(viewer, span)}) happened group by 1, 2 order by 1 desc`.execute(db);
  return [...Map.groupBy(rows, ({ month }) => month)].map(([month, counts]) => ({ month, counts: add(counts.map(({ kind, count }) => ({ [kind]: count }))) }));
}

function add(list: Partial<Counts>[]): Counts {
  return Object.fromEntries(counted.map((kind) => [kind, list.reduce((sum, counts) => sum + (counts[kind] ?? 0), 0)])) as Counts;
}

async function latestBefore(db: Db, viewer: Viewer, to: Date): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select greatest(
      (select max(closed_at) from tasks where owner_id = ${viewer.id} and closed_at is not null and first_told_at is not null and closed_at < ${to}),
      (select max(solved_at) from solved_cases where employee_id = ${viewer.id} and solved_at < ${to}),
      (select max(kept_at) from promises where made_by = ${viewer.id} and kept_at is not null and kept_at < ${to}),
      (select max(at) from task_events where actor_id = ${viewer.id} and kind = 'acted' and data ->> 'cause_id' is not null and at < ${to}),
      (select max(thanked_at) from buddies where buddy_id = ${viewer.id} and thanked_at is not null and thanked_at < ${to}),
      (select max(received_at) from compliments where employee_id = ${viewer.id} and received_at < ${to})) as at`.execute(db);
  return rows[0]!.at;
}

export type Voice = { kind: "solved" | "compliment" | "buddy"; id: number; at: Date; who: string | null; words: string | null };

/** Who said something back in this time, the newest first. What a customer said with "solved", where she said something and the task is one that she may see still. */
async function voicesOf(db: Db, viewer: Viewer, { from, to }: { from: Date; to: Date }): Promise<Voice[]> {
  const { rows } = await sql<Voice>`
    select 'solved' as kind, s.task_id as id, s.solved_at as at, c.name as who, v.words
      from solved_cases s join tasks on tasks.id = s.task_id join customers c on c.id = tasks.customer_id
      cross join lateral (select verdicts.words from replies join verdicts on verdicts.reply_id = replies.id where replies.task_id = s.task_id order by replies.id desc limit 1) v
      where s.employee_id = ${viewer.id} and s.solved_at >= ${from} and s.solved_at < ${to} and v.words is not null and ${visibleTo(viewer)(expressionBuilder<DB, "tasks">())}
    union all
    select 'compliment', p.response_id, p.received_at, c.name, r.comment
      from compliments p join responses r on r.id = p.response_id join customers c on c.id = r.customer_id
      where p.employee_id = ${viewer.id} and p.received_at >= ${from} and p.received_at < ${to}
    union all
    select 'buddy', b.id, b.thanked_at, e.name, null
      from buddies b join employees e on e.id = b.asked_by
      where b.buddy_id = ${viewer.id} and b.thanked_at is not null and b.thanked_at >= ${from} and b.thanked_at < ${to}
    order by at desc limit 500`.execute(db);
  return rows;
}
