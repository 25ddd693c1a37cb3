import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import fontkit from "@pdf-lib/fontkit";
import { PDFDocument, type PDFFont, type PDFPage, rgb } from "pdf-lib";

export type Sheet = {
  title: string;
  lines: readonly string[];
  bars?: readonly (readonly [label: string, value: number])[];
};
export type Deck = { title: string; subtitle: string; footer: string; sheets: readonly Sheet[] };

const WIDTH = 960;
const HEIGHT = 540;
const MARGIN = 64;
const INK = rgb(0.13, 0.12, 0.11);
const MUTED = rgb(0.4, 0.38, 0.35);
const ACCENT = rgb(0.18, 0.44, 0.37);
const PAPER = rgb(0.98, 0.975, 0.965);

/** A slide deck with embedded Japanese type: a title page, then one page a sheet. */
export async function drawDeck(deck: Deck): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  pdf.setTitle(deck.title);
  const font = await pdf.embedFont(await japaneseType("400Regular"), { subset: true });
  const bold = await pdf.embedFont(await japaneseType("700Bold"), { subset: true });
  drawTitle(addPage(pdf), deck, { font, bold });
  deck.sheets.forEach((sheet, at) => {
    const page = addPage(pdf);
    drawSheet(page, sheet, { font, bold });
    page.drawText(`${deck.footer}  ·  ${at + 2}`, { x: MARGIN, y: 28, size: 10, font, color: MUTED });
  });
  return pdf.save();
}

type Type = { font: PDFFont; bold: PDFFont };

function addPage(pdf: PDFDocument): PDFPage {
  const page = pdf.addPage([WIDTH, HEIGHT]);
  page.drawRectangle({ x: 0, y: 0, width: WIDTH, height: HEIGHT, color: PAPER });
  return page;
}

function drawTitle(page: PDFPage, deck: Deck, { font, bold }: Type): void {
  page.drawRectangle({ x: 0, y: 0, width: 18, height: HEIGHT, color: ACCENT });
  page.drawText(deck.title, {
    x: MARGIN,
    y: 300,
    size: 38,
    font: bold,
    color: INK,
    maxWidth: WIDTH - 2 * MARGIN,
    lineHeight: 50,
  });
  page.drawText(deck.subtitle, {
    x: MARGIN,
    y: 190,
    size: 18,
    font,
    color: MUTED,
    maxWidth: WIDTH - 2 * MARGIN,
  });
  page.drawText(deck.footer, { x: MARGIN, y: 40, size: 12, font, color: MUTED });
}

function drawSheet(page: PDFPage, sheet: Sheet, { font, bold }: Type): void {
  page.drawText(sheet.title, { x: MARGIN, y: HEIGHT - 92, size: 28, font: bold, color: INK });
  page.drawRectangle({ x: MARGIN, y: HEIGHT - 112, width: 56, height: 4, color: ACCENT });
  const textWidth = sheet.bars ? 400 : WIDTH - 2 * MARGIN;
  let y = HEIGHT - 165;
  for (const line of sheet.lines) {
    for (const [at, row] of wrap(line, font, 17, textWidth - 22).entries()) {
      if (at === 0) page.drawCircle({ x: MARGIN + 4, y: y + 6, size: 3, color: ACCENT });
      page.drawText(row, { x: MARGIN + 22, y, size: 17, font, color: INK });
      y -= 28;
    }
    y -= 10;
  }
  if (sheet.bars) drawBars(page, sheet.bars, font);
}

function drawBars(page: PDFPage, bars: NonNullable<Sheet["bars"]>, font: PDFFont): void {
  const [left, width] = [540, 340];
  const most = Math.max(...bars.map(([, value]) => value));
  bars.forEach(([label, value], at) => {
    const y = HEIGHT - 175 - at * 62;
    page.drawText(label, { x: left, y: y + 22, size: 13, font, color: MUTED });
    page.drawRectangle({ x: left, y, width: (width * value) / most, height: 16, color: ACCENT });
    page.drawText(String(value), {
      x: left + (width * value) / most + 8,
      y: y + 3,
      size: 12,
      font,
      color: INK,
    });
  });
}

/** Breaks at spaces where there are some, else between characters. */
function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const rows: string[] = [];
  let row = "";
  for (const part of text.includes(" ") ? text.split(/(?<= )/) : [...text]) {
    if (row && font.widthOfTextAtSize(row + part, size) > width) {
      rows.push(row.trimEnd());
      row = "";
    }
    row += part;
  }
  return [...rows, row.trimEnd()];
}

function japaneseType(weight: "400Regular" | "700Bold"): Promise<Buffer> {
  const require = createRequire(import.meta.url);
  return readFile(require.resolve(`@expo-google-fonts/biz-udpgothic/${weight}/BIZUDPGothic_${weight}.ttf`));
}
