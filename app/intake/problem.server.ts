import type { Response } from "express";

/** Why a request was refused; every one of them leaves as RFC 9457 problem JSON. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly headers: Record<string, string>;
  readonly errors: { field: string; reason: string }[] | undefined;

  constructor(status: number, title: string, detail: string, { headers = {}, errors }: { headers?: Record<string, string>; errors?: { field: string; reason: string }[] } = {}) {
    super(detail);
    this.status = status;
    this.title = title;
    this.headers = headers;
    this.errors = errors;
  }
}

export function sendProblem(res: Response, { status, title, message, headers, errors }: Problem): void {
  // Said as bytes: Express would add a charset, which this media type does not have.
  const body = Buffer.from(JSON.stringify({ type: "about:blank", title, status, detail: message, ...(errors && { errors }) }));
  res.status(status).set({ ...headers, "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
  res.end(body);
}

export const databaseIsAway = () =>
  new Problem(503, "Temporarily unavailable", "Nothing was taken in. Send the same answer again later: with the same id it is never stored twice.", { headers: { "Retry-After": "5" } });

// Connection errors of the operating system, and what PostgreSQL says when it starts, stops, is full or is too busy.
const systemCodes = ["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EPIPE", "EHOSTUNREACH", "ENETUNREACH", "ENOENT"];
const sqlStates = /^(08...|53...|57...|58...|55P03|25006|25P03|40001|40P01)$/;
// pg and Kysely give these without a code.
const messages = /connection terminated|connection error|connection timeout|timeout exceeded when trying to connect|cannot use a pool after|driver has already been destroyed|client has encountered a connection error|not queryable/i;

/** Whether it is the database's absence (or its being too busy) and not our mistake: trying later helps. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === "string") return systemCodes.includes(code) || sqlStates.test(code);
  return messages.test(error.message);
}
