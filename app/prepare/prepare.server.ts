import type { Db } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { visibleTo } from "../tasks/access.server.ts";
import type { TaskRow } from "../tasks/record.server.ts";
import { stands } from "../tasks/stands.server.ts";

/** All that gives courage to call, beside what the customer said and what helped others (similar.route.ts). The caller has checked that she may see the task. */
export async function prepareCard(db: Db, viewer: Viewer, task: TaskRow) {
  const [earlier, spoken, promises, guides] = await Promise.all([
    earlierAnswers(db, task),
    lastSpoken(db, viewer, task),
    promisesElsewhere(db, viewer, task),
    guidesFor(db, task),
  ]);
  return { earlier, spoken, promises, guides, me: viewer.name };
}

export type PrepareCard = Awaited<ReturnType<typeof prepareCard>>;

/** How she answered before this one and how those loops ended, newest first: no words, those stand on the customer's page. */
async function earlierAnswers(db: Db, { customer_id, received_at }: TaskRow) {
  return db
    .selectFrom("responses")
    .leftJoin("tasks", "tasks.response_id", "responses.id")
    .select(["responses.score", "responses.received_at", "tasks.outcome", "tasks.stage"])
    .where("responses.customer_id", "=", customer_id)
    .where("responses.received_at", "<", received_at)
    .orderBy("responses.received_at", "desc")
    .limit(20)
    .execute();
}

/** Who spoke with her last, about a task that the viewer may see. */
async function lastSpoken(db: Db, viewer: Viewer, { customer_id }: TaskRow) {
  const spoken = await db
    .selectFrom((query) => query.selectFrom("tasks").select("tasks.id").where("tasks.customer_id", "=", customer_id).where(visibleTo(viewer)).orderBy("tasks.id", "desc").limit(20).as("hers"))
    .innerJoin("task_events", "task_events.task_id", "hers.id")
    .innerJoin("employees", "employees.id", "task_events.actor_id")
    .select(["task_events.at", "task_events.actor_id", "employees.name"])
    .where((eb) => eb.or([eb("task_events.kind", "=", "told_by_phone"), eb.and([eb("task_events.kind", "=", "attempted"), eb(eb.ref("task_events.data", "->>").key("outcome" as never), "=", "reached" as never)])]))
    // What was taken back was no conversation.
    .where(stands)
    .orderBy("task_events.at", "desc")
    .limit(1)
    .executeTakeFirst();
  return spoken ?? null;
}

/** What was promised to her on other tasks that the viewer may see, and is not kept yet. */
async function promisesElsewhere(db: Db, viewer: Viewer, { id, customer_id }: TaskRow) {
  return db
    .selectFrom("tasks")
    .innerJoin("promises", "promises.task_id", "tasks.id")
    .select(["promises.id", "promises.text", "promises.due_at", "promises.task_id"])
    .where("tasks.customer_id", "=", customer_id)
    .where("tasks.id", "<>", id)
    .where("promises.kept_at", "is", null)
    .where("promises.withdrawn_at", "is", null)
    .where(visibleTo(viewer))
    .orderBy("promises.due_at")
    .limit(3)
    .execute();
}

/** Of the task's team: those that could fit (guide.ts chooses). */
async function guidesFor(db: Db, { team_id, cause_id, response_id }: TaskRow) {
  return db
    .selectFrom("call_guides")
    .select(["cause_id", "category", "start", "openings", "dos", "donts"])
    .where("team_id", "=", team_id)
    .where((eb) =>
      eb.or([
        ...(cause_id === null ? [] : [eb("cause_id", "=", cause_id)]),
        eb.and([eb("cause_id", "is", null), eb.or([eb("category", "is", null), eb("category", "=", eb.selectFrom("responses").select("responses.category").where("responses.id", "=", response_id) as never)])]),
      ]),
    )
    .execute();
}
