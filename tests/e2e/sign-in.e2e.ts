import { ADMIN, expect, signIn, test } from "../support/e2e";

test("the set-up address is closed once the workspace exists", async ({ house, visitorPage }) => {
  const response = await visitorPage.goto(await house.setUpUrl());
  expect(response?.status()).toBe(404);
});

test("the admin signs in with e-mail and password", async ({ visitorPage }) => {
  await signIn(visitorPage, ADMIN);
  await visitorPage.goto("/settings");
  await expect(visitorPage.locator('[name="name"]')).toHaveValue(ADMIN.name);
});

test("a wrong password says nothing about which part was wrong", async ({ visitorPage }) => {
  await visitorPage.goto("/sign-in");
  await visitorPage.locator('[name="email"]').fill(ADMIN.email);
  await visitorPage.locator('[name="password"]').fill("not the password");
  await visitorPage.locator('form:has([name="password"]) [type="submit"]').click();
  await expect(visitorPage.getByRole("alert")).toBeVisible();
  await expect(visitorPage).toHaveURL(/sign-in/);
});
