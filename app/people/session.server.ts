import { createHash, randomBytes } from "node:crypto";
import { NodePostgresAdapter } from "@lucia-auth/adapter-postgresql";
import { type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from "lucia";
import type { Pool } from "pg";
import { sql } from "kysely";
import { createDb, type Db, prepared } from "#db/client.ts";
import type { Language } from "#db/schema.ts";

/**
 * Lucia is imported in this file only (docs/decisions): it has no further releases, so replacing it
 * must stay an afternoon's work. The cookie holds a random token, the database its SHA-256.
 */
declare module "lucia" {
  interface Register {
    UserId: number;
    Lucia: Lucia<{ createdAt: Date }, { viewer: Viewer | null }>;
    DatabaseSessionAttributes: { created_at: Date };
    DatabaseUserAttributes: { viewer: Viewer | null };
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
  /** In whose zone her days and months are. */
  organisation: { name: string; timeZone: string };
};

const idleDays = 14;
/** However active she is, after this long she signs in again. */
const longestDays = 60;

export function createAuth(pool: Pool, options: { isSecure: boolean }) {
  return new Lucia(new Sessions(pool), {
    sessionExpiresIn: new TimeSpan(idleDays, "d"),
    sessionCookie: {
      // __Host- binds the cookie to this host; browsers accept it over https only.
      name: options.isSecure ? "__Host-belterug" : "belterug",
      // The cookie outlives its session: the database alone says when that ends, so that use extends it.
      expires: false,
      attributes: { secure: options.isSecure, sameSite: "lax", path: "/" },
    },
    getSessionAttributes: ({ created_at }) => ({ createdAt: created_at }),
    getUserAttributes: ({ viewer }) => ({ viewer }),
  });
}

/** Every page begins with it: the session and who that is in one question, where Lucia's own asks two and knows no teams. */
class Sessions extends NodePostgresAdapter {
  #db: Db;

  constructor(pool: Pool) {
    super(pool, { user: "employees", session: "sessions" });
    this.#db = createDb(pool);
  }

  override async getSessionAndUser(sessionId: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const { rows } = await sql<ViewerRow & { user_id: number; expires_at: Date; created_at: Date }>`${prepared}
      select sessions.user_id, sessions.expires_at, sessions.created_at, ${viewerColumns}
      from sessions join employees on employees.id = sessions.user_id where sessions.id = ${sessionId}`.execute(this.#db);
    const row = rows[0];
    if (!row) return [null, null];
    const { user_id, expires_at, created_at } = row;
    return [
      { id: sessionId, userId: user_id, expiresAt: expires_at, attributes: { created_at } },
      { id: user_id, attributes: { viewer: viewerOf(row) } },
    ];
  }
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
export async function readViewer(auth: Auth, cookieHeader: string | undefined): Promise<Viewer | null> {
  const token = readToken(auth, cookieHeader);
  if (!token) return null;
  const { session, user } = await auth.validateSession(hashToken(token));
  if (!session) return null;
  if (session.createdAt.getTime() < Date.now() - longestDays * 86_400_000) {
    await auth.invalidateSession(session.id);
    return null;
  }
  return user.viewer;
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

export async function viewerById(db: Db, employeeId: number): Promise<Viewer | null> {
  const { rows } = await sql<ViewerRow>`select ${viewerColumns} from employees where employees.id = ${employeeId}`.execute(db);
  return rows[0] ? viewerOf(rows[0]) : null;
}

type ViewerRow = {
  id: number;
  name: string;
  email: string;
  language: Language;
  is_admin: boolean;
  deactivated_at: Date | null;
  team_ids: string[];
  led_team_ids: string[];
  organisation: string | null;
  time_zone: string | null;
};

const viewerColumns = sql`employees.id, employees.name, employees.email, employees.language, employees.is_admin, employees.deactivated_at,
  array(select team_id from team_members where employee_id = employees.id) as team_ids,
  array(select team_id from team_members where employee_id = employees.id and is_lead) as led_team_ids,
  (select name from organisation) as organisation, (select time_zone from organisation) as time_zone`;

function viewerOf(row: ViewerRow): Viewer | null {
  if (row.deactivated_at) return null;
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
    organisation: { name: row.organisation ?? noOrganisation.name, timeZone: row.time_zone ?? noOrganisation.timeZone },
  };
}

/** Before the first administrator has named it. */
export const noOrganisation = { name: "Belterug", timeZone: "Europe/Amsterdam" };

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
