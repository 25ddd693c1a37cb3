import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { normaliseImage } from "~/features/rooms/proposals/images.server";
import { MAX_IMAGE_BYTES } from "~/features/rooms/proposals/schema";

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#808080" } });

describe("a picture that is put into a proposal", () => {
  test.each(["png", "jpeg", "webp", "gif"] as const)("comes as %s and is kept as WebP", async (format) => {
    const stored = await normaliseImage(await picture(60, 40).toFormat(format).toBuffer());
    expect(stored).toMatchObject({ width: 60, height: 40 });
    expect((await sharp(stored?.bytes).metadata()).format).toBe("webp");
  });

  test("is made no wider than a page shows, and never larger than it was", async () => {
    const wide = await normaliseImage(await picture(3_200, 100).png().toBuffer());
    expect([wide?.width, wide?.height]).toEqual([1_600, 50]);
    const small = await normaliseImage(await picture(3, 2).png().toBuffer());
    expect([small?.width, small?.height]).toEqual([3, 2]);
  });

  test("loses what a camera wrote into it, and stands upright all the same", async () => {
    const photo = await picture(60, 40)
      .withExif({ IFD0: { Artist: "Ren Sato" }, IFD3: { GPSLatitude: "35/1 0/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const stored = await normaliseImage(photo);
    expect([stored?.width, stored?.height]).toEqual([40, 60]);
    const { exif, orientation } = await sharp(stored?.bytes).metadata();
    expect([exif, orientation]).toEqual([undefined, undefined]);
  });

  test.each([
    ["nothing", () => new Uint8Array()],
    ["words", () => Buffer.from("not a picture")],
    [
      "a drawing that could run something",
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)" width="9" height="9"/>'),
    ],
    ["a PDF", () => Buffer.from("%PDF-1.7\n")],
    ["more bytes than are taken", () => new Uint8Array(MAX_IMAGE_BYTES + 1)],
  ])("is none when it is %s", async (_what, bytes) => {
    expect(await normaliseImage(bytes())).toBeNull();
  });

  test("is none when it is torn off in the middle", async () => {
    const whole = await sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        background: "#808080",
        noise: { type: "gaussian", mean: 128, sigma: 30 },
      },
    })
      .jpeg()
      .toBuffer();
    expect(await normaliseImage(whole.subarray(0, whole.length / 2))).toBeNull();
  });

  test("is none when it would unpack to more than anybody looks at", async () => {
    // A few kilobytes that stand for forty-nine million points.
    const bomb = await picture(7_000, 7_000).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.byteLength).toBeLessThan(MAX_IMAGE_BYTES);
    expect(await normaliseImage(bomb)).toBeNull();
  });
});
