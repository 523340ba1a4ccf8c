import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Db, Trx } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { histories, insertHistories } from "#tests/histories.ts";
import type { StoredEvent } from "../tasks/events.ts";
import { viewerById } from "../people/session.server.ts";
import { type Measures, closureOver, overviewOf, recurringCauses } from "./measures.server.ts";
import { readTaskList } from "./list-query.ts";
import { taskListCount } from "./list.server.ts";
import { readPeriod, weeksUntil } from "./period.ts";
import { type Scope, scopeFor } from "./scope.server.ts";
import { cohortSets, presentSets, type TaskSet } from "./sets.ts";

const database = useDatabase();
const zones = ["Europe/Amsterdam", "America/New_York", "Pacific/Auckland", "Asia/Kolkata"];
const periods = ["", "period=month", "period=last-month", "period=year", "period=custom&from=2026-10-20&to=2026-11-03"];
const moments = fc.date({ min: new Date("2026-01-15T00:00:00Z"), max: new Date("2027-12-15T00:00:00Z"), noInvalidDate: true }).map((date) => new Date(Math.floor(date.getTime() / 3_600_000) * 3_600_000)); // on the hour: limits are met exactly

test("figures are what a plain reading of the events gives, and each opens as many tasks as it counts", async () => {
  await fc.assert(
    fc.asyncProperty(histories({ days: 70, teams: 3, count: 80 }), moments, fc.constantFrom(...zones), fc.constantFrom(...periods), async (given, now, timeZone, query) => {
      await database.rollback(async (trx) => {
        const { teamIds, admin, lead } = await makePeople(trx);
        const causeIds = (await trx.insertInto("causes").values([{ name: "Niet teruggebeld" }, { name: "Monteur kwam niet" }]).returning("id").execute()).map(({ id }) => id);
        await insertHistories(trx, given, { now, teamIds, ownerIds: [lead.id, null], causeIds });
        const { period } = readPeriod(new URLSearchParams(query), { now, timeZone });
        const facts = await plainFacts(trx, now);
        const isIn = (at: Date, span: { firstDay: string; lastDay: string }) => {
          const day = localDay(at, timeZone);
          return day >= span.firstDay && day <= span.lastDay;
        };

        for (const viewer of [admin, lead]) {
          const scope = (await scopeFor(trx, viewer, null))!;
          const overview = await overviewOf(trx, scope, period, now);
          const groups = [{ ...overview.total, ids: scope.teamIds }, ...overview.teams.map((team) => ({ ...team, ids: [team.id] }))];
          for (const group of groups) {
            const ofThese = facts.filter((fact) => group.ids.includes(fact.receivedTeam));
            expect(numbersOf(group.now)).toEqual(plainMeasures(ofThese.filter((fact) => isIn(fact.receivedAt, period)), now));
            expect(numbersOf(group.before)).toEqual(plainMeasures(ofThese.filter((fact) => isIn(fact.receivedAt, period.previous)), now));
            expect(group.waiting).toEqual(plainWaiting(facts.filter((fact) => fact.team !== null && group.ids.includes(fact.team)), now));
            if (group === groups[0] || group === groups[2]) await expectSameCounts(trx, viewer, scope, group, period, now);
          }

          const weeks = weeksUntil(period, 12, timeZone);
          const mine = facts.filter((fact) => scope.teamIds.includes(fact.receivedTeam));
          expect(await closureOver(trx, scope, weeks, now)).toEqual(
            weeks.map((week, index) => {
              const until = weeks[index + 1]?.firstDay;
              const cohort = mine.filter(({ receivedAt }) => {
                const day = localDay(receivedAt, timeZone);
                return day >= week.firstDay && (until ? day < until : day <= period.lastDay);
              });
              return { firstDay: week.firstDay, ...plainMeasures(cohort, now).closure };
            }),
          );

          const causes = await recurringCauses(trx, scope, period, 10);
          for (const [index, name] of ["Niet teruggebeld", "Monteur kwam niet"].entries()) {
            const count = mine.filter((fact) => isIn(fact.receivedAt, period) && fact.cause === causeIds[index]).length;
            expect(causes.find((cause) => cause.name === name)?.count ?? 0).toBe(count);
            const list = readTaskList(new URLSearchParams({ cause: String(causeIds[index]) }));
            expect(await taskListCount(trx, { viewer, scope, period, list, now })).toEqual({ tasks: count, promises: null });
          }
        }
      });
    }),
    { numRuns: 20, interruptAfterTimeLimit: 90_000 }, // so that a failure is told with its example before the test times out
  );
}, 120_000);

test("exactly on the limit: at due is in time, due now is not yet due, and a period begins with its first instant", () =>
  database.rollback(async (trx) => {
    const { teamIds, admin } = await makePeople(trx);
    const team = teamIds[0]!;
    const { period } = readPeriod(new URLSearchParams("period=custom&from=2026-11-10&to=2026-11-11"), { now: noon, timeZone: "Europe/Amsterdam" });
    const attempted = (at: Date) => [{ kind: "attempted" as const, at, actor_id: null, data: { channel: "phone" as const, outcome: "voicemail" as const, note: "" } }];
    const after = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000);
    const untilNow = (noon.getTime() - period.from.getTime()) / 3_600_000;
    const first = await makeTask(trx, { team, receivedAt: period.from, events: attempted(after(period.from, 24)) });
    await makeTask(trx, { team, receivedAt: period.from, dueHours: untilNow });
    await makeTask(trx, { team, receivedAt: after(period.from, -1) });
    await makeTask(trx, { team, receivedAt: period.to });
    const promise = { task_id: first.id, text: "Ik bel u terug", made_at: period.from };
    const due = after(period.from, 48);
    await trx
      .insertInto("promises")
      .values([
        { ...promise, due_at: noon },
        { ...promise, due_at: due, kept_at: due },
        { ...promise, due_at: due, withdrawn_at: due },
        { ...promise, due_at: due, kept_at: after(due, 1) },
      ])
      .execute();

    const scope = (await scopeFor(trx, admin, null))!;
    const { now } = (await overviewOf(trx, scope, period, noon)).total;
    expect(now.sets.received).toBe(2);
    expect(now.contactedInTime).toEqual({ numerator: 1, denominator: 1 });
    expect(now.promises).toEqual({ numerator: 1, denominator: 2 });
    expect(await taskListCount(trx, { viewer: admin, scope, period, list: readTaskList(new URLSearchParams()), now: noon })).toEqual({ tasks: 2, promises: null });
    expect(await taskListCount(trx, { viewer: admin, scope, period, list: readTaskList(new URLSearchParams("figure=promisesMissed")), now: noon })).toEqual({ tasks: 1, promises: 1 });
  }));

describe("who sees which figures", () => {
  test("a lead gets her teams and no other, an admin all", () =>
    database.rollback(async (trx) => {
      const { teamIds, admin, lead } = await makePeople(trx);
      expect((await scopeFor(trx, lead, null))?.teamIds).toEqual([teamIds[0]]);
      expect((await scopeFor(trx, lead, String(teamIds[0])))?.team?.id).toBe(teamIds[0]);
      expect(await scopeFor(trx, lead, String(teamIds[1]))).toBeUndefined();
      expect(await scopeFor(trx, lead, "0 or true")).toBeUndefined();
      expect((await scopeFor(trx, admin, null))?.teamIds).toEqual(expect.arrayContaining(teamIds));
      expect((await scopeFor(trx, admin, String(teamIds[1])))?.teamIds).toEqual([teamIds[1]]);
    }));

  test("an employee who leads nothing gets nothing", () =>
    database.rollback(async (trx) => {
      const { teamIds } = await makePeople(trx);
      const fatima = (await viewerById(trx, (await makeEmployee(trx, { team: teamIds[0]! })).id))!;
      expect((await scopeFor(trx, fatima, null))?.teamIds).toEqual([]);
      expect(await scopeFor(trx, fatima, String(teamIds[0]))).toBeUndefined();
    }));
});

/** Three teams; the lead leads the first and is a plain member of the second. */
async function makePeople(trx: Trx) {
  await makeOrganisation(trx);
  const teamIds = [(await makeTeam(trx)).id, (await makeTeam(trx)).id, (await makeTeam(trx)).id];
  const ruben = await makeEmployee(trx, { name: "Ruben Visser", team: teamIds[0]!, lead: true });
  await trx.insertInto("team_members").values({ team_id: teamIds[1]!, employee_id: ruben.id }).execute();
  const marijke = await makeEmployee(trx, { name: "Marijke de Wit", is_admin: true });
  return { teamIds, lead: (await viewerById(trx, ruben.id))!, admin: (await viewerById(trx, marijke.id))! };
}

/** Every figure that can be opened shows exactly as many tasks (and promises) as it counts. */
async function expectSameCounts(db: Db, viewer: Parameters<typeof taskListCount>[1]["viewer"], scope: Scope, group: { now: Measures; waiting: { open: number; overdue: number }; ids: number[] }, period: Parameters<typeof taskListCount>[1]["period"], now: Date) {
  const promises = { promisesDue: group.now.promises.denominator, promisesKept: group.now.promises.numerator, promisesMissed: group.now.promises.denominator - group.now.promises.numerator };
  const present = { waiting: group.waiting.open, overdue: group.waiting.overdue };
  for (const figure of [...cohortSets, ...presentSets] as TaskSet[]) {
    const list = readTaskList(new URLSearchParams({ figure }));
    const count = await taskListCount(db, { viewer, scope: { ...scope, teamIds: group.ids }, period, list, now });
    const tasks = figure in present ? present[figure as "waiting"] : group.now.sets[figure as "told"];
    expect({ figure, ...count }).toEqual({ figure, tasks, promises: figure in promises ? promises[figure as "promisesDue"] : null });
  }
}

// The naive recomputation: from the stored events in plain code, without the app's own folding.

type PlainFact = {
  receivedAt: Date;
  receivedTeam: number;
  score: number;
  isHistory: boolean;
  /** Null: no task. */
  team: number | null;
  dueFirst: Date;
  attempts: Date[];
  tellings: Date[];
  outcome: string | null;
  verdict: { answer: string; score: number | null } | null;
  cause: number | null;
  hasSpoken: boolean;
  hasActed: boolean;
  promises: { due: Date; kept: Date | null; withdrawn: Date | null }[];
  /** When the next thing is due; null when nothing waits on us. */
  urgent: Date | null;
};

async function plainFacts(db: Db, now: Date): Promise<PlainFact[]> {
  const responses = await db.selectFrom("responses").leftJoin("tasks", "tasks.response_id", "responses.id").select(["responses.received_at", "responses.team_id", "responses.score", "responses.is_history", "tasks.id as task_id"]).execute();
  const events = (await db.selectFrom("task_events").selectAll().where("at", "<=", now).orderBy("id").execute()) as unknown as (StoredEvent & { task_id: number })[];
  return responses.map(({ received_at, team_id, score, is_history, task_id }) => ({ receivedAt: received_at, receivedTeam: team_id, score, isHistory: is_history, ...readStory(events.filter((event) => event.task_id === task_id)) }));
}

function readStory(events: StoredEvent[]): Omit<PlainFact, "receivedAt" | "receivedTeam" | "score" | "isHistory"> {
  const all = <Kind extends StoredEvent["kind"]>(kind: Kind, from = events) => from.filter((event) => event.kind === kind) as Extract<StoredEvent, { kind: Kind }>[];
  const opened = all("opened")[0];
  const placed = events.findLast((event) => event.kind === "opened" || event.kind === "rerouted" || event.kind === "handed_over") as Extract<StoredEvent, { kind: "opened" }> | undefined;
  const attempts = all("attempted");
  const tellings: StoredEvent[] = events.filter((event) => event.kind === "reply_sent" || event.kind === "told_by_phone");
  const isClosing = (event: StoredEvent) => event.kind === "closed" || (event.kind === "attempted" && event.data.outcome === "declined") || (event.kind === "verdict_given" && event.data.answer === "solved");
  const isNotYet = (event: StoredEvent) => event.kind === "verdict_given" && event.data.answer === "not_yet";
  const outcomeAfter = (past: StoredEvent[]) => {
    const last = past.findLast((event) => isClosing(event) || isNotYet(event));
    if (!last || isNotYet(last)) return null;
    return last.kind === "attempted" ? "declined" : last.kind === "verdict_given" ? "solved" : (last.data as { outcome: string }).outcome;
  };
  /** Told, and since then neither promised anything new nor reopened. */
  const isTold = (past: StoredEvent[]) => {
    const last = past.findLast((event) => tellings.includes(event) || event.kind === "promised" || isNotYet(event));
    return last !== undefined && tellings.includes(last);
  };
  const reopenings = events.map((event, index) => ({ event, index })).filter(({ event, index }) => isNotYet(event) && (outcomeAfter(events.slice(0, index)) !== null || isTold(events.slice(0, index))));
  const sinceReopened = events.slice((reopenings.at(-1)?.index ?? -1) + 1);
  const promises = all("promised").map(({ data }) => ({
    due: new Date(data.due_at),
    kept: all("promise_kept").find((event) => event.data.promise_id === data.promise_id)?.at ?? null,
    withdrawn: all("promise_withdrawn").find((event) => event.data.promise_id === data.promise_id)?.at ?? null,
  }));
  const isReached = attempts.some((event) => event.data.outcome === "reached") || reopenings.length > 0;
  const lastAct = all("acted", sinceReopened).at(-1);
  const lastVerdict = all("verdict_given").at(-1);
  const outcome = outcomeAfter(events);
  const due = new Date((reopenings.at(-1)?.event as Extract<StoredEvent, { kind: "verdict_given" }> | undefined)?.data.due_at ?? opened?.data.due_at ?? 0);

  const firstOpenPromise = promises.filter((promise) => !promise.kept && !promise.withdrawn).sort((a, b) => a.due.getTime() - b.due.getTime())[0];
  const nextDue = () => {
    if (!opened || outcome) return null;
    if (!isReached && !isTold(events)) return due;
    if (firstOpenPromise) return firstOpenPromise.due;
    if (isTold(events)) return null;
    return lastAct ? new Date(lastAct.at.getTime() + 24 * 3_600_000) : due;
  };
  return {
    team: placed?.data.team_id ?? null,
    dueFirst: new Date(opened?.data.due_at ?? 0),
    attempts: attempts.map((event) => event.at),
    tellings: tellings.map((event) => event.at),
    outcome,
    verdict: lastVerdict ? lastVerdict.data : null,
    cause: all("acted").findLast((event) => event.data.cause_id !== null)?.data.cause_id ?? null,
    hasSpoken: isReached,
    hasActed: lastAct !== undefined,
    promises,
    urgent: nextDue(),
  };
}

function plainMeasures(cohort: PlainFact[], now: Date) {
  const tasks = cohort.filter((fact) => fact.team !== null);
  const share = (of: PlainFact[], holds: (fact: PlainFact) => boolean) => ({ numerator: of.filter(holds).length, denominator: of.length });
  const wanted = cohort.filter((fact) => (fact.team === null ? fact.score <= 6 && !fact.isHistory : fact.outcome !== "no_follow_up"));
  const step = (holds: (fact: PlainFact) => boolean) => wanted.filter((fact) => fact.team !== null && holds(fact)).length;
  const isActed = (fact: PlainFact) => fact.hasActed || fact.tellings.length > 0;
  const isSpoken = (fact: PlainFact) => fact.hasSpoken || isActed(fact);
  const promises = tasks.flatMap((fact) => fact.promises).filter(({ due, withdrawn }) => due < now && !(withdrawn && withdrawn <= due));
  const hours = (moments: (fact: PlainFact) => Date[]) => tasks.filter((fact) => moments(fact).length > 0).map((fact) => (moments(fact)[0]!.getTime() - fact.receivedAt.getTime()) / 3_600_000);
  return {
    responses: { promoters: cohort.filter(({ score }) => score >= 9).length, passives: cohort.filter(({ score }) => score === 7 || score === 8).length, detractors: cohort.filter(({ score }) => score <= 6).length },
    contactedInTime: share(tasks.filter((fact) => fact.attempts.length > 0 || fact.dueFirst < now), (fact) => fact.attempts.length > 0 && fact.attempts[0]! <= fact.dueFirst),
    closure: share(wanted, (fact) => fact.tellings.length > 0 || fact.outcome === "unreachable" || fact.outcome === "declined"),
    noFollowUp: tasks.filter((fact) => fact.outcome === "no_follow_up").length,
    recovery: share(tasks.filter((fact) => fact.verdict), (fact) => fact.verdict!.answer === "solved" || (fact.verdict!.score ?? 0) >= 7),
    answered: share(tasks.filter((fact) => fact.tellings.length > 0), (fact) => fact.verdict !== null),
    promises: { numerator: promises.filter(({ kept, due }) => kept && kept <= due).length, denominator: promises.length },
    toAttempt: plainPercentiles(hours((fact) => fact.attempts)),
    toTold: plainPercentiles(hours((fact) => fact.tellings)),
    funnel: [step(() => true), step((fact) => fact.attempts.length > 0 || isSpoken(fact)), step(isSpoken), step(isActed), step((fact) => fact.tellings.length > 0)],
    withoutTask: cohort.filter((fact) => fact.team === null && fact.score <= 6 && !fact.isHistory).length,
  };
}

function numbersOf({ sets, toAttempt, toTold, ...measures }: Measures): ReturnType<typeof plainMeasures> {
  const steps = [sets.followUp, sets.stepAttempted, sets.stepReached, sets.stepActed, sets.stepTold];
  // What got stuck is what the next step lacks.
  expect([sets.stuckAttempted, sets.stuckReached, sets.stuckActed, sets.stuckTold]).toEqual(steps.slice(1).map((count, index) => steps[index]! - count));
  const rounded = ({ count, median, p90 }: Measures["toTold"]) => ({ count, median: round(median), p90: round(p90) });
  return { ...measures, noFollowUp: sets.noFollowUp, funnel: steps, toAttempt: rounded(toAttempt), toTold: rounded(toTold) };
}

function plainPercentiles(hours: number[]) {
  const sorted = hours.sort((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)]!;
    return round(below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place)));
  };
  return { count: sorted.length, median: sorted.length > 0 ? at(0.5) : null, p90: sorted.length > 0 ? at(0.9) : null };
}

const round = (hours: number | null) => (hours === null ? null : Math.round(hours * 1e6) / 1e6);

function plainWaiting(facts: PlainFact[], now: Date) {
  const urgent = facts.flatMap((fact) => (fact.urgent ? [fact.urgent] : []));
  const late = urgent.filter((at) => at < now).sort((a, b) => a.getTime() - b.getTime());
  return { open: urgent.length, overdue: late.length, oldestDueAt: late[0] ?? null };
}

const localDay = (instant: Date, timeZone: string) => new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(instant);
