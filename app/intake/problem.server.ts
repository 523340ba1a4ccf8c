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

export function problemBody({ status, title, message, errors }: Problem) {
  return { type: "about:blank" as const, title, status, detail: message, ...(errors && { errors }) };
}

export function sendProblem(res: Response, problem: Problem): void {
  // Said as bytes: Express would add a charset, which this media type does not have.
  const body = Buffer.from(JSON.stringify(problemBody(problem)));
  res.status(problem.status).set({ ...problem.headers, "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
  res.end(body);
}

export const databaseIsAway = () =>
  new Problem(503, "Temporarily unavailable", "Nothing was taken in. Send the same answer again later: with the same id it is never stored twice.", { headers: { "Retry-After": "5" } });
