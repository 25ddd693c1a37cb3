import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { run, runBin } from "./run.mjs";

const SYSTEM_BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Undefined means Playwright's own browser. */
export function chromiumPath() {
  const given = process.env.CHROMIUM;
  if (given) return given;
  return SYSTEM_BROWSERS.find(isExecutable);
}

/** Finds or installs a browser and, on Debian as root, a Japanese font. False if none can be had. */
export async function ensureBrowser() {
  if (process.env.CHROMIUM) {
    if (isExecutable(process.env.CHROMIUM)) return true;
    console.error(`CHROMIUM is ${process.env.CHROMIUM}, which can't be run.`);
    return false;
  }
  if (canUseApt()) return installWithApt();
  if (chromiumPath() || (await hasOwnBrowser())) return true;
  console.log("Installing Playwright's Chromium");
  await runBin("playwright", ["install", "chromium"]);
  if (await hasOwnBrowser()) return true;
  console.error("No browser: install Chromium, or set CHROMIUM to its path.");
  return false;
}

async function installWithApt() {
  const hasJapanese = existsSync("/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf");
  if (chromiumPath() && hasJapanese) return true;
  console.log("Installing Chromium and a Japanese font");
  const environment = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-q"], { env: environment });
  const packages = chromiumPath() ? ["fonts-ipafont"] : ["chromium", "fonts-ipafont"];
  await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...packages], { env: environment });
  if (chromiumPath()) return true;
  console.error("Chromium could not be installed: see the lines above, or set CHROMIUM to its path.");
  return false;
}

function canUseApt() {
  if (process.getuid?.() !== 0 || !isExecutable("/usr/bin/apt-get")) return false;
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}

async function hasOwnBrowser() {
  const { chromium } = await import("@playwright/test");
  return isExecutable(chromium.executablePath());
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
