import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { fillIn, type Texts, withAnyNumber } from "./texts";

/**
 * A real drop on a room: the browser gets the file's path from outside, as from a desktop. The line is slowed down to
 * watch it. Resolves to the title of the page that it became.
 */
export async function dropPdf(page: Page, file: string, t: Texts): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const area = page.getByRole("region", { name: t.library.upload.label });
  await area.scrollIntoViewIfNeeded();
  const box = await area.boundingBox();
  if (!box) throw new Error("there is nowhere to drop the file");
  const size = (await readFile(file)).length;
  const slow = { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: size / 2 };
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", slow);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, data };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { ...at, type });
  }
  const name = path.basename(file);
  const bar = page.getByRole("progressbar", { name: fillIn(t.library.upload.progressOf, { name }) });
  await expect(bar).toBeVisible();
  await expect(page.getByText(t.library.upload.state.done)).toBeVisible({ timeout: 30_000 });
  await session.detach();

  const row = page.locator("[data-page]").filter({ hasText: withAnyNumber(t.rooms.pages.pageCount_other) });
  await expect(row).toBeVisible({ timeout: 30_000 });
  await expect(row.getByRole("img")).toBeVisible();
  return row.getByRole("link").first().innerText();
}
