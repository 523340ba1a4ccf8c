import { findIds, screens, viewerOf } from "../looks/screens.ts";
import { checkPage, checkWidth, expect, test } from "./journey.ts";

/**
 * Every screen with the demo's data: at 360 px nothing scrolls sideways in either language, and axe
 * finds nothing, light and dark, narrow and wide.
 */
test.use({ isDemo: true, expectedProblems: [/status of (404|410)/], reducedMotion: "reduce" });

for (const [name, role, pathOf] of screens) {
  test(`${name} (${role})`, async ({ page, world, signedInAs, context }) => {
    const viewer = await viewerOf(world.db, role);
    const path = pathOf(await findIds(world.db));
    if (viewer) await signedInAs(viewer);
    const speak = async (language: "nl" | "en") => {
      if (viewer) await world.db.updateTable("employees").set({ language }).where("id", "=", viewer.id).execute();
      await context.addCookies([{ name: "language", value: language, url: world.origin }]);
    };

    await speak("nl");
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(path);
    await expect(page.locator("h1")).toHaveCount(1);
    await checkPage(page, `${path} at 360 px`);
    await page.emulateMedia({ colorScheme: "dark" });
    await checkPage(page, `${path} at 360 px, dark`);
    await page.setViewportSize({ width: 1280, height: 860 });
    await checkPage(page, `${path} at 1280 px, dark`);
    await page.emulateMedia({ colorScheme: "light" });
    await checkPage(page, `${path} at 1280 px`);

    await speak("en");
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await checkWidth(page, `${path} at 360 px, English`);
    if (viewer) await speak("nl");
  });
}
