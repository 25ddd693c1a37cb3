import { defineConfig, devices } from "@playwright/test";
import { chromiumPath } from "./scripts/lib/browser.mjs";

// Our own rules call HeadlessChrome a machine, rightly; a reader's browser says this instead.
const ORDINARY_AGENT =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

const LAUNCH_OPTIONS = [
  "--no-sandbox",
  // A reader is nobody that steers a browser: the rules would tell.
  "--disable-blink-features=AutomationControlled",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.e2e.ts",
  outputDir: "test-results",
  snapshotPathTemplate: "{testDir}/__snapshots__/{arg}{ext}",
  // Seconds of attention are measured: a second browser on the same cores would distort them.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    userAgent: ORDINARY_AGENT,
    locale: "en-GB",
    timezoneId: "Asia/Tokyo",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: chromiumPath(), args: LAUNCH_OPTIONS },
  },
});
