import { createHash, randomBytes } from "node:crypto";
import { NodePostgresAdapter } from "@lucia-auth/adapter-postgresql";
import { Lucia, TimeSpan } from "lucia";
import type { Pool } from "pg";
import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { Db } from "#db/client.ts";
import type { Language } from "#db/schema.ts";

/**
 * Lucia is imported in this file only (docs/decisions): it has no further releases, so replacing it
 * must stay an afternoon's work. The cookie holds a random token, the database its SHA-256.
 */
declare module "lucia" {
  interface Register {
    UserId: number;
    Lucia: Lucia<{ createdAt: Date }>;
    DatabaseSessionAttributes: { created_at: Date };
  }
}

export type Auth = ReturnType<typeof createAuth>;

/** Who is signed in, with what decides access. `role` is the widest one and only for display and menus. */
export type Viewer = {
  id: number;
  name: string;
  email: string;
  language: Language;
  role: "employee" | "lead" | "admin";
  isAdmin: boolean;
  teamIds: number[];
  /** Teams she leads; a subset of teamIds. */
  ledTeamIds: number[];
};

const idleDays = 14;
/** However active she is, after this long she signs in again. */
const longestDays = 60;

export function createAuth(pool: Pool, options: { isSecure: boolean }) {
  return new Lucia(new NodePostgresAdapter(pool, { user: "employees", session: "sessions" }), {
    sessionExpiresIn: new TimeSpan(idleDays, "d"),
    sessionCookie: {
      // __Host- binds the cookie to this host; browsers accept it over https only.
      name: options.isSecure ? "__Host-belterug" : "belterug",
      // The cookie outlives its session: the database alone says when that ends, so that use extends it.
      expires: false,
      attributes: { secure: options.isSecure, sameSite: "lax", path: "/" },
    },
    getSessionAttributes: ({ created_at }) => ({ createdAt: created_at }),
    // Its adapter selects every column of employees; nothing of that leaves this file.
    getUserAttributes: () => ({}),
  });
}

/** Starts a session and gives the Set-Cookie header. */
export async function startSession(auth: Auth, employeeId: number): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await auth.createSession(employeeId, { created_at: new Date() }, { sessionId: hashToken(token) });
  return auth.createSessionCookie(token).serialize();
}

/** Ends this browser's session and gives the Set-Cookie header that clears the cookie. */
export async function endSession(auth: Auth, cookieHeader: string | undefined): Promise<string> {
  const token = readToken(auth, cookieHeader);
  if (token) await auth.invalidateSession(hashToken(token));
  return auth.createBlankSessionCookie().serialize();
}

/** Ends every session of this employee, on every device. */
export async function endAllSessions(auth: Auth, employeeId: number): Promise<void> {
  await auth.invalidateUserSessions(employeeId);
}

/** Who this cookie belongs to; null for no, a malformed, an expired or an ended session, and for the deactivated. */
export async function readViewer(db: Db, auth: Auth, cookieHeader: string | undefined): Promise<Viewer | null> {
  const token = readToken(auth, cookieHeader);
  if (!token) return null;
  const sessionId = hashToken(token);
  // Whose session it is does not depend on whether it still holds: one wait instead of two.
  const [{ session }, viewer] = await Promise.all([auth.validateSession(sessionId), viewerWhere(db, sql`employees.id = (select user_id from sessions where sessions.id = ${sessionId})`)]);
  if (!session) return null;
  if (session.createdAt.getTime() < Date.now() - longestDays * 86_400_000) {
    await auth.invalidateSession(session.id);
    return null;
  }
  return viewer;
}

/** The id of the session of this cookie, which may have ended; null for none. */
export function sessionIdOf(auth: Auth, cookieHeader: string | undefined): string | null {
  const token = readToken(auth, cookieHeader);
  return token && hashToken(token);
}

/** The sessions that hold at this moment, each with its employee: for a query about many at once. */
export function openSessions(db: Db) {
  return db
    .selectFrom("sessions")
    .innerJoin("employees", "employees.id", "sessions.user_id")
    .where("sessions.expires_at", ">", new Date())
    .where("sessions.created_at", ">", new Date(Date.now() - longestDays * 86_400_000))
    .where("employees.deactivated_at", "is", null);
}

export function viewerById(db: Db, employeeId: number): Promise<Viewer | null> {
  return viewerWhere(db, sql`employees.id = ${employeeId}`);
}

async function viewerWhere(db: Db, isShe: RawBuilder<SqlBool>): Promise<Viewer | null> {
  const row = await db
    .selectFrom("employees")
    .where(isShe)
    .where("employees.deactivated_at", "is", null)
    .leftJoin("team_members", "team_members.employee_id", "employees.id")
    .select(["employees.id", "employees.name", "employees.email", "employees.language", "employees.is_admin"])
    .select([
      sql<number[]>`coalesce(array_agg(team_id) filter (where team_id is not null), '{}')`.as("team_ids"),
      sql<number[]>`coalesce(array_agg(team_id) filter (where is_lead), '{}')`.as("led_team_ids"),
    ])
    .groupBy("employees.id")
    .executeTakeFirst();
  if (!row) return null;
  // PostgreSQL's bigint arrays arrive as text.
  const ledTeamIds = row.led_team_ids.map(Number);
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    language: row.language,
    role: row.is_admin ? "admin" : ledTeamIds.length > 0 ? "lead" : "employee",
    isAdmin: row.is_admin,
    teamIds: row.team_ids.map(Number),
    ledTeamIds,
  };
}

function readToken(auth: Auth, cookieHeader: string | undefined): string | null {
  try {
    return auth.readSessionCookie(cookieHeader ?? "");
  } catch {
    return null; // a malformed cookie (URIError) is somebody who is not signed in
  }
}

/** For every token and key that we hand out: 256 random bits need no slow hash. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
