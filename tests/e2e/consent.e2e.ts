import type { Page } from "@playwright/test";
import { expect, test } from "../support/e2e";
import { reportPdf } from "./support/files";
import { openSeller } from "./support/seller";

/** Past the first report, which comes 4 s after a page is shown. */
const FIRST_REPORT_MS = 6_000;

test("taking the consent back while reading stops the measuring at once, and everything stays open", async ({
  house,
  visitorPage,
}) => {
  const seller = await openSeller(house);
  const roomId = await seller.makeRoom("Measured with a notice");
  const proposalId = await seller.addProposal(roomId, "Proposal");
  await seller.addDocument(roomId, await reportPdf());
  const reports = reportsOf(visitorPage);

  await visitorPage.goto(await seller.share(roomId));
  const notice = visitorPage.getByRole("region", { name: "About measurement" });
  await expect(notice).toContainText("sees which pages of this room you open");
  await visitorPage.mouse.move(400, 400, { steps: 6 });
  await expect.poll(() => reports.length, { timeout: FIRST_REPORT_MS + 3_000 }).toBeGreaterThan(0);
  await notice.getByRole("button", { name: "OK" }).click();
  await expect(notice).toBeHidden();
  await visitorPage.getByRole("button", { name: "Stop measuring" }).click();
  await expect(visitorPage.getByText("Measurement is off.")).toBeVisible();
  const sentBefore = reports.length;

  await visitorPage.getByRole("navigation", { name: "Pages" }).getByRole("link").last().click();
  await expect(visitorPage.locator("[data-page='1'] canvas").first()).toBeVisible();
  await visitorPage.mouse.wheel(0, 500);
  await visitorPage.waitForTimeout(FIRST_REPORT_MS);
  await visitorPage.reload();
  await visitorPage.goto(`/room/${roomId}/p/${proposalId}`);
  await expect(visitorPage.getByText("Measurement is off.")).toBeVisible();
  expect(reports.slice(sentBefore)).toEqual([]);
  expect(await queuedIn(visitorPage)).toEqual([]);
  await seller.close();
});

test("a strict room measures nothing before a yes, and a no opens everything", async ({
  house,
  memberPage,
  browser,
}) => {
  const seller = await openSeller(house);
  const roomId = await seller.makeRoom("Measured only after a yes");
  await seller.addDocument(roomId, await reportPdf());
  await memberPage.goto(`/rooms/${roomId}/edit`);
  await memberPage.getByLabel("Measuring visits").selectOption("strict");
  await memberPage.getByRole("button", { name: "Save changes" }).click();
  await expect(memberPage).toHaveURL(`/rooms/${roomId}`);
  const address = await seller.share(roomId);

  const [refusing, agreeing] = await Promise.all([visit(), visit()]);
  for (const { page } of [refusing, agreeing]) await page.mouse.wheel(0, 300);
  await refusing.page.waitForTimeout(FIRST_REPORT_MS);
  expect([refusing.reports, agreeing.reports]).toEqual([[], []]);

  await refusing.page.getByRole("button", { name: "Do not measure" }).click();
  await agreeing.page.getByRole("button", { name: "Yes, allow" }).click();
  await expect(agreeing.page.getByText("Measurement is on.")).toBeVisible();
  await expect(refusing.page.getByText("Measurement is off.")).toBeVisible();
  await agreeing.page.mouse.wheel(0, 300);
  await expect.poll(() => agreeing.reports.length, { timeout: FIRST_REPORT_MS + 3_000 }).toBeGreaterThan(0);
  await refusing.page.getByRole("button", { name: "Next page" }).click();
  await expect(refusing.page.locator("[data-page='2'] canvas").first()).toBeVisible();
  expect(refusing.reports).toEqual([]);
  await Promise.all([refusing.page.context().close(), agreeing.page.context().close()]);
  await seller.close();

  async function visit() {
    const page = await (await browser.newContext({ baseURL: house.url })).newPage();
    const reports = reportsOf(page);
    await page.goto(address);
    await expect(page.locator("[data-page='1'] canvas").first()).toBeVisible();
    await page.mouse.move(500, 400, { steps: 6 });
    return { page, reports };
  }
});

/** Bodies of the beacons a page sends from now on. */
function reportsOf(page: Page): string[] {
  const bodies: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/b") bodies.push(request.postData() ?? "");
  });
  return bodies;
}

function queuedIn(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("engawa.beacon")));
}
