import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { fillIn, type Texts } from "./texts";
import { readZip } from "./zip";

/** A phone in the hand of somebody with an ordinary browser. */
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Gives an address at a gate that only asks for one. */
export async function passGate(page: Page, t: Texts, email: string): Promise<void> {
  await page.getByLabel(t.buyer.gate.email, { exact: true }).fill(email);
  await page.getByRole("button", { name: t.buyer.gate.continue }).click();
  await page.waitForURL(/\/room\/[0-9a-z]{26}\/p\//);
}

/** Proves an address at a gate; the code comes by mail. */
export async function passGateByCode(
  page: Page,
  t: Texts,
  { email, readCode }: { email: string; readCode: () => Promise<string> },
): Promise<void> {
  await page.getByLabel(t.buyer.gate.email, { exact: true }).fill(email);
  await page.getByRole("button", { name: t.buyer.gate.sendCode }).click();
  await expect(page.getByRole("heading", { name: t.buyer.gate.codeTitle })).toBeVisible();
  await page.getByLabel(t.buyer.gate.code).fill(await readCode());
  await page.getByRole("button", { name: t.buyer.gate.confirm }).click();
}

/** Opens a page of the room from the strip of its pages. */
export async function turnTo(page: Page, t: Texts, title: string): Promise<void> {
  const pages = page.getByRole("navigation", { name: t.common.navigation.pages, exact: true });
  await pages.getByRole("link", { name: title, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

export async function say(page: Page, t: Texts, text: string): Promise<void> {
  await page.getByRole("textbox", { name: t.chat.compose.label }).fill(text);
  await page.getByRole("button", { name: t.chat.compose.send }).click();
}

export async function inviteColleague(page: Page, t: Texts, email: string): Promise<void> {
  await page.getByRole("link", { name: t.buyer.people.title }).click();
  await page.getByLabel(t.buyer.people.email).fill(email);
  await page.getByRole("button", { name: t.buyer.people.send, exact: true }).click();
  await expect(page.getByText(fillIn(t.buyer.people.invited, { email }))).toBeVisible();
}

export async function accept(page: Page, t: Texts, name: string): Promise<void> {
  const { acceptance } = t.buyer;
  await page.getByRole("link", { name: acceptance.place.open }).click();
  await page.getByLabel(acceptance.name, { exact: true }).fill(name);
  await page.getByLabel(acceptance.signature, { exact: true }).fill(name);
  await page.locator('input[name="consent"]').check();
  await page.getByRole("button", { name: acceptance.submit }).click();
  await expect(page.getByText(fillIn(acceptance.place.accepted, { name }))).toBeVisible();
}

/** The reader's copy of the room, unpacked. */
export async function takeCopy(page: Page, t: Texts): Promise<Map<string, Buffer>> {
  await page.getByRole("link", { name: t.buyer.people.title }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: t.buyer.people.exportDo }).click();
  return readZip(await readFile(await (await download).path()));
}
