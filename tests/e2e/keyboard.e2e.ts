import type { Page } from "@playwright/test";
import { ADMIN, expect, test } from "../support/e2e";
import { openSeller } from "./support/seller";

const MAX_STOPS = 60;

test("a seller signs in, makes a room and shares it without a mouse", async ({ visitorPage: page }) => {
  await page.goto("/sign-in");
  await tabTo(page, "E-mail");
  await page.keyboard.type(ADMIN.email);
  await tabTo(page, "Password");
  await page.keyboard.type(ADMIN.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
  // Two single keys lead to any list.
  await expect(async () => {
    // Until the page's script runs nobody hears them.
    await page.keyboard.press("g");
    await page.keyboard.press("r");
    await expect(page).toHaveURL("/rooms", { timeout: 2_000 });
  }).toPass();

  await tabTo(page, "New room");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/rooms\/new/);
  await expect(page.getByRole("heading", { level: 1, name: "New room" })).toBeVisible();
  await chooseNewDeal(page);
  await tabTo(page, "Account");
  await page.keyboard.type("Sugi Logistics");
  await page.keyboard.press("Escape");
  await tabTo(page, "Deal");
  await page.keyboard.type("Made without a mouse");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Made without a mouse" })).toBeVisible();

  await tabTo(page, "Share");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/links$/);
  await tabTo(page, "Name");
  await page.keyboard.type("For the board");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /confirm their address with a code/ })).toBeChecked();
  await tabTo(page, "Create link");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Address of the link")).toHaveValue(/\/r\/[\w-]{22,}$/);
  await expect(page.getByRole("row", { name: /For the board/ })).toBeVisible();
});

test("two tabs that edit one proposal end in a choice, and no text is lost", async ({
  house,
  memberPage,
}) => {
  const seller = await openSeller(house);
  const roomId = await seller.makeRoom("Edited twice");
  const pageId = await seller.addProposal(roomId, "Proposal");
  const other = await memberPage.context().newPage();
  const address = `/rooms/${roomId}/pages/${pageId}`;
  const editors = await Promise.all([openEditor(memberPage, address), openEditor(other, address)]);
  const [first, second] = editors;

  await first.click();
  await memberPage.keyboard.type("We deliver in May.");
  await expect(memberPage.getByText("Saved", { exact: true })).toBeVisible();
  await second.click();
  await other.keyboard.type("We deliver in June.");
  const panel = other.getByRole("alert");
  await expect(panel).toContainText("We deliver in May.");
  await expect(second).toContainText("We deliver in June.");

  await panel.getByRole("button", { name: "Go on with this choice" }).click();
  await expect(panel).toBeHidden();
  await expect(other.getByText("Saved", { exact: true })).toBeVisible();
  await first.click();
  await memberPage.keyboard.type(" Or earlier.");
  const firstPanel = memberPage.getByRole("alert");
  await expect(firstPanel).toContainText("We deliver in June.");
  await expect(first).toContainText("Or earlier.");
  await firstPanel.getByRole("button", { name: "Take their whole text" }).click();
  await expect(first).toContainText("We deliver in June.");

  await memberPage.reload();
  await expect(memberPage.getByRole("paragraph").filter({ hasText: "We deliver in June." })).toBeVisible();
  await seller.close();
});

async function openEditor(page: Page, address: string) {
  await page.goto(address);
  const editor = page.getByRole("textbox", { name: "Proposal" });
  await expect(editor).toBeVisible();
  return editor;
}

/** Where open deals exist the form asks first; a new deal is the second choice. */
async function chooseNewDeal(page: Page): Promise<void> {
  const choice = page.getByRole("radio", { name: "A new deal" });
  if ((await choice.count()) === 0) return;
  await tabTo(page, "An open deal");
  await page.keyboard.press("ArrowDown");
  await expect(choice).toBeChecked();
}

/** Presses Tab until the focus, which must be seen, stands on what has this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    if ((await focusedName(page)) === name) {
      expect(await isFocusSeen(page)).toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`${MAX_STOPS} stops, and none is called ${name}`);
}

function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return "";
    const label = "labels" in element ? (element as HTMLInputElement).labels?.[0]?.textContent : null;
    return (element.getAttribute("aria-label") ?? label ?? element.textContent ?? "").trim();
  });
}

function isFocusSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const style = document.activeElement && getComputedStyle(document.activeElement);
    return style !== null && (style.outlineStyle !== "none" || style.boxShadow !== "none");
  });
}
