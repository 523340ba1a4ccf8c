import { defineConfig } from "@playwright/test";
import { chromiumPath } from "./chromium.ts";

const { executablePath, args, env } = await chromiumPath();

/**
 * The browser journeys. No retries: a test that fails sometimes is a test that fails. Only where CI says so
 * (`CI=1`, a machine of which we see nothing else) it may try once more; `npm test` names it then.
 */
export default defineConfig({
  testDir: "journeys",
  testIgnore: process.env["FAULTS"] === "full" ? [] : ["*.long.faults.spec.ts"],
  outputDir: "../test-results",
  globalSetup: "./journeys.setup.ts",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  retries: process.env["CI"] ? 1 : 0,
  // A machine that is busy with something else is slow, not wrong.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    launchOptions: { executablePath, args, env },
    locale: "nl-NL",
    // Not the organisation's: what the server says must not depend on where the browser is.
    timezoneId: "America/New_York",
    viewport: { width: 1280, height: 860 },
    actionTimeout: 30_000,
    screenshot: "only-on-failure",
    trace: "off",
    // What it does without a connection has a journey of its own; elsewhere the network itself is looked at.
    serviceWorkers: "block",
  },
});
