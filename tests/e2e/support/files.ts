import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PDFDocument, type PDFFont, StandardFonts } from "pdf-lib";
import sharp from "sharp";

const A4: [number, number] = [595, 842];
const OWN_PAGES = 12;
/** Makes a scan of noise about 200 kB large. */
const SCAN_QUALITY = 82;

/** A PDF of several upright pages: a real one when the fixtures are there, else one made here. */
export function reportPdf(): Promise<string> {
  return fixtureOr("Software_Supply_Chain_Practices_whitepaper_v2.pdf", () =>
    makeText("report.pdf", OWN_PAGES),
  );
}

/** A deck in Japanese when the fixtures are there, else one made here. */
export function deckPdf(): Promise<string> {
  return fixtureOr("OpenChain業界調査協力のお願い_20230401.pdf", () => makeText("deck.pdf", OWN_PAGES));
}

/** 100 pages, each with a scan that can't be compressed, about 20 MB. Made once and kept. */
export function scannedPdf(): Promise<string> {
  return made(`scanned-100-q${SCAN_QUALITY}.pdf`, async () => {
    const document = await PDFDocument.create();
    const font = await document.embedFont(StandardFonts.Helvetica);
    for (let number = 1; number <= 100; number += 1) {
      const page = document.addPage(A4);
      const image = await document.embedJpg(await noiseJpeg());
      page.drawImage(image, { x: 47, y: 60, width: 500, height: 600 });
      page.drawText(`Page ${number} of 100`, { x: 60, y: 740, size: 32, font });
    }
    return document.save();
  });
}

async function fixtureOr(name: string, make: () => Promise<string>): Promise<string> {
  const beside = fileURLToPath(new URL("../../../../shared/fixtures", import.meta.url));
  const file = path.join(process.env.FIXTURES_DIR ?? beside, "pdf", name);
  return existsSync(file) ? file : make();
}

function makeText(name: string, pageCount: number): Promise<string> {
  return made(name, async () => {
    const document = await PDFDocument.create();
    const font = await document.embedFont(StandardFonts.TimesRoman);
    for (let number = 1; number <= pageCount; number += 1) {
      const page = document.addPage(A4);
      page.drawText(`Chapter ${number}`, { x: 60, y: 740, size: 28, font });
      drawLines(page, font);
    }
    return document.save();
  });
}

function drawLines(page: ReturnType<PDFDocument["addPage"]>, font: PDFFont): void {
  for (let line = 0; line < 30; line += 1) {
    const text = "The cold chain begins at the harbour and ends at the kitchen door.";
    page.drawText(text, { x: 60, y: 690 - line * 20, size: 12, font });
  }
}

async function noiseJpeg(): Promise<Buffer> {
  const width = 500;
  const height = 600;
  const raw = { raw: { width, height, channels: 3 as const } };
  return sharp(randomBytes(width * height * 3), raw)
    .jpeg({ quality: SCAN_QUALITY })
    .toBuffer();
}

/** In the system's temporary folder; a changed recipe needs another name. */
async function made(name: string, make: () => Promise<Uint8Array>): Promise<string> {
  const folder = path.join(tmpdir(), "engawa-e2e-files");
  const file = path.join(folder, name);
  if (existsSync(file)) return file;
  await mkdir(folder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, await make());
  await rename(draft, file);
  return file;
}
