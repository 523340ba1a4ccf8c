import { expect, test } from "./journey.ts";

test("the sign-in page", async ({ page }) => {
  await page.goto("/signin");
  await expect(page).toHaveURL(/signin/);
});
