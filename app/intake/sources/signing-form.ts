import { z } from "zod";
import { signing, type Signing } from "./signing.ts";

export const schemes = ["hmac", "standard-webhooks", "header-token", "query-token", "body-token", "none"] as const;
export const hashes = ["sha256", "sha1", "sha512"] as const;
export const encodings = ["hex", "base64"] as const;

/** What a tool signs: the body alone, or with the time before it, which stands in the same header or in one of its own. */
const messages = {
  body: {},
  parts: { parts: { signature: "v1", timestamp: "t" }, signs: "{timestamp}.{body}" },
  dot: { signs: "{timestamp}.{body}" },
  joined: { signs: "{timestamp}{body}" },
  v0: { signs: "v0:{timestamp}:{body}" },
} satisfies Record<string, Partial<Extract<Signing, { scheme: "hmac" }>>>;
export type Message = keyof typeof messages;
export const messageNames = Object.keys(messages) as [Message, ...Message[]];

const typed = z.object({
  scheme: z.enum(schemes, { error: "choose" }),
  header: z.string().trim().default(""),
  // A space at its end belongs to it: "Bearer ".
  prefix: z.string().default(""),
  hash: z.enum(hashes).default("sha256"),
  encoding: z.enum(encodings).default("hex"),
  message: z.enum(messageNames).default("body"),
  time_header: z.string().trim().default(""),
  parameter: z.string().trim().default(""),
});

/** A secret as a tool gives it: it goes into a header or a key, so it is plain ASCII without spaces. */
export const theirSecret = z.string().trim().max(500).regex(/^[\x21-\x7e]*$/);

export type SigningProblem = { field: "scheme"; key: "choose" } | { field: "header" | "time_header"; key: "needsHeader" } | { field: "parameter"; key: "needsParameter" } | { field: "prefix"; key: "tooLong" } | { field: "secret"; key: "badSecret" };

/** How a tool that we do not know signs, as an administrator filled it in. */
export function readSigning(form: Record<string, unknown>): { signing: Signing; secret: string | undefined } | { problem: SigningProblem } {
  const read = typed.safeParse(form);
  if (!read.success) return { problem: { field: "scheme", key: "choose" } };
  const secret = theirSecret.safeParse(form["secret"] ?? "");
  if (!secret.success) return { problem: { field: "secret", key: "badSecret" } };
  const { scheme, header, prefix, hash, encoding, message, time_header, parameter } = read.data;
  const withPrefix = prefix.trim() === "" ? {} : { prefix: prefix.trimStart() };
  const made =
    scheme === "hmac" ? { scheme, hash, encoding, header, ...(message !== "parts" && withPrefix), ...messages[message], ...(!["body", "parts"].includes(message) && { timestampHeader: time_header }) }
    : scheme === "header-token" ? { scheme, header, ...withPrefix }
    : scheme === "query-token" ? { scheme, parameter }
    : scheme === "body-token" ? { scheme, at: parameter.split(".").filter(Boolean) }
    : { scheme };
  const checked = signing.safeParse(made);
  if (checked.success) return { signing: checked.data, secret: scheme === "none" ? undefined : secret.data || undefined };
  const wrong = checked.error.issues[0]!.path[0];
  if (wrong === "timestampHeader") return { problem: { field: "time_header", key: "needsHeader" } };
  if (wrong === "parameter" || wrong === "at") return { problem: { field: "parameter", key: "needsParameter" } };
  return { problem: wrong === "prefix" ? { field: "prefix", key: "tooLong" } : { field: "header", key: "needsHeader" } };
}

/** What stands in the form for a signing that was saved. */
export function typedSigning(signing: Signing): Record<string, string> {
  const { scheme } = signing;
  if (scheme === "query-token") return { scheme, parameter: signing.parameter };
  if (scheme === "body-token") return { scheme, parameter: signing.at.join(".") };
  if (scheme === "header-token") return { scheme, header: signing.header, prefix: signing.prefix ?? "" };
  if (scheme !== "hmac") return { scheme };
  const { header, prefix = "", hash, encoding, timestampHeader = "", signs, parts } = signing;
  const message = messageNames.find((name) => JSON.stringify(messages[name]) === JSON.stringify({ ...(parts && { parts }), ...(signs && { signs }) })) ?? "body";
  return { scheme, header, prefix, hash, encoding, message, time_header: timestampHeader };
}
