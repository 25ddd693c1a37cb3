import type { Page } from "@playwright/test";
import { expect, test } from "../support/e2e";
import { openSeller } from "./support/seller";

/** What people feel: nothing moves by itself, and every key and click is answered at once. */
const MAX_SHIFT = 0.02;
const MAX_ANSWER_MS = 200;
/** On a machine that is busy with other things a bare button is slow, too; then that is the measure. */
const TIMES_BARE = 3;
const BARE_PRESSES = 8;
const ROUNDS = 4;

declare global {
  interface Window {
    felt: { shift: number; slowest: { name: string; ms: number } };
  }
}

test("lists, rooms, home and the palette come without a jump and without a wait", async ({
  house,
  memberPage: page,
}) => {
  const seller = await openSeller(house);
  for (const name of ["Speed one", "Speed two", "Speed three"]) await seller.makeRoom(name);
  await feel(page);
  const limitMs = Math.max(MAX_ANSWER_MS, TIMES_BARE * (await bareAnswerMs(page)));

  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Heating up" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expectCalm(page, { what: "home streams in", limitMs, round: () => page.mouse.move(0, 0) });

  await expectCalm(page, {
    what: "from the list to a room and back",
    limitMs,
    async round() {
      const main = page.getByRole("navigation", { name: "Main" });
      await main.getByRole("link", { name: "Rooms", exact: true }).first().click();
      await expect(page.getByRole("heading", { level: 1, name: "Rooms" })).toBeVisible();
      const room = page.getByRole("table").getByRole("link", { name: "Speed one", exact: true });
      await room.hover();
      await room.click();
      await expect(page.getByRole("heading", { level: 1, name: "Speed one" })).toBeVisible();
      await page.goBack();
      await expect(page.getByRole("heading", { level: 1, name: "Rooms" })).toBeVisible();
    },
  });

  await expectCalm(page, {
    what: "the palette",
    limitMs,
    async round() {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("combobox", { name: /Search rooms/ })).toBeFocused();
      await page.keyboard.type("speed th", { delay: 40 });
      await expect(page.getByRole("option", { name: /Speed three/ }).first()).toBeVisible();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
    },
  });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Speed three" })).toBeVisible();
});

test("a list comes back as it was left: its address, and where one had scrolled to", async ({
  house,
  memberPage: page,
}) => {
  const seller = await openSeller(house);
  for (let n = 0; n < 14; n++) await seller.makeRoom(`Scrolled ${n}`);
  await page.setViewportSize({ width: 1440, height: 500 });
  await page.goto("/rooms?q=Scrolled&sort=name");
  const last = page.getByRole("table").getByRole("link", { name: "Scrolled 9", exact: true });
  await last.scrollIntoViewIfNeeded();
  const top = await page.evaluate(() => window.scrollY);
  expect(top).toBeGreaterThan(0);
  await last.click();
  await expect(page.getByRole("heading", { level: 1, name: "Scrolled 9" })).toBeVisible();
  await page.goBack();
  await expect(last).toBeVisible();
  expect(page.url()).toContain("q=Scrolled");
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(top);
});

test("what was fetched ahead is used once it is wanted, and is not counted as opened", async ({
  house,
  memberPage: page,
}) => {
  const seller = await openSeller(house);
  const roomId = await seller.makeRoom("Fetched ahead");
  const asked: { ahead: boolean }[] = [];
  page.on("request", async (request) => {
    if (!request.url().includes(`/rooms/${roomId}.data`)) return;
    const headers = await request.allHeaders();
    asked.push({ ahead: /prefetch/.test(headers["sec-purpose"] ?? "") });
  });
  await page.goto("/rooms?q=Fetched");
  const link = page.getByRole("table").getByRole("link", { name: "Fetched ahead", exact: true });
  await link.hover();
  await expect.poll(() => asked.filter(({ ahead }) => ahead).length).toBe(1);
  await page.keyboard.press("/");
  await expect(page.getByRole("combobox")).toBeFocused();
  await expect(page.getByRole("option").first()).toBeVisible();
  await expect(page.getByRole("option", { name: /Fetched ahead/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name: "Fetched ahead" })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("option", { name: /Fetched ahead/ })).toHaveCount(1);
});

test("an archived room comes back from the message about it, by keyboard", async ({
  house,
  memberPage: page,
}) => {
  const seller = await openSeller(house);
  const roomId = await seller.makeRoom("Archived by mistake");
  await page.goto(`/rooms/${roomId}/edit`);
  await page
    .getByRole("button", { name: /^Archive/ })
    .last()
    .click();
  const message = page.getByRole("status").getByText("“Archived by mistake” was archived.");
  await expect(message).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).focus();
  await page.waitForTimeout(500);
  await page.keyboard.press("Enter");
  await expect(page.getByText("“Archived by mistake” is back.")).toBeVisible();
  await page.goto(`/rooms/${roomId}/edit`);
  await expect(page).toHaveURL(/\/edit$/);
});

/** The slowest of some presses of a button on an empty page that changes one word. */
async function bareAnswerMs(page: Page): Promise<number> {
  await page.goto("/robots.txt");
  await page.evaluate(() => {
    const button = document.createElement("button");
    button.textContent = "0";
    button.addEventListener("click", () => {
      button.textContent = String(Number(button.textContent) + 1);
    });
    document.body.replaceChildren(button);
  });
  for (let press = 0; press < BARE_PRESSES; press++) await page.getByRole("button").click();
  await page.waitForTimeout(300);
  return page.evaluate(() => window.felt.slowest.ms);
}

/** Sums what moved and keeps the slowest answer to a key or click, on every document of the page. */
async function feel(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.felt = { shift: 0, slowest: { name: "", ms: 0 } };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[]) {
        if (!entry.hadRecentInput) window.felt.shift += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) {
        if (entry.interactionId && entry.duration > window.felt.slowest.ms) {
          window.felt.slowest = { name: entry.name, ms: entry.duration };
        }
      }
    }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });
}

type Calm = { what: string; limitMs: number; round: () => Promise<unknown> };

/** Nothing ever moves; and of a few rounds one is quick throughout, as all are where the machine is at rest. */
async function expectCalm(page: Page, { what, limitMs, round }: Calm): Promise<void> {
  const slowest: number[] = [];
  for (let left = ROUNDS; left > 0 && !slowest.some((ms) => ms <= limitMs); left--) {
    await page.evaluate(() => {
      window.felt.slowest = { name: "", ms: 0 };
    });
    await round();
    await page.waitForTimeout(300);
    slowest.push(await page.evaluate(() => window.felt.slowest.ms));
  }
  const shift = await page.evaluate(() => window.felt.shift);
  console.log(`${what}: CLS ${shift.toFixed(4)}, slowest answers ${slowest.join(", ")} of ${limitMs} ms`);
  expect(shift, `${what}: layout shift`).toBeLessThanOrEqual(MAX_SHIFT);
  expect(Math.min(...slowest), `${what}: slowest answer`).toBeLessThanOrEqual(limitMs);
}
