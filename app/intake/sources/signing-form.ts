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

/** A secret as a tool gives it: it goes into a header or a key, so it is plain ASCII without spaces. */
export const theirSecret = z.string().trim().max(500).regex(/^[\x21-\x7e]*$/);

export type SigningProblem = { field: "scheme"; key: "choose" } | { field: "header"; key: "needsHeader" } | { field: "parameter"; key: "needsParameter" } | { field: "prefix"; key: "tooLong" } | { field: "secret"; key: "badSecret" };

/** How a tool that we do not know signs, as an administrator filled it in. */
export function readSigning(form: Record<string, unknown>): { signing: Signing; secret: string | undefined } | { problem: SigningProblem } {
  const read = typed.safeParse(form);
  if (!read.success) return { problem: { field: "scheme", key: "choose" } };
  const secret = theirSecret.safeParse(form["secret"] ?? "");
  if (!secret.success) return { problem: { field: "secret", key: "badSecret" } };
  const { scheme, header, prefix, hash, encoding, parameter } = read.data;
  const withPrefix = prefix.trim() === "" ? {} : { prefix: prefix.trimStart() };
  const made =
    scheme === "hmac" ? { scheme, hash, encoding, header, ...withPrefix }
    : scheme === "header-token" ? { scheme, header, ...withPrefix }
    : scheme === "query-token" ? { scheme, parameter }
    : { scheme };
  const checked = signing.safeParse(made);
  if (checked.success) return { signing: checked.data, secret: scheme === "none" ? undefined : secret.data || undefined };
  const wrong = checked.error.issues[0]!.path[0];
  if (wrong === "parameter") return { problem: { field: "parameter", key: "needsParameter" } };
  return { problem: wrong === "prefix" ? { field: "prefix", key: "tooLong" } : { field: "header", key: "needsHeader" } };
}
