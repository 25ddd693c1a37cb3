import type { Page } from "@playwright/test";
import { expect, test } from "../support/e2e";
import { longProposal } from "./support/long-proposal";
import { openSeller } from "./support/seller";

/** What people feel as a stutter while they type. */
const MAX_TASK_MS = 100;
/** A machine that is busy with other things stretches tasks; of a few rounds one is calm throughout. */
const ROUNDS = 4;
const WORDS = "The quick brown fox reads a long proposal and writes one more sentence. ";

declare global {
  interface Window {
    longest: number;
  }
}

test("typing in a proposal of 50 pages never stutters, and is saved as it was typed", async ({
  house,
  memberPage: page,
}) => {
  test.setTimeout(180_000);
  const seller = await openSeller(house);
  const roomId = await seller.makeRoom("A long read");
  const pageId = await seller.addProposal(roomId, "Fifty pages", longProposal(50));
  await page.addInitScript(() => {
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
    }).observe({ type: "longtask" });
  });
  await page.goto(`/rooms/${roomId}/pages/${pageId}`);
  const text = page.getByRole("textbox", { name: "Proposal" });
  await expect(text).toBeVisible({ timeout: 30_000 });
  const places = [text.locator("p").first(), text.locator("p").nth(200), text.locator("li").last()];

  for (const place of places) {
    await place.scrollIntoViewIfNeeded();
    await place.click();
    await page.keyboard.press("End");
    await expectNoStutter(page, () => page.keyboard.type(WORDS, { delay: 30 }));
  }
  await expectNoStutter(page, async () => {
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.keyboard.type("/head", { delay: 60 });
    await expect(page.getByRole("option").first()).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+Shift+ArrowUp");
    await page.keyboard.press("Control+z");
  });

  await expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(text.locator("p").first()).toContainText(WORDS.trim());
  await seller.close();
});

/** Typing, the pause in which it is saved, and what that sets in motion. */
async function expectNoStutter(page: Page, act: () => Promise<void>): Promise<void> {
  const longest: number[] = [];
  for (let left = ROUNDS; left > 0 && !longest.some((ms) => ms <= MAX_TASK_MS); left--) {
    await page.waitForTimeout(300);
    await page.evaluate(() => {
      window.longest = 0;
    });
    await act();
    await page.waitForTimeout(1_500);
    longest.push(await page.evaluate(() => window.longest));
  }
  console.log(`longest tasks while typing: ${longest.map(Math.round).join(", ")} ms`);
  expect(Math.min(...longest)).toBeLessThanOrEqual(MAX_TASK_MS);
}
