import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { demoToken } from "#db/demo/tokens.ts";
import { thankBuddy } from "../buddies/answer.server.ts";
import type { Services } from "../context.server.ts";
import { receiveResponse } from "../intake/receive.server.ts";
import { viewerById } from "../people/session.server.ts";
import { giveVerdict } from "../replies/verdict.server.ts";
import { claimTask } from "../tasks/claim.server.ts";
import { arriving, verdicts } from "./trickle.words.ts";

/** Milliseconds from one thing to the next: time to see each. */
const pause = 5_000;
/** After half of the answers it goes so many times as slowly: who looks on has seen it, who works must not drown in it. */
const slower = 6;
/** Who takes something from the pool, in turn: the demo's people by number. */
const claimers = [4, 13, 9, 5];

type Demo = Pick<Services, "db" | "now" | "log">;

/**
 * `npm run demo -- --live`: answers come in, colleagues take tasks, customers say whether it is solved
 * and somebody is thanked, by the same acts as in earnest, one each few seconds, always in this order.
 * Each answer comes once; when all have come, only the rest goes on. After a restart it goes on where
 * it was. It begins when somebody first has the app open (`isWatched`): who still reads how to sign in
 * misses nothing. Only in a demo database.
 */
export function startTrickle(demo: Demo, { isWatched = () => true, pauseMs = pause }: { isWatched?: (() => boolean) | undefined; pauseMs?: number } = {}): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const steps = [bringAnswer, claim, bringAnswer, answerReply, bringAnswer, thank];

  async function trickle(): Promise<void> {
    // Started by mistake on an organisation's own database it would invent customers there.
    if (!(await demo.db.selectFrom("organisation").select("is_demo").executeTakeFirst())?.is_demo) return void demo.log.warn("this is no demo database: nothing comes in by itself");
    const { count } = await demo.db.selectFrom("responses").select((eb) => eb.fn.countAll<number>().as("count")).where("external_id", "like", "live-%").executeTakeFirstOrThrow();
    while (!isWatched()) await wait(Math.min(pauseMs, 1_000), undefined, { signal: stopping.signal });
    // Half of the steps bring an answer.
    for (let n = count * 2; ; n++) {
      await wait(n < arriving.length ? pauseMs : pauseMs * slower, undefined, { signal: stopping.signal });
      // A visitor may have been quicker: then this step does nothing.
      await steps[n % steps.length]!(demo, n).catch((error) => demo.log.debug({ err: error }, "trickle"));
    }
  }

  const running = trickle().catch(() => {}); // stopped, or the database is gone
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function bringAnswer({ db, now }: Demo, n: number): Promise<void> {
  const next = arriving[n / 2];
  if (!next) return;
  const { name, score, words, touchpoint, about } = next;
  const source = await db.selectFrom("sources").select("id").where("kind", "=", "api").orderBy("id").executeTakeFirstOrThrow();
  const person = "person" in about ? await db.selectFrom("employees").select("email").where("id", "=", about.person).executeTakeFirst() : undefined;
  await receiveResponse(
    db,
    source,
    {
      id: `live-${n}`,
      score,
      comment: words,
      answered_at: now(),
      customer: { name, email: `${name.toLowerCase().normalize("NFD").replaceAll(/[^a-z ]/g, "").replaceAll(" ", ".")}.${n}@klant.example`, phone: `+3161234${1_000 + (n % 9_000)}`, language: "nl" },
      about: { ...(person && { employee_email: person.email }), ...("team" in about && { team: about.team }), touchpoint },
    },
    { now: now() },
  );
}

/** The oldest that is nobody's in her teams, unless it is the last one. */
async function claim({ db, now }: Demo, n: number): Promise<void> {
  const colleague = await viewerById(db, claimers[Math.floor(n / 6) % claimers.length]!);
  if (!colleague || colleague.teamIds.length === 0) return;
  const tasks = await db.selectFrom("tasks").select(["id", "last_event_id"]).where("team_id", "in", colleague.teamIds).where("owner_id", "is", null).where("closed_at", "is", null).orderBy("received_at").limit(2).execute();
  if (tasks.length === 2) await claimTask(db, colleague, tasks[0]!.id, { act_id: randomUUID(), seen: tasks[0]!.last_event_id }, now());
}

/** Whoever was told longest ago says how it is; those whose mails the demo did not make have another link. */
async function answerReply({ db, now }: Demo, n: number): Promise<void> {
  const told = await db.selectFrom("replies").innerJoin("tasks", "tasks.id", "replies.task_id").select("replies.id").where("tasks.stage", "=", "told").orderBy("tasks.told_at", "desc").limit(20).execute();
  for (const { id } of told) {
    const given = await giveVerdict(db, demoToken(`verdict ${id}`), verdicts[Math.floor(n / 6) % verdicts.length]!, now());
    if (given?.kind === "given") return;
  }
}

async function thank({ db, now }: Demo): Promise<void> {
  const helped = await db
    .selectFrom("buddies")
    .innerJoin("tasks", "tasks.id", "buddies.task_id")
    .select(["buddies.id", "buddies.task_id", "buddies.asked_by", "tasks.last_event_id"])
    .where("buddies.is_accepted", "=", true)
    .where("buddies.thanked_at", "is", null)
    .orderBy("buddies.id")
    .executeTakeFirst();
  const asker = helped && (await viewerById(db, helped.asked_by));
  if (helped && asker) await thankBuddy(db, asker, helped.task_id, helped.id, { act_id: randomUUID(), seen: helped.last_event_id }, now());
}
