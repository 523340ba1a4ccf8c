import type { BrowserContext } from "@playwright/test";
import { findIds, type Ids, screens, type Viewer, viewerOf } from "../looks/screens.ts";
import { checkPage, checkWidth, expect, signIn, test as base, watch } from "./journey.ts";

type Seat = { context: BrowserContext; viewer: { id: number } | null; problems: string[] };

/** Each role's browser stays: what the screens share is loaded once. Only the tests of one worker use it, one after another. */
const test = base.extend<object, { ids: Ids; seatOf: (role: Viewer) => Promise<Seat> }>({
  ids: [async ({ world }, use) => use(await findIds(world.db)), { scope: "worker" }],

  seatOf: [
    async ({ browser, world }, use) => {
      const seats = new Map<Viewer, Seat>();
      await use(async (role) => {
        const known = seats.get(role);
        if (known) return known;
        const context = await browser.newContext({ baseURL: world.origin, locale: "nl-NL", timezoneId: "America/New_York", reducedMotion: "reduce", serviceWorkers: "block" });
        const seat = { context, viewer: await viewerOf(world.db, role), problems: [] };
        await watch(context, seat.problems);
        if (seat.viewer) await signIn(context, world, seat.viewer);
        seats.set(role, seat);
        return seat;
      });
      for (const { context } of seats.values()) await context.close();
    },
    { scope: "worker" },
  ],
});

/**
 * Every screen with the demo's data: at 360 px nothing scrolls sideways in either language, and axe
 * finds nothing, light and dark, narrow and wide.
 */
test.use({ isDemo: true });

for (const [name, role, pathOf] of screens) {
  test(`${name} (${role})`, async ({ world, ids, seatOf }) => {
    const { context, viewer, problems } = await seatOf(role);
    problems.length = 0;
    const path = pathOf(ids);
    const speak = async (language: "nl" | "en") => {
      if (viewer) await world.db.updateTable("employees").set({ language }).where("id", "=", viewer.id).execute();
      await context.addCookies([{ name: "language", value: language, url: world.origin }]);
    };
    await speak("nl");
    const page = await context.newPage();
    const look = async (width: 360 | 1280, colorScheme: "light" | "dark", rules: "all" | "colours") => {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 860 });
      await page.emulateMedia({ colorScheme });
      await checkPage(page, `${path} at ${width} px, ${colorScheme}`, rules);
    };

    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(path);
    await expect(page.locator("h1")).toHaveCount(1);
    // Each width once with every rule, and each with the colours of either scheme.
    await look(360, "light", "all");
    await look(360, "dark", "colours");
    await look(1280, "dark", "all");
    await look(1280, "light", "colours");

    await speak("en");
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await checkWidth(page, `${path} at 360 px, English`);
    await page.close();
    expect(problems.filter((problem) => !/status of (404|410)/.test(problem)), "what the browser complained about").toEqual([]);
  });
}
