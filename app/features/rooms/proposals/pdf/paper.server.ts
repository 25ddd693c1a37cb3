import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import { accentFor } from "~/ui/brand";

export type Brand = { name: string; color: string; logo: Uint8Array | null };
export type Pdf = InstanceType<typeof PDFDocument>;

export const MARGIN = 56;
export const BODY_SIZE = 10.5;
export const COLORS = { ink: "#211f1b", muted: "#66615a", line: "#dcd8d0", soft: "#f4f2ed", link: "#2a5a8a" };
const LINE_GAP = 3.5;
const LOGO = { width: 160, height: 32 };

/** A4 with the company's colour and logo at the head of its first page. */
export function openPaper({
  title,
  language,
  brand,
}: {
  title: string;
  language: string;
  brand: Brand | null;
}) {
  const pdf = blankPaper({ margin: MARGIN, language, info: { Title: title, Producer: "Engawa" } });
  const accent = accentFor(brand?.color ?? COLORS.ink).light;
  pdf.rect(0, 0, pdf.page.width, 8).fill(accent);
  drawLogo(pdf, brand?.logo ?? null);
  if (brand) pdf.font("bold").fontSize(10).fillColor(accent).text(brand.name, MARGIN, pdf.y);
  pdf.moveDown(1.2);
  return { pdf, accent };
}

type Blank = { margin: number; language: string; info: PDFKit.DocumentInfo };

/** A4 with Japanese type in two weights, `text` and `bold`; its pages can be gone back to until it ends. */
export function blankPaper({ margin, language, info }: Blank) {
  const font = typeface("400Regular");
  const pdf = new PDFDocument({ size: "A4", margin, bufferPages: true, font, lang: language, info });
  pdf.registerFont("text", font);
  pdf.registerFont("bold", typeface("700Bold"));
  return pdf;
}

/** Foot of every page, once all are there: what it is and which page. */
export function closePaper(pdf: Pdf, title: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let at = start; at < start + count; at += 1) {
    pdf.switchToPage(at);
    // Beneath the margin, where text would otherwise begin a page of its own.
    pdf.page.margins.bottom = 0;
    const y = pdf.page.height - 36;
    const width = pdf.page.width - 2 * MARGIN;
    pdf.font("text").fontSize(8).fillColor(COLORS.muted);
    pdf.text(title, MARGIN, y, { width: width - 60, height: 10, ellipsis: true, lineBreak: false });
    pdf.text(`${at - start + 1} / ${count}`, MARGIN, y, { width, align: "right", lineBreak: false });
  }
  pdf.end();
}

export type Box = { x: number; width: number };

export function wholeWidth(pdf: Pdf): Box {
  return { x: MARGIN, width: pdf.page.width - 2 * MARGIN };
}

/** A new page unless so many points are left on this one. */
export function needRoom(pdf: Pdf, points: number): void {
  const most = pdf.page.height - 2 * MARGIN;
  if (pdf.y + Math.min(points, most) > pdf.page.height - MARGIN) pdf.addPage();
}

export type Run = { text: string; isBold: boolean; href: string | null; isStruck: boolean };

/** Words with their marks, flowing through one box. */
export function drawRuns(pdf: Pdf, runs: readonly Run[], box: Box, size = BODY_SIZE): void {
  const shown = runs.filter(({ text }) => text !== "");
  if (shown.length === 0) {
    pdf.moveDown(0.6);
    return;
  }
  pdf.fontSize(size);
  shown.forEach(({ text, isBold, href, isStruck }, at) => {
    const options = {
      width: box.width,
      lineGap: LINE_GAP,
      continued: at < shown.length - 1,
      link: href,
      underline: href !== null,
      strike: isStruck,
    };
    pdf.font(isBold ? "bold" : "text").fillColor(href ? COLORS.link : COLORS.ink);
    if (at === 0) pdf.text(text, box.x, pdf.y, options);
    else pdf.text(text, options);
  });
}

export function plain(text: string, isBold = false): Run[] {
  return [{ text, isBold, href: null, isStruck: false }];
}

export type PaperCell = { text: string; isHead: boolean; align?: "left" | "right" };

/** Rows of equal columns unless told their shares; a row that doesn't fit begins the next page. */
export function drawTable(
  pdf: Pdf,
  rows: readonly (readonly PaperCell[])[],
  box: Box,
  shares?: readonly number[],
): void {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const parts = shares ?? Array.from({ length: columns }, () => 1);
  const sum = parts.reduce((total, part) => total + part, 0);
  const widths = parts.map((part) => (box.width * part) / sum);
  for (const row of rows) drawRow(pdf, row, { box, widths });
  pdf.moveDown(0.8);
}

function drawRow(
  pdf: Pdf,
  row: readonly PaperCell[],
  { box, widths }: { box: Box; widths: readonly number[] },
): void {
  const pad = 5;
  const size = 9.5;
  pdf.fontSize(size);
  const most = pdf.page.height - 2 * MARGIN - 4;
  const heights = row.map(({ text, isHead }, at) =>
    pdf
      .font(isHead ? "bold" : "text")
      .heightOfString(text || " ", { width: (widths[at] ?? 40) - 2 * pad, lineGap: 2 }),
  );
  const height = Math.min(most, Math.max(...heights, size) + 2 * pad);
  needRoom(pdf, height);
  const y = pdf.y;
  let x = box.x;
  row.forEach(({ text, isHead, align = "left" }, at) => {
    const width = widths[at] ?? 40;
    if (isHead) pdf.rect(x, y, width, height).fill(COLORS.soft);
    pdf.rect(x, y, width, height).lineWidth(0.5).stroke(COLORS.line);
    pdf
      .font(isHead ? "bold" : "text")
      .fontSize(size)
      .fillColor(COLORS.ink)
      .text(text, x + pad, y + pad, { width: width - 2 * pad, height: height - pad, lineGap: 2, align });
    x += width;
  });
  pdf.x = box.x;
  pdf.y = y + height;
}

/** A logo that can't be drawn is left out. */
function drawLogo(pdf: Pdf, logo: Uint8Array | null): void {
  pdf.y = MARGIN - 20;
  if (!logo) return;
  try {
    pdf.image(Buffer.from(logo), MARGIN, MARGIN - 24, { fit: [LOGO.width, LOGO.height] });
    pdf.y = MARGIN + 14;
  } catch {
    pdf.y = MARGIN - 20;
  }
}

function typeface(weight: "400Regular" | "700Bold"): string {
  return createRequire(import.meta.url).resolve(
    `@expo-google-fonts/biz-udpgothic/${weight}/BIZUDPGothic_${weight}.ttf`,
  );
}
