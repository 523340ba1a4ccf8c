import pino, { type Logger } from "pino";

export type Log = Logger;

/**
 * JSON lines with request ids. Nothing personal is ever passed in: no names, addresses, words, full
 * URLs or tokens. Errors are reduced to name, message and stack, as a driver's error may carry the row.
 */
export function createLog(level: string): Log {
  return pino({
    level,
    base: { pid: process.pid },
    serializers: {
      err: (thrown: unknown) => {
        if (typeof thrown !== "object" || thrown === null || !("message" in thrown)) return { message: "not an error" };
        const error = thrown as Partial<Error>; // pg-boss emits plain objects
        const { code } = thrown as { code?: unknown };
        // PostgreSQL's messages can quote the refused value; its code and constraint say enough.
        const isDatabase = typeof code === "string" && /^[0-9A-Z]{5}$/.test(code);
        const { constraint } = thrown as { constraint?: unknown };
        return {
          name: error.name,
          code,
          constraint,
          message: isDatabase ? "database error" : error.message,
          stack: error.stack?.split("\n").slice(1, 12).join("\n"),
        };
      },
    },
  });
}
