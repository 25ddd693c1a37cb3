import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { watchProblems } from "./problems";
import { fillIn, type Language, TEXTS } from "./texts";

const en = TEXTS.en;
const LOCALES = { ja: "ja-JP", en: "en-GB" } as const;

/** A browser of their own that speaks a language, with all that goes wrong in it. */
export async function openAs(
  browser: Browser,
  url: string,
  language: Language,
  options: BrowserContextOptions = {},
) {
  const context = await browser.newContext({ baseURL: url, locale: LOCALES[language], ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  await watchProblems(page, url, problems);
  return { page, problems };
}

/** The address in the invite's mail. The admin of the house speaks English. */
export async function inviteByMail(admin: Page, email: string, language: Language): Promise<string> {
  await admin.goto("/settings/members");
  await admin.getByLabel(en.members.invite.email).fill(email);
  await admin.getByLabel(en.members.invite.language).selectOption(language);
  await admin.getByRole("button", { name: en.members.invite.submit }).click();
  await expect(admin.getByText(fillIn(en.members.invite.sent, { email }))).toBeVisible();
  return linkInMail(admin, email, /.+/);
}

/** The link of the newest mail to an address. */
export async function linkInMail(admin: Page, email: string, subject: string | RegExp): Promise<string> {
  const text = await readMail(admin, email, subject);
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  if (!link) throw new Error(`no link in\n${text}`);
  return link;
}

/** The newest mail to an address, as an admin reads it on the screen of mails. */
export async function readMail(admin: Page, email: string, subject: string | RegExp): Promise<string> {
  await expect(async () => {
    await admin.goto("/admin/mails");
    const row = admin.getByRole("row").filter({ hasText: email }).filter({ hasText: subject });
    await row.first().getByRole("link").click({ timeout: 2_000 });
  }).toPass();
  await expect(admin).toHaveURL(/\/admin\/mails\/[0-9a-z]{26}$/);
  return admin.locator("pre").innerText();
}

/** Answers the questions of an invite in the language of its page. */
export async function join(page: Page, language: Language, person: { name: string; password: string }) {
  const t = TEXTS[language];
  await page.getByLabel(t.members.join.name).fill(person.name);
  await page.getByLabel(t.members.join.password).fill(person.password);
  await page.getByRole("button", { name: t.members.join.submit }).click();
}

/** A workspace with open deals offers those first. */
export async function chooseNewDeal(page: Page): Promise<void> {
  const choice = page.locator("input[name=from][value=account]:visible");
  if (await choice.count()) await choice.check();
}
