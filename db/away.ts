// Connection errors of the operating system.
const systemCodes = ["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EPIPE", "EHOSTUNREACH", "ENETUNREACH", "ENOENT"];
// PostgreSQL's Appendix A: it starts, stops, is full, or is too busy (a lock or a statement that took too long, a deadlock).
const sqlStates = /^(08...|53...|57...|58...|55P03|25006|25P03|40001|40P01)$/;
// pg and Kysely give these without a code.
const messages = /connection terminated|connection error|connection timeout|timeout exceeded when trying to connect|cannot use a pool after|pool after calling end|driver has already been destroyed|client has encountered a connection error|not queryable/i;

/**
 * Whether this error is PostgreSQL's absence, or its being too busy, rather than a mistake of ours:
 * the same request helps later. Screens and the API answer it alike: 503, with when to come again.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true; // localhost tried as IPv6 and IPv4
  // pg-boss passes on an error's fields, not the error.
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof message !== "string") return false;
  return typeof code === "string" ? systemCodes.includes(code) || sqlStates.test(code) : messages.test(message);
}
