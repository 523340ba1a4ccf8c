import { lookup as lookupInDns } from "node:dns";
import http, { type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** Why a request outside did not get an answer; worded by whoever shows it. */
export const outsideProblems = ["not_a_url", "has_credentials", "not_https", "private_address", "unknown_host", "no_connection", "certificate", "timed_out", "connection_lost"] as const;
export type OutsideProblem = (typeof outsideProblems)[number];

/** Holds a code and nothing of the address: that may hold a secret, and errors are logged. */
export class OutsideError extends Error {
  readonly problem: OutsideProblem;
  constructor(problem: OutsideProblem) {
    super(`no answer from outside: ${problem}`);
    this.name = "OutsideError";
    this.problem = problem;
  }
}

export type OutsideRequest = { method: "GET" | "POST"; headers?: Record<string, string>; body?: string | Buffer };

export type OutsideOptions = {
  /** Host names that the configuration allows by name: over http as well, and at a private address. */
  allowedHosts: readonly string[];
  /** Of the answer's body; the rest is cut off. */
  maxBytes?: number;
  /** For everything together: looking up, connecting, sending, reading. */
  timeoutMs?: number;
  /** Ends it early, as if the time were up. */
  signal?: AbortSignal;
  /** For tests: what asks the DNS. */
  lookup?: LookupFunction;
};

export type OutsideAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer; isCut: boolean };

/**
 * One HTTP request to an address that somebody typed in. It reaches public addresses only: what the
 * name resolves to is checked at the moment of connecting, and that very address is connected to, so
 * a DNS that answers otherwise a moment later gains nothing. A redirect is an answer like any other
 * and is never followed. Each request has a connection of its own, https and checked, and no answer
 * is unpacked. Throws `OutsideError` when there is no answer.
 */
export async function requestOutside(address: string, { method, headers = {}, body }: OutsideRequest, options: OutsideOptions): Promise<OutsideAnswer> {
  const { allowedHosts, maxBytes = 65_536, timeoutMs = 15_000, lookup = lookupTogether } = options;
  const problem = addressProblem(address, allowedHosts);
  if (problem) throw new OutsideError(problem);
  const url = new URL(address);
  const timeUp = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([timeUp, options.signal]) : timeUp;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(new OutsideError(signal.aborted ? "timed_out" : problemOf(error)));
    const request = (url.protocol === "https:" ? https : http).request({
      method,
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port,
      path: url.pathname + url.search,
      headers: { "accept-encoding": "identity", "user-agent": "Belterug", ...headers, ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }) },
      agent: false,
      // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED cannot switch it off.
      rejectUnauthorized: true,
      lookup: isAllowed(url, allowedHosts) ? lookup : onlyPublic(lookup),
      signal,
    });
    request.once("response", (response) => readAnswer(response, maxBytes, resolve, fail));
    request.on("error", fail);
    request.once("close", () => fail(new OutsideError("connection_lost"))); // after an answer it changes nothing
    request.end(body);
  });
}

/** What is wrong with this address by itself, before anything is looked up; null when nothing is. */
export function addressProblem(address: string, allowedHosts: readonly string[]): OutsideProblem | null {
  const url = URL.parse(address);
  if (!url || !["http:", "https:"].includes(url.protocol)) return "not_a_url";
  if (url.username || url.password) return "has_credentials";
  if (isAllowed(url, allowedHosts)) return null;
  if (url.protocol !== "https:") return "not_https";
  // URL writes every spelling of a number (0x7f.1, 2130706433) as the address it is.
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(literal) && !isPublic(literal) ? "private_address" : null;
}

/** The same, and whether its name now leads to a public address; for a form. What counts is checked again with each request. */
export async function lookedUpProblem(address: string, { allowedHosts, lookup = lookupTogether }: Pick<OutsideOptions, "allowedHosts" | "lookup">): Promise<OutsideProblem | null> {
  const problem = addressProblem(address, allowedHosts);
  const url = URL.parse(address);
  if (problem || !url || isAllowed(url, allowedHosts) || ipaddr.isValid(url.hostname.replace(/^\[|\]$/g, ""))) return problem;
  return new Promise((resolve) => onlyPublic(lookup)(url.hostname, { all: true }, (error) => resolve(error ? problemOf(error) : null)));
}

/** Whether packets to it leave for the public internet, also when it is an IPv4 address in another coat. */
export function isPublic(address: string): boolean {
  const parsed = ipaddr.parse(address);
  if (parsed.kind() === "ipv4") return parsed.range() === "unicast";
  const v6 = parsed as ipaddr.IPv6;
  if (v6.isIPv4MappedAddress()) return v6.toIPv4Address().range() === "unicast";
  // NAT64 (RFC 6052): the last four bytes are the IPv4 address that it leads to.
  if (v6.match(ipaddr.IPv6.parse("64:ff9b::"), 96)) return ipaddr.fromByteArray(v6.toByteArray().slice(12)).range() === "unicast";
  // 6to4, Teredo and the like have a range of their own. All that is handed out is in 2000::/3.
  return v6.range() === "unicast" && v6.match(ipaddr.IPv6.parse("2000::"), 3);
}

function isAllowed({ hostname }: URL, allowedHosts: readonly string[]): boolean {
  return allowedHosts.includes(hostname.replace(/\.$/, ""));
}

const asking = new Map<string, Parameters<LookupFunction>[2][]>();

/** Asks once for all that wait for the same name: each question takes one of Node's four threads, and a DNS that does not answer would soon have them all. */
const lookupTogether: LookupFunction = (hostname, options, callback) => {
  const question = JSON.stringify([hostname, options]);
  const waiting = asking.get(question);
  if (waiting) return void waiting.push(callback);
  asking.set(question, [callback]);
  lookupInDns(hostname, options, (...answer: unknown[]) => {
    const callbacks = asking.get(question) ?? [];
    asking.delete(question);
    for (const one of callbacks) one(...(answer as Parameters<typeof one>));
  });
};

/** A lookup that fails when any address it finds is not public. */
function onlyPublic(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, options, (error, address, family) => {
      if (error) return callback(error, address, family);
      const found = Array.isArray(address) ? address.map((one) => one.address) : [address];
      if (found.length === 0 || !found.every(isPublic)) return callback(new OutsideError("private_address"), address, family);
      callback(null, address, family);
    });
}

/** Calls back at once, not by a promise: the request's own "close" comes right after and would win. */
function readAnswer(response: IncomingMessage, maxBytes: number, done: (answer: OutsideAnswer) => void, fail: (error: unknown) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const answer = (isCut: boolean) => done({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).subarray(0, maxBytes), isCut });
  response.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= maxBytes) return;
    answer(true);
    response.destroy();
  });
  response.once("end", () => answer(false));
  response.on("error", fail);
}

function problemOf(error: unknown): OutsideProblem {
  if (error instanceof OutsideError) return error.problem;
  const { code = "", name } = error as NodeJS.ErrnoException;
  if (name === "AbortError" || name === "TimeoutError" || code === "ETIMEDOUT") return "timed_out";
  if (["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME"].includes(code)) return "unknown_host";
  if (["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL"].includes(code)) return "no_connection";
  if (code === "EPROTO" || /CERT|_SSL_|TLS|SIGNATURE|ISSUER/.test(code)) return "certificate";
  return "connection_lost";
}
