import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { chromium, type Page } from "@playwright/test";
import { chromiumPath } from "../../../scripts/lib/browser.mjs";

export const READER_AGENT =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

const PHONE = { width: 390, height: 844, deviceScaleFactor: 2, mobile: true };
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-blink-features=AutomationControlled",
  "--lang=en-GB",
  "--accept-lang=en-GB",
  "--remote-debugging-port=0",
];

export interface Reader {
  /** The tab in front. */
  page: Page;
  /** Puts another tab in front: the reader's page is hidden then, as for a person. */
  lookElsewhere(): Promise<void>;
  comeBack(): Promise<void>;
  /** Moves the mouse over the page and turns its wheel. */
  wheel(deltaY: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * A buyer's own browser, phone-sized. Playwright makes each page of its own browsers believe that it is visible and has
 * the focus for ever; here a page is hidden when another tab is in front.
 */
export async function startReader(): Promise<Reader> {
  const profile = await mkdtemp(path.join(tmpdir(), "engawa-reader-"));
  const executable = chromiumPath() ?? chromium.executablePath();
  const child = spawn(
    executable,
    [...FLAGS, `--user-agent=${READER_AGENT}`, `--user-data-dir=${profile}`, "about:blank"],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const browser = await chromium.connectOverCDP(await debuggerAddress(child.stderr), { noDefaults: true });
  const context = browser.contexts()[0];
  const page = context?.pages()[0];
  if (!context || !page) throw new Error("the reader's browser has no tab");
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setDeviceMetricsOverride", PHONE);
  await session.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  await page.bringToFront();

  return {
    page,
    async lookElsewhere() {
      const other = await context.newPage();
      await other.bringToFront();
    },
    comeBack: () => page.bringToFront(),
    async wheel(deltaY) {
      await page.mouse.move(180, 420, { steps: 4 });
      await page.mouse.wheel(0, deltaY);
    },
    async close() {
      await browser.close();
      child.kill();
      await ended;
      process.off("exit", killWithUs);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function debuggerAddress(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const address = /ws:\/\/\S+/.exec(line)?.[0];
    if (address) return address;
  }
  throw new Error("the reader's browser did not start");
}
