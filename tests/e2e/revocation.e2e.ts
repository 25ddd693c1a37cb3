import { expect, test } from "../support/e2e";
import { reportPdf } from "./support/files";
import { openSeller } from "./support/seller";

const AT_ONCE_MS = 5_000;

test("closing a link cuts off whoever is reading: page, file, stream and measurement", async ({
  house,
  memberPage,
  visitorPage,
}) => {
  const seller = await openSeller(house);
  const roomId = await seller.makeRoom("Shared by mistake");
  const pageId = await seller.addDocument(roomId, await reportPdf());
  const address = await seller.share(roomId, { label: "Old list" });

  const file = visitorPage.waitForRequest((request) => request.url().includes("/files/"));
  const beacon = visitorPage.waitForRequest((request) => request.url().endsWith("/b"));
  await visitorPage.goto(address);
  await expect(visitorPage.locator("[data-page='1'] canvas").first()).toBeVisible();
  await visitorPage.mouse.move(300, 400, { steps: 5 });
  const fileUrl = (await file).url();
  const beaconBody = (await beacon).postData() ?? "";
  expect((await visitorPage.request.get(fileUrl, { headers: inViewer() })).status()).toBe(200);
  expect(await sendBeacon()).toBe(204);

  await memberPage.goto(`/rooms/${roomId}/links`);
  await memberPage
    .getByRole("row", { name: /Old list/ })
    .getByRole("button", { name: "Close" })
    .click();
  await memberPage.getByRole("dialog").getByRole("button", { name: "Close the link" }).click();
  await expect(memberPage.getByText("The link is closed.")).toBeVisible();
  const closedAt = Date.now();

  await expect(visitorPage.getByRole("heading", { name: "This page is closed" })).toBeVisible({
    timeout: AT_ONCE_MS,
  });
  const asked = [
    fileUrl,
    `/room/${roomId}`,
    `/room/${roomId}/p/${pageId}`,
    `/room/${roomId}/events`,
    address,
  ];
  for (const url of asked) {
    const response = await visitorPage.request.get(url, { headers: inViewer(), maxRedirects: 0 });
    expect([url, response.status()]).toEqual([url, 410]);
  }
  expect(await sendBeacon()).toBe(410);
  expect(Date.now() - closedAt).toBeLessThan(AT_ONCE_MS);
  await seller.close();

  async function sendBeacon(): Promise<number> {
    const headers = { "content-type": "text/plain;charset=UTF-8", origin: house.url };
    return (await visitorPage.request.post("/b", { headers, data: beaconBody })).status();
  }
});

function inViewer(): Record<string, string> {
  return { "sec-fetch-site": "same-origin", "sec-fetch-dest": "empty" };
}
