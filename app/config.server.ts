import { existsSync } from "node:fs";
import { z } from "zod";

export type Mode = "production" | "demo" | "dev";
export type Config = ReturnType<typeof readConfig>;

const weakPasswords = ["", "postgres", "password", "secret", "admin", "belterug", "changeme", "123456"];

const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: optional(z.string()),
  BASE_URL: optional(z.url({ protocol: /^https?$/, error: "must be the address people type, like https://belterug.example.nl" })),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/, error: "must look like postgres://user:password@host:5432/database" })),
  DATA_DIR: z.string().min(1).default(".data"),
  RUN: z.enum(["all", "web", "jobs"], { error: "must be all, web or jobs" }).default("all"),
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug"]).default("info"),
  MAIL_FROM: optional(z.email({ error: "must be the plain address mails come from, like contact@example.nl" })),
  RESEND_API_KEY: optional(z.string().regex(/^re_\w{8,}$/, { error: "must be a Resend API key, which starts with re_" })),
  RESEND_BASE_URL: optional(z.url()),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: "must look like smtps://user:password@host:465" })),
  EVENT_HOSTS_ALLOWED: optional(z.string()).transform((names, context) => hostNames(names ?? "", context)),
  // Moves the app's clock, in minutes, for tests.
  CLOCK_OFFSET_MINUTES: z.coerce.number().int().default(0),
});

/** "crm.intern, localhost": as URL writes them, so that they can be compared with a URL's own host. */
function hostNames(names: string, context: z.RefinementCtx<unknown>): string[] {
  const all = names.split(",").map((name) => name.trim()).filter(Boolean);
  return all.map((name) => {
    const url = URL.parse(`http://${name}`);
    if (!url || /:\d*$/.test(name) || url.pathname !== "/" || url.username || url.search || url.hash) context.addIssue({ code: "custom", message: "must be host names with commas between them, like crm.intern,10.0.0.5, without https:// or a port" });
    return url?.hostname ?? "";
  });
}

/**
 * The environment, parsed once at boot; nothing else reads it. In production it refuses what is
 * missing or weak. Throws one Error that names each variable and what it should be.
 */
export function readConfig(env: NodeJS.ProcessEnv, mode: Mode) {
  const parsed = environment.safeParse(env);
  if (!parsed.success) throw refuse(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
  const value = parsed.data;
  const problems = mode === "production" ? productionProblems(value) : [];
  if (value.RESEND_API_KEY && value.SMTP_URL) problems.push("SMTP_URL must be empty when RESEND_API_KEY is set: choose one way to send");
  if ((value.RESEND_API_KEY || value.SMTP_URL) && !value.MAIL_FROM) problems.push("MAIL_FROM must be set to send mails");
  if (problems.length > 0) throw refuse(problems);

  const baseUrl = new URL(value.BASE_URL ?? `http://localhost:${value.PORT}`);
  return {
    mode,
    port: value.PORT,
    host: value.HOST,
    /** The origin in links and the only one that may send forms. No trailing slash. */
    origin: baseUrl.origin,
    isSecure: baseUrl.protocol === "https:",
    databaseUrl: value.DATABASE_URL,
    dataDir: value.DATA_DIR,
    runsWeb: value.RUN !== "jobs",
    runsJobs: value.RUN !== "web",
    trustProxy: value.TRUST_PROXY,
    logLevel: value.LOG_LEVEL,
    mail: {
      from: value.MAIL_FROM ?? "contact@belterug.example",
      resend: value.RESEND_API_KEY ? { apiKey: value.RESEND_API_KEY, baseUrl: value.RESEND_BASE_URL } : undefined,
      smtpUrl: value.SMTP_URL,
    },
    /** Hosts that this app may call although they are private (outgoing/address.server.ts). */
    eventHostsAllowed: value.EVENT_HOSTS_ALLOWED,
    clockOffsetMinutes: value.CLOCK_OFFSET_MINUTES,
  };
}

function productionProblems(value: z.infer<typeof environment>): string[] {
  const problems: string[] = [];
  if (!value.BASE_URL) problems.push("BASE_URL is missing: the address people type, like https://belterug.example.nl");
  else {
    const { protocol, hostname } = new URL(value.BASE_URL);
    if (protocol !== "https:" && !["localhost", "127.0.0.1", "[::1]"].includes(hostname))
      problems.push("BASE_URL must start with https:// (http is accepted for localhost only), or sign-in cookies could be read on the way");
  }
  if (value.DATABASE_URL) {
    const { hostname, password } = new URL(value.DATABASE_URL);
    const isLocal = ["localhost", "127.0.0.1", "[::1]", ""].includes(hostname);
    if (!isLocal && weakPasswords.includes(decodeURIComponent(password)))
      problems.push("DATABASE_URL has no password or one that anybody guesses");
  }
  return problems;
}

function refuse(problems: string[]): Error {
  return new Error(`Belterug does not start, its configuration is not right:\n${problems.map((problem) => `  ${problem}`).join("\n")}\nSee .env.example.`);
}

/** Reads `.env` where there is one; variables that are set already win. */
export function loadEnvFile(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}
