import { stat } from "node:fs/promises";
import { expect, test } from "../support/e2e";
import { scannedPdf } from "./support/files";
import { openSeller } from "./support/seller";

const MAX_TRANSFER_BYTES = 1_500_000;

test("the first page of a 20 MB file is on screen after at most 1.5 MB", async ({ house, visitorPage }) => {
  const file = await scannedPdf();
  expect((await stat(file)).size).toBeGreaterThan(18_000_000);
  const seller = await openSeller(house);
  const roomId = await seller.makeRoom("A hundred scans");
  await seller.addDocument(roomId, file);
  const address = await seller.share(roomId);

  const transfer = await countTransfer();
  await visitorPage.goto(address);
  const picture = visitorPage.locator("[data-page='1'] canvas").first();
  await expect(picture).toBeVisible();
  const bytes = transfer.bytes();
  test.info().annotations.push({ type: "transferred", description: `${bytes} bytes` });
  expect(bytes).toBeLessThanOrEqual(MAX_TRANSFER_BYTES);
  expect(bytes).toBeGreaterThan(100_000);

  const { width, shownWidth, shades } = await picture.evaluate((canvas: HTMLCanvasElement) => {
    const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return {
      width: canvas.width,
      shownWidth: canvas.getBoundingClientRect().width,
      shades: new Set(Array.from(pixels)).size,
    };
  });
  expect(width).toBeGreaterThanOrEqual(Math.floor(shownWidth));
  expect(shades).toBeGreaterThan(50);
  await seller.close();

  /** Everything but the viewer's own code, as it came over the wire. */
  async function countTransfer() {
    const session = await visitorPage.context().newCDPSession(visitorPage);
    const counted = new Map<string, number>();
    await session.send("Network.enable");
    session.on("Network.requestWillBeSent", ({ requestId, request }) => {
      if (!/^\/(assets|pdfjs)\//.test(new URL(request.url).pathname)) counted.set(requestId, 0);
    });
    session.on("Network.dataReceived", ({ requestId, encodedDataLength, dataLength }) => {
      const known = counted.get(requestId);
      if (known !== undefined) counted.set(requestId, known + (encodedDataLength || dataLength));
    });
    return { bytes: () => [...counted.values()].reduce((sum, value) => sum + value, 0) };
  }
});
