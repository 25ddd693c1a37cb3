import type { Page } from "@playwright/test";
import { expect, test } from "../support/e2e";
import { chooseNewDeal, inviteByMail, join, linkInMail, openAs } from "./support/newcomers";
import { TEXTS } from "./support/texts";

const en = TEXTS.en;
const PASSWORD = "hinoki-lantern-river-7";

for (const language of ["ja", "en"] as const) {
  const t = TEXTS[language];

  test(`a new member goes from the invite mail to a first shared room, in ${language}`, async ({
    house,
    memberPage,
    browser,
  }) => {
    const email = `haru.${language}@kumano.example`;
    const invite = await inviteByMail(memberPage, email, language);
    const { page, problems } = await openAs(browser, house.url, language);

    await page.goto(invite);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await join(page, language, { name: "Haru Kato", password: PASSWORD });

    await expect(page).toHaveURL(house.url);
    await expect(page.getByRole("heading", { name: t.home.steps.title })).toBeVisible();
    await page.getByRole("link", { name: t.home.steps.room.act }).click();
    await chooseNewDeal(page);
    await page.getByLabel(t.rooms.new.accountName, { exact: true }).fill(`Hinoki ${language}`);
    await page.getByLabel(t.rooms.new.dealName, { exact: true }).fill(`Cold chain ${language}`);
    await page.getByRole("button", { name: t.rooms.new.submit }).click();

    await expect(page.getByRole("heading", { level: 1, name: `Cold chain ${language}` })).toBeVisible();
    await page.getByRole("button", { name: t.rooms.add.addProposal }).click();
    await expect(page).toHaveURL(/\/pages\/[0-9a-z]{26}$/);
    await page
      .getByRole("link", { name: `Cold chain ${language}` })
      .first()
      .click();
    await page.getByRole("link", { name: t.rooms.share, exact: true }).first().click();
    await page.getByLabel(t.sharing.fields.label).fill("First link");
    await page.getByRole("button", { name: t.sharing.actions.create }).click();
    const link = await page.getByLabel(t.sharing.fresh.label).inputValue();

    const buyer = await openAs(browser, house.url, language);
    expect((await buyer.page.goto(link))?.status()).toBe(200);
    await expect(buyer.page).toHaveURL(/\/room\/[0-9a-z]{26}\//);
    expect([...problems, ...buyer.problems]).toEqual([]);
    await buyer.page.context().close();
    await page.context().close();
  });
}

test("whoever is deactivated is told with the next click, and stands before a clear page after sign-in", async ({
  house,
  memberPage,
  browser,
}) => {
  const email = "nao@kumano.example";
  const { page } = await openAs(browser, house.url, "en");
  await page.goto(await inviteByMail(memberPage, email, "en"));
  await page.getByLabel(en.members.join.name).fill("Nao Abe");
  await page.getByLabel(en.members.join.password).fill(PASSWORD);
  await page.getByRole("button", { name: en.members.join.submit }).dblclick();
  await expect(page.getByRole("heading", { name: en.home.steps.title })).toBeVisible();
  await leave(memberPage, "Nao Abe");

  // The next click says so, and the way back in is the password of before.
  await page.getByRole("link", { name: en.common.navigation.rooms }).first().click();
  await expect(page.getByText(en.auth.signIn.ended)).toBeVisible();
  await page.getByLabel(en.auth.signIn.email).fill(email);
  await page.getByLabel(en.auth.signIn.password).fill(PASSWORD);
  await page.getByRole("button", { name: en.auth.signIn.submit }).click();
  await expect(page.getByRole("heading", { name: en.auth.noWorkspace.title })).toBeVisible();
  await page.context().close();
});

test("a forgotten password is set anew from the mail, and every device is signed out", async ({
  house,
  memberPage,
  browser,
}) => {
  const email = "ema@kumano.example";
  const { page } = await openAs(browser, house.url, "en");
  await page.goto(await inviteByMail(memberPage, email, "en"));
  await join(page, "en", { name: "Ema Mori", password: PASSWORD });
  await expect(page).toHaveURL(house.url);

  const phone = await openAs(browser, house.url, "en");
  await phone.page.goto("/sign-in");
  await phone.page.getByRole("link", { name: en.auth.signIn.forgot }).click();
  await phone.page.getByLabel(en.auth.signIn.email).fill(email);
  await phone.page.getByRole("button", { name: en.auth.forgot.submit }).click();
  await expect(phone.page.getByRole("status")).toContainText(email);
  await phone.page.goto(await linkInMail(memberPage, email, en.auth.mails.reset.subject));
  await phone.page.getByLabel(en.auth.reset.password).fill("another-quiet-veranda-9");
  await phone.page.getByRole("button", { name: en.auth.reset.submit }).click();
  await expect(phone.page.getByText(en.auth.signIn.reset)).toBeVisible();
  await page.reload();
  await expect(page.getByText(en.auth.signIn.ended)).toBeVisible();
  await phone.page.context().close();
  await page.context().close();
});

async function leave(admin: Page, name: string): Promise<void> {
  await admin.goto("/settings/members");
  await admin.getByRole("link", { name }).click();
  await admin.getByRole("button", { name: en.members.member.submitDeactivateOnly }).click();
  await expect(admin.getByRole("button", { name: en.members.member.reactivate })).toBeVisible();
}
