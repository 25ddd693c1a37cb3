import sharp from "sharp";

const MAX_PIXELS = 40_000_000;
const FORMATS = new Set(["png", "jpeg", "webp", "gif", "heif"]);

/** A square WebP cut from the middle, without metadata; null when it is no picture we take or too large to unpack. */
export async function squarePicture(bytes: Uint8Array, side: number): Promise<Buffer | null> {
  if (bytes.byteLength === 0) return null;
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" });
    const { format } = await image.metadata();
    if (!format || !FORMATS.has(format)) return null;
    return await image
      .rotate()
      .resize({ width: side, height: side, fit: "cover", position: "attention" })
      .webp({ quality: 84 })
      .timeout({ seconds: 20 })
      .toBuffer();
  } catch {
    return null;
  }
}
