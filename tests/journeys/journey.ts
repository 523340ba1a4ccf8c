import { type BrowserContext, expect, type Page, test as base } from "@playwright/test";
import type { Db } from "#db/client.ts";
import { makeDatabase, makeSession, type RunningApp, startApp } from "../app.ts";
import { violationsOf } from "../axe.ts";
import { makeEmployee, makeOrganisation, makeTeam } from "../factories.ts";
import { type ResendServer, startResendServer } from "../resend-server.ts";

export { expect };

/** One built app per worker, in production mode, on a database of its own, with a mail provider beside it. */
export type World = { origin: string; db: Db; resend: ResendServer; databaseUrl: string; app: RunningApp };
type Person = { id: number };

type Fixtures = {
  /** This browser is then signed in as her. */
  signedInAs: (person: Person) => Promise<void>;
  /** Another browser beside `page`: the customer's, a colleague's. Its problems fail the test, too. */
  browserOf: (person: Person | null, options?: { colorScheme?: "light" | "dark"; viewport?: { width: number; height: number } }) => Promise<Page>;
  /** Console messages that this test expects. */
  expectedProblems: RegExp[];
  problems: string[];
};

export const test = base.extend<Fixtures, { world: World; environment: Record<string, string>; isDemo: boolean }>({
  environment: [{}, { option: true, scope: "worker" }],
  // The demo's year of data, its mailbox instead of a mail provider.
  isDemo: [false, { option: true, scope: "worker" }],

  world: [
    async ({ environment, isDemo }, use) => {
      const database = await makeDatabase();
      const resend = await startResendServer();
      if (!isDemo) await makeOrganisation(database.db);
      const provider = { RESEND_API_KEY: "re_journeys_123", RESEND_BASE_URL: resend.url, MAIL_FROM: "contact@delinde.example" };
      const app = await startApp({
        args: isDemo ? ["--demo"] : [],
        env: { DATABASE_URL: database.url, ...(!isDemo && provider), ...environment },
      });
      await use({ origin: app.origin, db: database.db, resend, databaseUrl: database.url, app });
      await app.stop();
      await resend.stop();
      await database.drop();
      expect(app.output(), "nothing went wrong inside the app").not.toMatch(/"level":(50|60)/);
    },
    { scope: "worker", timeout: 120_000 },
  ],

  baseURL: async ({ world }, use) => use(world.origin),
  expectedProblems: [[], { option: true }],

  problems: async ({ expectedProblems }, use) => {
    const problems: string[] = [];
    await use(problems);
    expect(problems.filter((problem) => !expectedProblems.some((expected) => expected.test(problem))), "what the browser complained about").toEqual([]);
  },

  context: async ({ context, problems }, use) => {
    await watch(context, problems);
    await use(context);
  },

  signedInAs: async ({ context, world }, use) => use((person) => signIn(context, world, person)),

  browserOf: async ({ browser, world, problems, javaScriptEnabled }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (person, options = {}) => {
      const context = await browser.newContext({ javaScriptEnabled, baseURL: world.origin, locale: "nl-NL", timezoneId: "America/New_York", ...options });
      contexts.push(context);
      await watch(context, problems);
      if (person) await signIn(context, world, person);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

/** A team with its people, apart from every other test's: nobody else sees it. */
export async function makePeople(db: Db) {
  const team = await makeTeam(db);
  const fatima = await makeEmployee(db, { team: team.id, name: "Fatima Amrani" });
  const sven = await makeEmployee(db, { team: team.id, name: "Sven Hoekstra" });
  const ruben = await makeEmployee(db, { team: team.id, lead: true, name: "Ruben Visser" });
  const marijke = await makeEmployee(db, { is_admin: true, name: "Marijke de Wit" });
  return { team, fatima, sven, ruben, marijke };
}

export async function signIn(context: BrowserContext, { db, origin }: World, person: Person): Promise<void> {
  await context.addCookies([{ ...(await makeSession(db, person.id)), url: origin, httpOnly: true, sameSite: "Lax" }]);
}

/** Every console error, uncaught error, CSP report and lost request is a problem of the test. */
export async function watch(context: BrowserContext, problems: string[]): Promise<void> {
  context.on("console", (message) => {
    if (message.type() === "error" && !isOwnRefusal(message.text()) && !isOurProbe(message.text()) && !isBrokenOff(message.text())) problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => {
    if (!isBrokenOff(error.error().message)) problems.push(`page error: ${error.error().message}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} from ${response.url()}`);
  });
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective} refused ${event.blockedURI}`));
  });
}

/** A refused form is our own answer, not a fault; Chromium prints each such status as an error. */
function isOwnRefusal(text: string): boolean {
  return /the server responded with a status of (409|422|429)/.test(text);
}

/** Our own init script and axe, kept out of the frame in which a mail shows. */
function isOurProbe(text: string): boolean {
  return /^Blocked script execution in '[^']*\/mail-body\//.test(text);
}

/** She went on while an answer was still being read: Remix stops reading, and Chromium prints that at times. */
function isBrokenOff(text: string): boolean {
  return /^(AbortError: )?BodyStreamBuffer was aborted/.test(text);
}

/** No A/AA violation and nothing to scroll sideways, as the page stands. */
export async function checkPage(page: Page, what = page.url(), rules: "all" | "colours" = "all"): Promise<void> {
  await checkWidth(page, what);
  expect(await violationsOf(page, rules), `accessibility of ${what}`).toEqual([]);
}

export async function checkWidth(page: Page, what = page.url()): Promise<void> {
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(tooWide, `${what} scrolls sideways by so many px`).toBeLessThanOrEqual(0);
}
