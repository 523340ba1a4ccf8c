import { z } from "zod";
import { signing, type Signing } from "./signing.ts";

export const schemes = ["hmac", "standard-webhooks", "header-token", "query-token", "none"] as const;
export const hashes = ["sha256", "sha1", "sha512"] as const;
export const encodings = ["hex", "base64"] as const;

const typed = z.object({
  scheme: z.enum(schemes, { error: "choose" }),
  header: z.string().trim().default(""),
  // A space at its end belongs to it: "Bearer ".
  prefix: z.string().default(""),
  hash: z.enum(hashes).default("sha256"),
  encoding: z.enum(encodings).default("hex"),
  parameter: z.string().trim().default(""),
});

export type SigningProblem = { scheme: "choose" } | { header: "needsHeader" } | { parameter: "needsParameter" } | { prefix: "tooLong" };

/** How a tool that we do not know signs, as an administrator filled it in. */
export function readSigning(form: Record<string, unknown>): { signing: Signing } | { problem: SigningProblem } {
  const read = typed.safeParse(form);
  if (!read.success) return { problem: { scheme: "choose" } };
  const { scheme, header, prefix, hash, encoding, parameter } = read.data;
  const withPrefix = prefix.trim() === "" ? {} : { prefix: prefix.trimStart() };
  const made =
    scheme === "hmac" ? { scheme, hash, encoding, header, ...withPrefix }
    : scheme === "header-token" ? { scheme, header, ...withPrefix }
    : scheme === "query-token" ? { scheme, parameter }
    : { scheme };
  const checked = signing.safeParse(made);
  if (checked.success) return { signing: checked.data };
  const wrong = checked.error.issues[0]!.path[0];
  if (wrong === "parameter") return { problem: { parameter: "needsParameter" } };
  return { problem: wrong === "prefix" ? { prefix: "tooLong" } : { header: "needsHeader" } };
}
