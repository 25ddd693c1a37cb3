import { createRequire } from "node:module";
import PDFDocument from "pdfkit";

export type Sheet = {
  title: string;
  lines: readonly string[];
  bars?: readonly (readonly [label: string, value: number])[];
};
export type Deck = { title: string; subtitle: string; footer: string; sheets: readonly Sheet[] };

const WIDTH = 960;
const HEIGHT = 540;
const MARGIN = 64;
const INK = "#211f1b";
const MUTED = "#66615a";
const ACCENT = "#2e705e";
const PAPER = "#faf9f6";

/** A slide deck with embedded Japanese type: a title page, then one page a sheet. */
export function drawDeck(deck: Deck): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: [WIDTH, HEIGHT],
    margin: 0,
    font: typeface("400Regular"),
    info: { Title: deck.title },
  });
  pdf.registerFont("text", typeface("400Regular"));
  pdf.registerFont("bold", typeface("700Bold"));
  const done = collect(pdf);
  drawTitle(pdf, deck);
  deck.sheets.forEach((sheet, at) => {
    pdf.addPage();
    drawSheet(pdf, sheet);
    write(pdf, `${deck.footer}  ·  ${at + 2}`, { x: MARGIN, y: HEIGHT - 40, size: 10, color: MUTED });
  });
  pdf.end();
  return done;
}

type Pdf = InstanceType<typeof PDFDocument>;
type Place = { x: number; y: number; size: number; color: string; font?: "text" | "bold"; width?: number };

function write(
  pdf: Pdf,
  text: string,
  { x, y, size, color, font = "text", width = WIDTH - 2 * MARGIN }: Place,
): void {
  pdf
    .font(font)
    .fontSize(size)
    .fillColor(color)
    .text(text, x, y, { width, lineGap: size * 0.35 });
}

function drawPaper(pdf: Pdf): void {
  pdf.rect(0, 0, WIDTH, HEIGHT).fill(PAPER);
}

function drawTitle(pdf: Pdf, deck: Deck): void {
  drawPaper(pdf);
  pdf.rect(0, 0, 18, HEIGHT).fill(ACCENT);
  write(pdf, deck.title, { x: MARGIN, y: 190, size: 40, color: INK, font: "bold" });
  write(pdf, deck.subtitle, { x: MARGIN, y: 320, size: 18, color: MUTED });
  write(pdf, deck.footer, { x: MARGIN, y: HEIGHT - 60, size: 12, color: MUTED });
}

function drawSheet(pdf: Pdf, sheet: Sheet): void {
  drawPaper(pdf);
  write(pdf, sheet.title, { x: MARGIN, y: 56, size: 28, color: INK, font: "bold" });
  pdf.rect(MARGIN, 112, 56, 4).fill(ACCENT);
  const width = sheet.bars ? 400 : WIDTH - 2 * MARGIN - 22;
  let y = 150;
  for (const line of sheet.lines) {
    pdf.circle(MARGIN + 4, y + 9, 3).fill(ACCENT);
    write(pdf, line, { x: MARGIN + 22, y, size: 17, color: INK, width });
    y = pdf.y + 14;
  }
  if (sheet.bars) drawBars(pdf, sheet.bars);
}

function drawBars(pdf: Pdf, bars: NonNullable<Sheet["bars"]>): void {
  const [left, width] = [540, 340];
  const most = Math.max(...bars.map(([, value]) => value));
  bars.forEach(([label, value], at) => {
    const y = 150 + at * 62;
    write(pdf, label, { x: left, y, size: 13, color: MUTED, width });
    pdf.rect(left, y + 24, (width * value) / most, 16).fill(ACCENT);
    write(pdf, String(value), {
      x: left + (width * value) / most + 8,
      y: y + 25,
      size: 12,
      color: INK,
      width: 60,
    });
  });
}

function collect(pdf: Pdf): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    pdf.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on("end", () => resolve(Buffer.concat(chunks)));
    pdf.on("error", reject);
  });
}

function typeface(weight: "400Regular" | "700Bold"): string {
  return createRequire(import.meta.url).resolve(
    `@expo-google-fonts/biz-udpgothic/${weight}/BIZUDPGothic_${weight}.ttf`,
  );
}
