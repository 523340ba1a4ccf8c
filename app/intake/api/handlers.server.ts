import { retryOnClash } from "#db/clash.ts";
import type { Db } from "#db/client.ts";
import type { Log } from "../../log.server.ts";
import type { ActiveKey } from "../keys.server.ts";
import { Problem, problemBody } from "../problem.server.ts";
import { type Incoming, receiveResponse } from "../receive.server.ts";
import { problemsOf, responseInput } from "../response.ts";
import { receiveEach } from "./batch.server.ts";
import { beginning, responseById, responsesAfter, taskById, tasksAfter } from "./changes.server.ts";
import type { OperationName } from "./operations.ts";
import { cursorOf, placeOf } from "./query.server.ts";
import { shownAnswer, shownResponse, shownTask } from "./records.ts";
import { batchFrame, type ListQuery } from "./schemas.ts";

/** A request of which everything general was checked. */
export type Call = {
  /** A transaction, when the answer is kept in it. */
  db: Db;
  log: Log;
  now: Date;
  origin: string;
  key: ActiveKey;
  /** From the path, where that has one. */
  id: number;
  query: unknown;
  /** The body, as JSON. */
  json: unknown;
};

type Handler = (call: Call) => Promise<{ status: number; body: unknown }>;

export const handlers: Record<OperationName, Handler> = {
  async sendResponse({ db, key, json, now, origin }) {
    const input = responseInput.safeParse(json);
    if (!input.success) throw invalidAnswer(input.error);
    const received = await receiveResponse(db, { id: key.sourceId }, input.data, { now });
    return { status: received.created ? 201 : 200, body: shownAnswer(received, origin) };
  },

  async sendBatch({ db, log, key, json, now, origin }) {
    const frame = batchFrame.safeParse(json);
    if (!frame.success) throw new Problem(422, "Invalid batch", "Nothing was stored.", { errors: problemsOf(frame.error) });
    const parsed = frame.data.responses.map((item) => responseInput.safeParse(item));
    const valid = parsed.flatMap((item): Incoming[] => (item.success ? [{ source: { id: key.sourceId }, input: item.data }] : []));
    const received = (await retryOnClash(db, (trx) => receiveEach(trx, valid, now))).values();
    const results = parsed.map((item) => {
      if (!item.success) return { status: 422, problem: problemBody(invalidAnswer(item.error)) };
      const outcome = received.next().value!;
      if (!(outcome instanceof Error)) return { status: outcome.created ? 201 : 200, ...shownAnswer(outcome, origin) };
      log.error({ err: outcome }, "an answer of a batch was not taken in");
      return { status: 500, problem: problemBody(new Problem(500, "Something went wrong here", "This answer was not taken in, and we have logged why. The others were.")) };
    });
    return { status: 200, body: { results } };
  },

  async listResponses({ db, query }) {
    const { rows, end, hasMore } = await responsesAfter(db, placeOf("responses", query as ListQuery, beginning), (query as ListQuery).limit);
    return { status: 200, body: { responses: rows.map(shownResponse), cursor: cursorOf("responses", end), has_more: hasMore } };
  },

  async getResponse({ db, id }) {
    const row = await responseById(db, id);
    if (!row) throw notFound();
    return { status: 200, body: shownResponse(row) };
  },

  async listTasks({ db, query, origin }) {
    const { rows, end, hasMore } = await tasksAfter(db, placeOf("tasks", query as ListQuery, beginning), (query as ListQuery).limit);
    return { status: 200, body: { tasks: rows.map((row) => shownTask(row, origin)), cursor: cursorOf("tasks", end), has_more: hasMore } };
  },

  async getTask({ db, id, origin }) {
    const row = await taskById(db, id);
    if (!row) throw notFound();
    return { status: 200, body: shownTask(row, origin) };
  },
};

function invalidAnswer(error: Parameters<typeof problemsOf>[0]): Problem {
  return new Problem(422, "Invalid answer", "Some fields are not right; nothing was stored.", { errors: problemsOf(error) });
}

export function notFound(): Problem {
  return new Problem(404, "Not found", "There is nothing here. What there is stands in /openapi.json.");
}
