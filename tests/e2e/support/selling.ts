import { expect, type Page } from "@playwright/test";
import { chooseNewDeal } from "./newcomers";
import { fillIn, type Language, type Texts } from "./texts";

const ROOM_ADDRESS = /\/rooms\/[0-9a-z]{26}$/;

type RoomWish = { account: string; deal: string; templateId: string; language: Language };

/** A room for a new deal, made from a template; its id. */
export async function makeRoom(page: Page, t: Texts, wish: RoomWish): Promise<string> {
  await page.goto("/rooms/new");
  await page.locator(`input[name="templateId"][value="${wish.templateId}"]`).check();
  await chooseNewDeal(page);
  await page.getByLabel(t.rooms.new.accountName, { exact: true }).fill(wish.account);
  await page.getByLabel(t.rooms.new.dealName, { exact: true }).fill(wish.deal);
  await page.getByLabel(t.rooms.new.language).selectOption(wish.language);
  await page.getByRole("button", { name: t.rooms.new.submit }).click();
  await expect(page).toHaveURL(ROOM_ADDRESS);
  await expect(page.getByRole("heading", { level: 1, name: wish.deal })).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Opens one of the pages that a room's first screen lists. */
export async function openPage(page: Page, title: string): Promise<void> {
  await page.locator("[data-page]").getByRole("link", { name: title, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** Writes into what the template gave, as a person does: toolbar, keys and the menu that a slash opens. */
export async function writeProposal(
  page: Page,
  t: Texts,
  { heading, text }: { heading: string; text: string },
) {
  const editor = page.getByRole("textbox", { name: t.proposals.editor });
  await editor.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: fillIn(t.proposals.tools.heading, { level: 2 }) }).click();
  await page.keyboard.insertText(heading);
  await page.keyboard.press("Enter");
  await page.keyboard.type("/success");
  await expect(page.getByRole("option", { name: t.proposals.insert.success })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.insertText(text);
  await expect(page.getByText(t.proposals.state.saved, { exact: true })).toBeVisible();
  await page.reload();
  await expect(editor).toContainText(heading);
  await expect(editor).toContainText(text);
}

export async function publish(page: Page, t: Texts): Promise<void> {
  await page.getByRole("link", { name: t.versions.open.publish, exact: true }).click();
  await page.getByRole("button", { name: t.versions.publish.submit }).click();
  await expect(page.getByText(t.versions.stateHint.published)).toBeVisible();
}

/** One more task for the buyers' side, in the first milestone of the plan that is open. */
export async function addTask(page: Page, t: Texts, task: { title: string; day: string }): Promise<void> {
  const form = page.locator("form", { has: page.locator('input[name="intent"][value="addTask"]') }).first();
  await form.getByLabel(t.plan.task.title, { exact: true }).fill(task.title);
  await form.getByLabel(t.plan.task.owner).selectOption("them");
  await form.getByLabel(t.plan.task.due, { exact: true }).fill(task.day);
  await form.getByRole("button", { name: t.plan.milestone.submit }).click();
  await expect(page.getByRole("link", { name: task.title, exact: true })).toBeVisible();
}

/** A link for whoever gives an address of one domain. */
export async function share(page: Page, t: Texts, roomId: string, domain: string): Promise<string> {
  await page.goto(`/rooms/${roomId}/links`);
  await page.getByLabel(t.sharing.fields.label, { exact: true }).fill("Hinoki");
  await page.locator('input[name="gate"][value="email"]').check();
  await page.getByLabel(t.sharing.fields.allowed).fill(domain);
  await page.getByLabel(t.sharing.fields.allowDownload).check();
  await page.getByRole("button", { name: t.sharing.actions.create }).click();
  return page.getByLabel(t.sharing.fresh.label).inputValue();
}

export async function markWon(page: Page, t: Texts, roomId: string): Promise<void> {
  await page.goto(`/rooms/${roomId}`);
  await page.locator('main a[href^="/deals/"]').first().click();
  await page.getByRole("radio", { name: t.accounts.deals.won }).check();
  await page.getByRole("button", { name: t.accounts.deals.close }).click();
  await expect(page.getByRole("button", { name: t.accounts.deals.close })).toBeHidden();
  await expect(
    page.getByRole("main").getByText(t.accounts.outcomes.won, { exact: true }).first(),
  ).toBeVisible();
}
