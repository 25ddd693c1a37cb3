import { expect, type Page } from "@playwright/test";

/** Types an address at the gate of a link that asks for a code; the gate asks for the code afterwards. */
export async function askForCode(buyer: Page, email: string): Promise<void> {
  await buyer.getByLabel("E-mail address", { exact: true }).click();
  await buyer.keyboard.type(email);
  await buyer.getByRole("button", { name: "Send the code" }).click();
  await expect(buyer.getByRole("heading", { name: "Enter your code" })).toBeVisible();
}

/** The newest code for an address, as an admin reads it on the screen of mails. */
export async function readCode(memberPage: Page, email: string): Promise<string> {
  await memberPage.goto("/admin/mails");
  await memberPage.getByRole("row").filter({ hasText: email }).first().getByRole("link").click();
  await expect(memberPage).toHaveURL(/\/admin\/mails\/[0-9a-z]{26}$/);
  const text = await memberPage.locator("pre").innerText();
  const code = /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0];
  if (!code) throw new Error(`no code in\n${text}`);
  return code;
}

export async function enterCode(buyer: Page, code: string): Promise<void> {
  const field = buyer.getByLabel("Six-digit code");
  await field.click();
  await buyer.keyboard.press("ControlOrMeta+a");
  await buyer.keyboard.type(code);
  await buyer.getByRole("button", { name: "Confirm" }).click();
}
