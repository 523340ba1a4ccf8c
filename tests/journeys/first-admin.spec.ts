import { spawnSync } from "node:child_process";
import { cleanEnvironment } from "../app.ts";
import { checkPage, expect, test, type World } from "./journey.ts";

test.use({ expectedProblems: [/status of 410/] }); // a link that was used
test.use({ environment: { CLOCK_OFFSET_MINUTES: "1" } }); // a world of her own, in which nothing was done yet

const password = "zeven-groene-stoelen";

test("the first administrator comes in by the link of the command line", async ({ page, world }) => {
  const email = `nieuw.${Date.now()}@delinde.example`;
  const output = admin(world, ["add-admin", "--email", email, "--name", "Marijke de Wit"]);
  const link = new RegExp(`${world.origin}/invite/\\S+`).exec(output)![0];
  await page.goto(link);
  await checkPage(page, "the invitation");
  await page.getByLabel("Nieuw wachtwoord").fill("welkom");
  await page.getByRole("button", { name: "Beginnen" }).click();
  await expect(page.getByLabel("Nieuw wachtwoord")).toHaveAttribute("aria-invalid", "true");
  await checkPage(page, "the refused password");
  await page.getByLabel("Nieuw wachtwoord").fill(password);
  await page.getByRole("button", { name: "Beginnen" }).click();
  await expect(page).not.toHaveURL(/invite/);
  await page.goto("/admin/people");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mensen");
  await expect(page.getByRole("region", { name: "Zo begin je" }).getByRole("link")).toHaveCount(4);
  await checkPage(page, "the first steps");

  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Deze link werkt niet");
});

function admin({ databaseUrl, origin }: World, args: string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, ["app/admin.ts", ...args], { env: { ...cleanEnvironment(), DATABASE_URL: databaseUrl, BASE_URL: origin }, encoding: "utf8" });
  return stdout + stderr;
}
