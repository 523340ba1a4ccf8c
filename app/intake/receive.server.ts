import { retryOnClash } from "#db/clash.ts";
import type { Db, Trx } from "#db/client.ts";
import type { ScoreCategory, TaskStage } from "#db/schema.ts";
import { customerKeys, type KnownCustomers } from "../customers/match.server.ts";
import { announceLive } from "../live/announce.server.ts";
import { announce } from "../outgoing/announce.server.ts";
import { storeTurns } from "../routing/candidates.server.ts";
import { loadTargets } from "../routing/targets.server.ts";
import { refreshSearch } from "../tasks/open.server.ts";
import { type Considered, consider, type Decision, decide } from "./decide.ts";
import { loadKnown, responseKey } from "./known.server.ts";
import { holdKeys } from "./locks.server.ts";
import type { CustomerInput, ResponseInput } from "./response.ts";
import { type Beside, recordChanges, storeChanges } from "./store.server.ts";

export type Incoming = {
  source: { id: number };
  input: ResponseInput;
  /** From before Belterug: counts as received when it was answered, opens no task and brings no compliment. */
  isHistory?: boolean;
};

export type Received = {
  created: boolean;
  /** Whether anything of it was new to us. */
  changed: boolean;
  response: { id: number; category: ScoreCategory };
  task: { id: number; stage: TaskStage; owner: string | null; team: string; due_at: Date } | null;
};

type Options = {
  now: Date;
  /** What the caller stores in one statement with the last of the answers, given what all became. */
  beside?: { insert: (received: Received[]) => Beside; inserted: (ids: number[]) => void };
  /** Called when all locks are held and all is decided, before the last of it is stored. */
  onDecided?: () => void;
};

/** Takes in one survey answer, as `receiveResponses` does. */
export async function receiveResponse(db: Db, source: { id: number }, input: ResponseInput, clock: { now: Date }): Promise<Received> {
  return (await receiveResponses(db, [{ source, input }], clock))[0]!;
}

/**
 * Takes in survey answers, in their order: each stored once per source and id, however often and in
 * whatever order it is sent; its customer matched or made; a detractor's task opened (one per
 * response, ever); a promoter's words brought as a compliment. A known response is updated, and its
 * routing looked at again while nobody has acted. When this returns all are committed (or part of the
 * caller's transaction); when it throws, none is: the caller tries the halves to find the bad one.
 */
export async function receiveResponses(db: Db, items: Incoming[], { now, beside, onDecided }: Options): Promise<Received[]> {
  if (items.length === 0) return [];
  return retryOnClash(db, async (trx) => {
    await holdKeys(trx, items.flatMap(({ source, input }) => [responseKey(source.id, input.id), ...customerKeys(input.customer)]));
    const received: Received[] = [];
    while (received.length < items.length) {
      const store = async (decisions: Decision[], customers: KnownCustomers) => {
        received.push(...decisions.map((decision) => decision.received));
        const isLast = received.length === items.length;
        if (isLast) onDecided?.();
        const ids = await storeChanges(trx, decisions, customers, now, isLast ? beside?.insert(received) : undefined);
        if (isLast) beside?.inserted(ids);
      };
      await receiveRound(trx, items.slice(received.length), now, store);
    }
    return received;
  });
}

/**
 * Brings what is known of these customers up to date, `at` being when it was so (UTC); who is not
 * known yet is made. All or none, as `receiveResponses`. One who has neither id nor e-mail is new each time.
 */
export async function receiveCustomers(db: Db, customers: CustomerInput[], { at, now }: { at: Date; now: Date }): Promise<{ created: boolean; changed: boolean }[]> {
  if (customers.length === 0) return [];
  return retryOnClash(db, async (trx) => {
    await holdKeys(trx, customers.flatMap(customerKeys));
    const known = await loadKnown(trx, [], now, customers);
    const matched = customers.map((given) => known.customers.match(given, { at, now, currentId: null, ownerId: known.employeeWith(given.owner_email), newId: known.next.customer }));
    await storeChanges(trx, [], known.customers, now);
    await refreshSearch(trx, matched.filter(({ isSearchChanged }) => isSearchChanged).map(({ customer }) => customer.id));
    return matched.map(({ isNew, isOther }) => ({ created: isNew, changed: isOther }));
  });
}

/** As many of them as can be decided together: three statements or so, whatever their number. */
async function receiveRound(trx: Trx, items: Incoming[], now: Date, store: (decisions: Decision[], customers: KnownCustomers) => Promise<void>): Promise<void> {
  const round = beforeARepeat(items);
  const known = await loadKnown(trx, round, now);
  const considered: Considered[] = [];
  for (const incoming of round) {
    const one = consider(known, incoming, now);
    considered.push(one);
    if (one.customerBefore && one.customerBefore.id !== one.customer.id) break; // who is whose changes in the database: the next ones look again
  }
  await loadTargets(trx, known.workplace, considered.flatMap(({ asked }) => asked ?? []), now);
  const decisions = considered.map((one) => decide(known, one, now));
  await store(decisions, known.customers);
  await storeTurns(trx, known.workplace.turns);
  await recordChanges(trx, decisions, now);
  if (known.hasListeners) await announce(trx, decisions.flatMap(newsOf), now);
  announceLive(trx, whatToShow(decisions));
}

/** What of it stands on somebody's screen at once. */
function whatToShow(decisions: Decision[]) {
  const praised = decisions.filter(({ compliment, is }) => compliment && is === "new");
  return {
    taskIds: decisions.flatMap(({ opened }) => opened?.task.id ?? []),
    eventId: Math.max(0, ...decisions.map(({ opened }) => opened?.event.id ?? 0)),
    employeeIds: praised.flatMap(({ compliment }) => compliment?.employeeId ?? []),
    teamIds: praised.map(({ response }) => response.team_id),
  };
}

/** What other systems are told of it; of what a person or routing changes in a task `record` tells them. */
function newsOf({ is, opened, response: { id: responseId } }: Decision) {
  return [
    ...(is === "new" ? [{ kind: "response.received" as const, responseId }] : []),
    ...(opened && opened.task.owner_id !== null ? [{ kind: "task.assigned" as const, responseId, details: { reason: "opened" } }] : []),
  ];
}

/** The answers up to one that is there a second time, which must see what the first made. */
function beforeARepeat(items: Incoming[]): Incoming[] {
  const seen = new Set<string>();
  const repeat = items.findIndex(({ source, input }) => {
    const key = responseKey(source.id, input.id);
    const isRepeat = seen.has(key);
    seen.add(key);
    return isRepeat;
  });
  return repeat === -1 ? items : items.slice(0, repeat);
}
