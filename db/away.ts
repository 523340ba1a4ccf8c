/**
 * Whether this error means that PostgreSQL cannot be reached now (stopped, restarting, network),
 * rather than that it refused what we asked. Codes: PostgreSQL's Appendix A, classes 08 and 57P, and Node's.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true; // localhost tried as IPv6 and IPv4
  const code = (error as { code?: unknown }).code;
  if (typeof code === "string") {
    if (["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EPIPE", "ENOTFOUND", "EAI_AGAIN", "53300"].includes(code)) return true;
    if (code.startsWith("08") || ["57P01", "57P02", "57P03"].includes(code)) return true;
  }
  // pg's own errors have no code.
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|pool after calling end/.test(error.message);
}
