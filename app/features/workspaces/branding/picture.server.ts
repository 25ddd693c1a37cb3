import sharp from "sharp";

const MAX_PIXELS = 40_000_000;
/** Twice the largest size it is shown in. */
const MAX_SIZE = { width: 480, height: 160 };
/** SVG is left out: it can hold scripts and ask for other files. */
const FORMATS = new Set(["png", "jpeg", "webp", "gif"]);

/** A PNG without metadata, which mail programs show too; null when it is no picture. */
export async function drawLogo(bytes: Uint8Array): Promise<Buffer | null> {
  if (bytes.byteLength === 0) return null;
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" });
    const { format } = await image.metadata();
    if (!format || !FORMATS.has(format)) return null;
    return await image
      .rotate()
      .resize({ ...MAX_SIZE, fit: "inside", withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .timeout({ seconds: 20 })
      .toBuffer();
  } catch {
    return null;
  }
}
