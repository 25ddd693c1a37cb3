import type { Browser, Page } from "@playwright/test";
import { createFirstAdmin, expect, test } from "../support/e2e";
import { startServer } from "../support/server";
import { dropPdf } from "./support/drop";
import { reportPdf } from "./support/files";
import { askForCode, enterCode, readCode } from "./support/gate";
import { type Reader, startReader } from "./support/reader";
import { readAttention, secondsOn, statOf } from "./support/report";
import { openSeller } from "./support/seller";
import { TEXTS } from "./support/texts";

const BUYER = "ren@hinoki.example";
/** A page is first reported after four seconds. */
const LIVE_WITHIN_MS = 15_000;
const ORDINARY_AGENT =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
/** Addresses as a proxy in front of the server would tell them; who sends none comes from the buyer's. */
const FROM_A_CLOUD = { "x-forwarded-for": "203.0.113.9" };
const FROM_ELSEWHERE = { "x-forwarded-for": "198.51.100.7" };
const SLACK_AGENT = "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)";

test("from the set-up address to a report that tells the truth about who read what", async ({ browser }) => {
  test.setTimeout(180_000);
  const server = await startServer({ env: { TRUSTED_PROXIES: "1" } });
  const context = await browser.newContext({ baseURL: server.url });
  const seller = await context.newPage();
  const reader = await startReader();

  await test.step("the first admin makes the workspace", () => createFirstAdmin(seller, server));
  const roomId = await test.step("and a room with its account and deal", () => makeRoom(seller));
  const title = await test.step("drops a PDF and sees it arrive", async () =>
    dropPdf(seller, await reportPdf(), TEXTS.en));
  await test.step("writes the proposal and sees it saved", () => writeProposal(seller));
  await test.step("puts the proposal first", () => putProposalFirst(seller, roomId));
  const gated = await test.step("shares it with a code", () => share(seller, roomId, "For Ren", "code"));
  const open = await test.step("and once without", () => share(seller, roomId, "For anyone", "open"));

  await test.step("machines look at the link", () => lookAsMachines(gated));
  const script = await test.step("a script opens it and does nothing", () => openWithoutInput(browser, open));
  await test.step("the buyer passes the gate on a phone", () => passGate(reader, seller, gated));
  const read = await test.step("reads while the seller watches", () =>
    readWhileWatched({ reader, seller, roomId, title }));
  await script.close();

  const api = await openSeller({ ...server, storageState: await context.storageState() });
  await test.step("the report shows those seconds", async () => {
    const attention = await readAttention(api.request, roomId);
    expect(new Set(attention.map(({ person }) => person))).toEqual(new Set([BUYER]));
    expectSeconds(secondsOn(attention, title, 1), read.firstPage);
    expectSeconds(secondsOn(attention, title, 3), read.thirdPage);
    expectSeconds(secondsOn(attention, title), read.document);
    // It was on screen before its script ran, so a little less than this test's clock says.
    expect(secondsOn(attention, "Proposal")).toBeGreaterThan(3);
    expect(secondsOn(attention, "Proposal")).toBeLessThanOrEqual(read.proposal + 1);
  });
  await test.step("one person, one visit, and why the others do not count", () => seeReport(seller, roomId));
  await api.close();
  await reader.close();
  await context.close();
  await server.stop();
});

async function makeRoom(page: Page): Promise<string> {
  await page.goto("/rooms");
  await page.getByRole("link", { name: "New room" }).first().click();
  await expect(page).toHaveURL("/rooms/new");
  await page.getByLabel("Account", { exact: true }).fill("株式会社ひのき食品ホールディングス");
  await page.getByLabel("Deal", { exact: true }).fill("Cold chain 2026");
  await page.getByRole("button", { name: "Make room" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Cold chain 2026" })).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

async function writeProposal(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start writing" }).click();
  const editor = page.getByRole("textbox", { name: "Proposal" });
  await editor.click();
  await page.getByRole("button", { name: "Heading 2" }).click();
  await page.keyboard.type("ご提案の要点");
  await page.keyboard.press("Enter");
  await page.keyboard.type("The cold chain, from the harbour to the kitchen door.");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  const written = page.getByRole("paragraph").filter({ hasText: "from the harbour to the kitchen door." });
  await expect(written).toBeVisible();
  await page.getByRole("link", { name: "Publish", exact: true }).click();
  await page.getByRole("button", { name: "Publish now" }).click();
  await expect(page.getByText("Buyers read what you see here.")).toBeVisible();
}

async function putProposalFirst(page: Page, roomId: string): Promise<void> {
  await page.goto(`/rooms/${roomId}`);
  await page.getByRole("button", { name: "Move “Proposal” up" }).click();
  await expect(page.getByText("“Proposal” is now number 1 of 2.")).toBeVisible();
}

async function share(page: Page, roomId: string, label: string, gate: "open" | "code"): Promise<string> {
  await page.goto(`/rooms/${roomId}/links`);
  await page.getByLabel("Name").fill(label);
  await page.locator(`input[name="gate"][value="${gate}"]`).check();
  if (gate === "code") await page.getByLabel("Allowed addresses and domains").fill("hinoki.example");
  await page.getByRole("button", { name: "Create link" }).click();
  await expect(page.getByRole("row", { name: new RegExp(label) })).toBeVisible();
  return page.getByLabel("Address of the link").inputValue();
}

/** A link preview, a browser that loads ahead, and a check from the buyer's own network whether the link exists. */
async function lookAsMachines(address: string): Promise<void> {
  const wishes: RequestInit[] = [
    { headers: { "user-agent": SLACK_AGENT, ...FROM_A_CLOUD } },
    { method: "HEAD", headers: { "user-agent": ORDINARY_AGENT } },
    { headers: { "user-agent": ORDINARY_AGENT, "sec-purpose": "prefetch;prerender", ...FROM_A_CLOUD } },
  ];
  for (const wish of wishes) {
    const response = await fetch(address, { redirect: "manual", ...wish });
    expect(response.status).toBe(303);
  }
}

/** Stays open, so that its first report is sent while others read. */
async function openWithoutInput(browser: Browser, address: string) {
  const context = await browser.newContext({ userAgent: ORDINARY_AGENT, extraHTTPHeaders: FROM_ELSEWHERE });
  await (await context.newPage()).goto(address);
  return context;
}

async function passGate({ page }: Reader, seller: Page, address: string): Promise<void> {
  await page.goto(address);
  expect(await page.content()).not.toContain("Cold chain");
  await askForCode(page, BUYER);
  await page.screenshot({ path: "test-results/screens/journey-gate.png" });
  await enterCode(page, await readCode(seller, BUYER));
  await expect(page.getByRole("heading", { name: "ご提案の要点" })).toBeVisible();
}

interface Read {
  /** Seconds, by this test's own clock. */
  proposal: number;
  document: number;
  firstPage: number;
  thirdPage: number;
}

type Watching = { reader: Reader; seller: Page; roomId: string; title: string };

async function readWhileWatched({ reader, seller, roomId, title }: Watching): Promise<Read> {
  const { page } = reader;
  const proposalFrom = Date.now();
  await seller.goto(`/rooms/${roomId}/report`);
  await expect(page.getByRole("region", { name: "About measurement" })).toBeVisible();
  await reader.wheel(1);
  await page.getByRole("button", { name: "OK" }).click();
  await sleepUntil(proposalFrom + 6_000);
  const navigation = page.getByRole("navigation", { name: "Pages" });
  await navigation.getByRole("link", { name: title }).click();
  await expect(page.locator("[data-page='1']")).toBeVisible();
  const firstFrom = Date.now();

  const seen = expect(seller.getByRole("region", { name: "Reading now" })).toContainText(title, {
    timeout: LIVE_WITHIN_MS,
  });
  await reader.wheel(1);
  await page.screenshot({ path: "test-results/screens/journey-reading.png" });
  await Promise.all([seen, sleepUntil(firstFrom + 8_000)]);
  await seller.screenshot({ path: "test-results/screens/journey-watched.png", fullPage: true });
  await reader.wheel(await distance(page, 1, 3));
  const thirdFrom = Date.now();
  await expect(page.locator("[data-page='3'] canvas").first()).toBeVisible();
  await sleepUntil(thirdFrom + 5_000);
  await reader.lookElsewhere();
  const hiddenAt = Date.now();
  await sleep(4_000);
  await expect(seller.getByRole("region", { name: "Who read what" })).toContainText(BUYER, {
    timeout: 15_000,
  });
  return {
    proposal: (firstFrom - proposalFrom) / 1000,
    document: (hiddenAt - firstFrom) / 1000,
    firstPage: (thirdFrom - firstFrom) / 1000,
    thirdPage: (hiddenAt - thirdFrom) / 1000,
  };
}

/** How far apart the tops of two pages are, all pages being as tall as the first. */
async function distance(page: Page, from: number, to: number): Promise<number> {
  const tops = await Promise.all(
    [1, 2].map(async (number) => (await page.locator(`[data-page='${number}']`).boundingBox())?.y ?? 0),
  );
  return ((tops[1] ?? 0) - (tops[0] ?? 0)) * (to - from);
}

function expectSeconds(measured: number, expected: number): void {
  expect(Math.abs(measured - expected), `${measured} s instead of ${expected} s`).toBeLessThanOrEqual(1);
}

async function seeReport(page: Page, roomId: string): Promise<void> {
  await page.goto(`/rooms/${roomId}/report`);
  await expect(statOf(page, "Engaged people")).toHaveText("1");
  await expect(statOf(page, "Visits")).toHaveText("1");
  await expect(statOf(page, "Views")).toHaveText("2");
  await expect(statOf(page, "Completion")).toHaveText(/^\d+\s?%$/);
  const sentence = "5 hits: 1 person, 3 automatic (Slack 1, HEAD 1, prefetch 1), 1 unconfirmed";
  await expect(page.getByText(sentence)).toBeVisible();
  const openings = page.getByRole("table", { name: "Openings of share links, newest first" });
  for (const reason of [
    "Slack link preview.",
    "Only asked whether the page exists (HEAD).",
    "Loaded ahead of time, shown to nobody.",
    "Shown on a screen, but no pointer, key or touch at all.",
  ]) {
    await expect(openings.getByRole("row").filter({ hasText: reason })).toHaveCount(1);
  }
  await page.screenshot({ path: "test-results/screens/journey-report.png", fullPage: true });
}

async function sleepUntil(at: number): Promise<void> {
  await sleep(Math.max(0, at - Date.now()));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
