import sharp from "sharp";
import { MAX_IMAGE_BYTES } from "./schema";

const MAX_PIXELS = 40_000_000;
const MAX_WIDTH = 1_600;
const FORMATS = new Set(["png", "jpeg", "webp", "gif", "heif"]);

/** WebP of at most 1,600 px width without metadata; null when it is no picture we take or too large to unpack. */
export async function normaliseImage(
  bytes: Uint8Array,
): Promise<{ bytes: Buffer; width: number; height: number } | null> {
  if (bytes.byteLength === 0 || bytes.byteLength > MAX_IMAGE_BYTES) return null;
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" });
    const { format } = await image.metadata();
    if (!format || !FORMATS.has(format)) return null;
    const { data, info } = await image
      .rotate()
      .resize({ width: MAX_WIDTH, withoutEnlargement: true })
      .webp({ quality: 82 })
      .timeout({ seconds: 20 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch {
    return null;
  }
}
