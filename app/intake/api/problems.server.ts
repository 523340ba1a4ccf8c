import { isDatabaseAway } from "#db/away.ts";
import { NoOrganisation } from "../../routing/route.ts";
import { databaseIsAway, Problem } from "../problem.server.ts";

/** What a caller hears of an error: what she can do something about, and nothing of the rest. */
export function problemFor(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return databaseIsAway();
  if (error instanceof NoOrganisation) return new Problem(503, "Not set up yet", "Belterug was installed, and nobody has set it up yet.", { headers: { "Retry-After": "300" } });
  // What Express' body reader throws
  const { status = 500, type, limit } = error as { status?: number; type?: string; limit?: number };
  if (status === 413) return new Problem(413, "Too large", `The body is at most ${(limit ?? 0) / 1024} kB, also after unpacking.`);
  if (status === 415) return new Problem(415, "Unsupported media type", "Send it as it is, or packed with gzip, deflate or br.", { headers: { "Accept-Encoding": "gzip, deflate, br" } });
  if (status < 500) return new Problem(400, "Malformed request", type === "request.size.invalid" ? "The body is not as long as Content-Length says." : "The request could not be read.");
  return new Problem(500, "Something went wrong here", "Nothing was taken in, and we have logged why. Send it again later.");
}
