import type { Browser, Page } from "@playwright/test";
import { seller as en } from "~/locales/en/seller";
import { seller as ja } from "~/locales/ja/seller";
import { expect, test } from "../support/e2e";
import { watchProblems } from "./support/problems";

/** What a new colleague reads, by the language of their invite. */
const TEXTS = { ja, en } as const;
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
    await page.getByLabel(t.members.join.name).fill("Haru Kato");
    await page.getByLabel(t.members.join.password).fill(PASSWORD);
    await page.getByRole("button", { name: t.members.join.submit }).click();

    await expect(page).toHaveURL(house.url);
    await expect(page.getByRole("heading", { name: t.home.steps.title })).toBeVisible();
    await page.getByRole("link", { name: t.home.steps.room.act }).click();
    await chooseNewDeal(page);
    await page.getByLabel(t.rooms.new.accountName).fill(`Hinoki ${language}`);
    await page.getByLabel(t.rooms.new.dealName).fill(`Cold chain ${language}`);
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
  await page.getByLabel(en.members.join.name).fill("Ema Mori");
  await page.getByLabel(en.members.join.password).fill(PASSWORD);
  await page.getByRole("button", { name: en.members.join.submit }).click();
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

async function openAs(browser: Browser, url: string, language: "ja" | "en") {
  const locale = language === "ja" ? "ja-JP" : "en-GB";
  const context = await browser.newContext({ baseURL: url, locale });
  const page = await context.newPage();
  const problems: string[] = [];
  await watchProblems(page, url, problems);
  return { page, problems };
}

/** The admin of the house speaks English. */
async function inviteByMail(admin: Page, email: string, language: "ja" | "en"): Promise<string> {
  await admin.goto("/settings/members");
  await admin.getByLabel(en.members.invite.email).fill(email);
  await admin.getByLabel(en.members.invite.language).selectOption(language);
  await admin.getByRole("button", { name: en.members.invite.submit }).click();
  await expect(admin.getByText(en.members.invite.sent.replace("{{email}}", email))).toBeVisible();
  return linkInMail(admin, email, /.+/);
}

/** The link of the newest mail to an address, as an admin reads it on the screen of mails. */
async function linkInMail(admin: Page, email: string, subject: string | RegExp): Promise<string> {
  await expect(async () => {
    await admin.goto("/admin/mails");
    const row = admin.getByRole("row").filter({ hasText: email }).filter({ hasText: subject });
    await row.first().getByRole("link").click({ timeout: 2_000 });
  }).toPass();
  await expect(admin).toHaveURL(/\/admin\/mails\/[0-9a-z]{26}$/);
  const text = await admin.locator("pre").innerText();
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  if (!link) throw new Error(`no link in\n${text}`);
  return link;
}

async function leave(admin: Page, name: string): Promise<void> {
  await admin.goto("/settings/members");
  await admin.getByRole("link", { name }).click();
  await admin.getByRole("button", { name: en.members.member.submitDeactivateOnly }).click();
  await expect(admin.getByRole("button", { name: en.members.member.reactivate })).toBeVisible();
}

/** A workspace with open deals offers those first. */
async function chooseNewDeal(page: Page): Promise<void> {
  const choice = page.locator("input[name=from][value=account]:visible");
  if (await choice.count()) await choice.check();
}
