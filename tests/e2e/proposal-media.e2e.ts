import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/e2e";
import { openSeller } from "./support/seller";

const SECONDS = 2;

const text = (page: Page) => page.getByRole("textbox", { name: "Proposal" });
const saved = (page: Page) => page.getByRole("status").filter({ hasText: /^Saved$/ });

/** An empty, published proposal, opened by who writes it. */
async function openDesk(house: Parameters<typeof openSeller>[0], page: Page) {
  const seller = await openSeller(house);
  const roomId = await seller.makeRoom("Pictures and films");
  const pageId = await seller.addProposal(roomId, "Offer");
  const address = `/rooms/${roomId}/pages/${pageId}`;
  await page.goto(address);
  await expect(text(page)).toBeFocused({ timeout: 30_000 });
  const publish = async () => {
    await expect(saved(page)).toBeVisible();
    await page.goto(`${address}/publish`);
    await page.getByRole("button", { name: "Publish now" }).click();
    await page.waitForURL((url) => !url.pathname.endsWith("/publish"));
  };
  return { seller, roomId, pageId, address, publish };
}

test("a picture is pasted and dropped with its words, made narrower by pointer and keys, taken back and read", async ({
  house,
  memberPage: page,
  visitorPage: buyer,
}) => {
  const { seller, roomId, pageId, publish } = await openDesk(house, page);
  await page.keyboard.type("See the hall:");
  await page.keyboard.press("Enter");
  await give(page, "paste");
  await describe(page, "The hall, seen from above");
  const picture = text(page).getByRole("img", { name: "The hall, seen from above" });
  await expect(picture).toBeVisible();
  const whole = await widthOf(picture);

  const handle = page.getByRole("slider", { name: "Width of the picture in percent" });
  await picture.hover();
  await drag(page, handle, -whole / 3);
  await expect.poll(() => widthOf(picture)).toBeLessThan(whole * 0.8);
  const dragged = Number(await handle.getAttribute("aria-valuenow"));
  await handle.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(handle).toHaveAttribute("aria-valuenow", String(dragged - 5));
  await expect(handle).toBeFocused();

  await text(page).focus();
  await page.keyboard.press("Control+z");
  await expect(handle).toHaveAttribute("aria-valuenow", String(dragged));
  await page.keyboard.press("Control+z");
  await expect(handle).toHaveAttribute("aria-valuenow", "100");
  await page.keyboard.press("Control+Shift+z");
  await expect(handle).toHaveAttribute("aria-valuenow", String(dragged));

  await give(page, "drop");
  await describe(page, "The yard");
  await expect(text(page).getByRole("img")).toHaveCount(2);
  await publish();

  await buyer.goto(await seller.share(roomId));
  await buyer.goto(`/room/${roomId}/p/${pageId}`);
  const read = buyer.getByRole("img", { name: "The hall, seen from above" });
  await expect(read).toHaveAttribute("style", `width: ${dragged}%`);
  await expect(buyer.getByRole("img", { name: "The yard" })).toBeVisible();
  for (const one of await buyer.locator("[data-section] img").all())
    await expect.poll(() => one.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(640);
  await seller.close();
});

test("a film of one's own plays to its end for a buyer; one of another house is asked for only when play is pressed", async ({
  house,
  memberPage: page,
  visitorPage: buyer,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), "engawa-film-"));
  const film = path.join(folder, "walk.webm");
  await writeFile(film, await makeFilm(buyer));
  const { seller, roomId, pageId, publish } = await openDesk(house, page);
  await insertVideo(page);
  await page.getByLabel("Title").fill("A walk through the hall");
  await page.getByLabel("File from this computer").setInputFiles(film);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(text(page).locator("video")).toBeVisible();
  await page.keyboard.press("Control+End");
  await insertVideo(page);
  await page.getByLabel("Title").fill("The factory");
  await page.getByLabel("Or an address at YouTube or Vimeo").fill("https://youtu.be/aqz-KE-bpKQ?t=3");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(text(page).getByText("Play: The factory")).toBeVisible();
  await publish();

  const elsewhere: string[] = [];
  await buyer.route(
    (url) => url.origin !== new URL(house.url).origin,
    (route) => {
      elsewhere.push(new URL(route.request().url()).hostname);
      return route.abort();
    },
  );
  await buyer.goto(await seller.share(roomId));
  const partly = buyer.waitForResponse((response) => /\/attachments\//.test(response.url()));
  await buyer.goto(`/room/${roomId}/p/${pageId}`);
  expect((await partly).status()).toBe(206);
  const played = buyer.locator("[data-section] video");
  await played.evaluate(async (video: HTMLVideoElement) => {
    video.muted = true;
    await video.play();
  });
  await expect.poll(() => played.evaluate((video: HTMLVideoElement) => video.ended)).toBe(true);
  expect(elsewhere).toEqual([]);
  await buyer.getByRole("link", { name: "Play: The factory" }).click();
  await expect(buyer.locator("iframe[data-video]")).toBeVisible();
  await expect.poll(() => elsewhere).toEqual(["www.youtube-nocookie.com"]);

  const parts = await buyer.evaluate(
    async (url) => {
      const ask = async (range: string) => {
        const { status, headers } = await fetch(url, { headers: { range } });
        return [status, headers.get("content-range")?.split("/")[0] ?? null];
      };
      return [await ask("bytes=0-9"), await ask("bytes=5-5"), await ask("bytes=99999999-")];
    },
    (await played.getAttribute("src")) ?? "",
  );
  expect(parts).toEqual([
    [206, "bytes 0-9"],
    [206, "bytes 5-5"],
    [416, "bytes *"],
  ]);
  await seller.close();
  await rm(folder, { recursive: true, force: true });
});

/** As the browser hands over what was copied elsewhere, or dragged in from outside. */
function give(page: Page, how: "paste" | "drop"): Promise<void> {
  return text(page).evaluate(async (target, type) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [640, 360];
    const pen = canvas.getContext("2d");
    if (pen) pen.fillStyle = type === "paste" ? "#2f5d50" : "#5d3b2f";
    pen?.fillRect(0, 0, 640, 360);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    const data = new DataTransfer();
    if (blob) data.items.add(new File([blob], "picture.png", { type: "image/png" }));
    const { left, top } = target.getBoundingClientRect();
    const at = { clientX: left + 20, clientY: top + 5 };
    const init = { bubbles: true, cancelable: true };
    target.dispatchEvent(
      type === "paste"
        ? new ClipboardEvent("paste", { ...init, clipboardData: data })
        : new DragEvent("drop", { ...init, ...at, dataTransfer: data }),
    );
  }, how);
}

async function describe(page: Page, words: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Describe the picture" });
  await dialog.getByRole("textbox").fill(words);
  await dialog.getByRole("button", { name: "Insert" }).click();
  await expect(dialog).toBeHidden();
}

async function insertVideo(page: Page): Promise<void> {
  await page.keyboard.type("/video");
  await page.getByRole("option", { name: "Video" }).click();
  await expect(page.getByRole("dialog", { name: "Video" })).toBeVisible();
}

async function widthOf(picture: Locator): Promise<number> {
  return (await picture.boundingBox())?.width ?? 0;
}

async function drag(page: Page, handle: Locator, byX: number): Promise<void> {
  const box = await handle.boundingBox();
  if (!box) throw new Error("the handle is not there");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + byX, y, { steps: 8 });
  await page.mouse.up();
}

/** A few coloured frames, recorded by the browser itself. */
async function makeFilm(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async (seconds) => {
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: "video/webm;codecs=vp8" });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const stopped = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    for (let frame = 0; frame < seconds * 10; frame++) {
      if (pen) pen.fillStyle = `hsl(${frame * 9} 60% 50%)`;
      pen?.fillRect(0, 0, canvas.width, canvas.height);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    recorder.stop();
    await stopped;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  }, SECONDS);
  return Buffer.from(bytes);
}
