import { createFirstAdmin, expect, test } from "../support/e2e";
import { startServer } from "../support/server";
import { reportPdf } from "./support/files";
import { startReader } from "./support/reader";
import { readAttention, secondsOn } from "./support/report";
import { openSeller } from "./support/seller";

test("no second is lost or doubled when the server is killed while somebody reads", async ({ browser }) => {
  const server = await startServer();
  const context = await browser.newContext({ baseURL: server.url });
  await createFirstAdmin(await context.newPage(), server);
  const seller = await openSeller({ ...server, storageState: await context.storageState() });
  const roomId = await seller.makeRoom("Read through a crash");
  await seller.addProposal(roomId, "Proposal");
  const documentId = await seller.addDocument(roomId, await reportPdf());
  const address = await seller.share(roomId);
  const reader = await startReader();
  const title = await titleOf();

  await reader.page.goto(address);
  await reader.wheel(1);
  await reader.page.getByRole("link", { name: title }).first().click();
  await expect(reader.page.locator("[data-page='1']")).toBeVisible();
  const from = Date.now();
  await reader.wheel(1);
  await sleepUntil(from + 5_500);

  const restarting = server.restart("SIGKILL");
  await reader.lookElsewhere();
  const hiddenAt = Date.now();
  const revived = await restarting;
  await reader.comeBack();
  const backAt = Date.now();
  await reader.wheel(1);
  await sleepUntil(backAt + 3_000);
  await reader.page.getByRole("link", { name: "Proposal" }).first().click();
  await expect(reader.page.getByRole("heading", { name: "Proposal" })).toBeVisible();
  const readSeconds = (hiddenAt - from + (Date.now() - backAt)) / 1000;

  await expect
    .poll(async () => Math.abs(secondsOn(await readAttention(seller.request, roomId), title) - readSeconds), {
      timeout: 20_000,
    })
    .toBeLessThanOrEqual(1);
  expect(documentId).toHaveLength(26);
  await reader.close();
  await seller.close();
  await context.close();
  await revived.stop();

  async function titleOf(): Promise<string> {
    const page = await context.newPage();
    await page.goto(`/rooms/${roomId}`);
    return page.locator(`[data-page="${documentId}"]`).getByRole("link").first().innerText();
  }
});

async function sleepUntil(at: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));
}
