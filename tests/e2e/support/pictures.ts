import { execFileSync } from "node:child_process";
import { expect, type Page } from "@playwright/test";

/** The typeface in which the kept pictures were drawn; with another every line would break elsewhere. */
const TYPEFACE = "IPAGothic";

export function drawsLikeThePictures(): boolean {
  try {
    return execFileSync("fc-match", ["sans-serif:lang=ja"], { encoding: "utf8" }).includes(TYPEFACE);
  } catch {
    return false;
  }
}

/** What floats over the page would lie over the pictures of its parts. */
const FLOATING = "header.sticky, nav.fixed";

/** Compares one part of the page with its picture. A few pixels may differ between one Chromium and the next. */
export async function compare(page: Page, selector: string, name: string): Promise<void> {
  await page.locator(FLOATING).evaluateAll((bars) => {
    for (const bar of bars) (bar as HTMLElement).style.visibility = "hidden";
  });
  await expect
    .soft(page.locator(selector))
    .toHaveScreenshot(`${name}.png`, { animations: "disabled", caret: "hide", maxDiffPixelRatio: 0.012 });
}
