import { buffer } from "node:stream/consumers";
import type { acceptances } from "@db/schema/proposals";
import { formatDate, formatMoney } from "~/platform/i18n/format";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import { accentFor } from "~/ui/brand";
import { blankPaper, type Pdf } from "../pdf/paper.server";
import { isVariableName } from "../variables/utils";
import type { TextBlock } from "../versions/text.server";

export type CertificateFacts = {
  acceptance: typeof acceptances.$inferSelect;
  title: string;
  roomName: string;
  publishedAt: Date;
  timeZone: string;
  language: Language;
  /** The accepted text, block by block. */
  blocks: readonly TextBlock[];
  brand: { name: string; color: string; logo: Uint8Array | null } | null;
};

const MARGIN = 56;
const LABEL_WIDTH = 130;
const INK = "#211f1b";
const MUTED = "#66615a";
const LINE = "#dcd8d0";
const LOGO_HEIGHT = 36;
const MAX_LOGO_WIDTH = 180;

/** The certificate as a PDF with embedded type: the facts on the first page, the accepted text after them. */
export function drawCertificate(facts: CertificateFacts): Promise<Uint8Array> {
  const t = translateFor(facts.language);
  const title = t("certificate.title");
  const info = { Title: `${title} · ${facts.title}`, CreationDate: facts.acceptance.at };
  const pdf = blankPaper({ margin: MARGIN, language: facts.language, info });
  const done = buffer(pdf);
  drawHead(pdf, facts, { title, lead: t("certificate.lead") });
  for (const [label, value] of factLines(facts, t)) drawFact(pdf, label, value);
  drawText(pdf, facts, t("certificate.text"));
  drawFeet(pdf, facts, (page, pages) => t("certificate.page", { page, pages }));
  pdf.end();
  return done;
}

type Translate = ReturnType<typeof translateFor>;

function translateFor(language: Language) {
  return i18nOf(language).getFixedT(language, "acceptance");
}

function drawHead(
  pdf: Pdf,
  { brand, title }: CertificateFacts,
  texts: { title: string; lead: string },
): void {
  const accent = accentFor(brand?.color ?? INK).light;
  pdf.rect(0, 0, pdf.page.width, 10).fill(accent);
  drawLogo(pdf, brand?.logo ?? null);
  pdf
    .font("bold")
    .fontSize(11)
    .fillColor(accent)
    .text(brand?.name ?? "");
  pdf.moveDown(0.8).font("bold").fontSize(22).fillColor(INK).text(texts.title);
  pdf.moveDown(0.3).font("text").fontSize(13).text(title);
  pdf.moveDown(0.6).fontSize(9.5).fillColor(MUTED).text(texts.lead, { lineGap: 3 });
  pdf.moveDown(1);
}

/** A logo that can't be drawn is left out: the facts matter. */
function drawLogo(pdf: Pdf, logo: Uint8Array | null): void {
  if (!logo) return;
  try {
    pdf.image(Buffer.from(logo), MARGIN, MARGIN - 14, { fit: [MAX_LOGO_WIDTH, LOGO_HEIGHT] });
    pdf.y = MARGIN + LOGO_HEIGHT;
  } catch {
    pdf.y = MARGIN;
  }
}

function factLines(facts: CertificateFacts, t: Translate): [string, string][] {
  const { acceptance: own, language, timeZone } = facts;
  const when = (date: Date, zone: string) =>
    `${formatDate(date, { language, timeZone: zone, style: "dayTime" })} ${zone}`;
  const email = own.email
    ? t(own.verified ? "certificate.verified" : "certificate.claimed", { email: own.email })
    : "";
  const sums = own.totals.map(({ currency, netMinor, taxMinor, totalMinor }) =>
    t("certificate.sum", {
      net: formatMoney(netMinor, currency, language),
      tax: formatMoney(taxMinor, currency, language),
      total: formatMoney(totalMinor, currency, language),
    }),
  );
  const values = Object.entries(own.shownValues ?? {}).map(([name, value]) => `{{${name}}} = ${value}`);
  const lines: [string, string][] = [
    [t("certificate.name"), own.name],
    [t("certificate.jobTitle"), own.title ?? ""],
    [t("certificate.signature"), own.signature],
    [t("certificate.email"), email],
    [t("certificate.at"), `${when(own.at, timeZone)}\n${own.at.toISOString()}`],
    [t("certificate.consent"), own.consentText],
    [t("certificate.totals"), sums.join("\n")],
    [t("certificate.proposal"), facts.title],
    [
      t("certificate.version"),
      t("certificate.published", { number: own.versionNumber, at: when(facts.publishedAt, timeZone) }),
    ],
    [t("certificate.hash"), own.contentHash],
    [t("certificate.room"), facts.roomName],
    [t("certificate.values"), values.join("\n")],
    [t("certificate.address"), own.ip],
    [t("certificate.agent"), own.userAgent],
    [t("certificate.id"), own.id],
  ];
  return lines.filter(([, value]) => value !== "");
}

function drawFact(pdf: Pdf, label: string, value: string): void {
  const width = pdf.page.width - 2 * MARGIN - LABEL_WIDTH;
  pdf.font("text").fontSize(10);
  const height = Math.max(pdf.heightOfString(value, { width, lineGap: 2 }), 12);
  if (pdf.y + height > pdf.page.height - MARGIN - 20) pdf.addPage();
  const { y } = pdf;
  pdf
    .fillColor(MUTED)
    .fontSize(9)
    .text(label, MARGIN, y + 0.5, { width: LABEL_WIDTH - 12 });
  const below = pdf.y;
  pdf
    .fillColor(INK)
    .fontSize(10)
    .text(value, MARGIN + LABEL_WIDTH, y, { width, lineGap: 2 });
  pdf.y = Math.max(pdf.y, below) + 4;
  pdf.x = MARGIN;
  pdf
    .moveTo(MARGIN, pdf.y)
    .lineTo(pdf.page.width - MARGIN, pdf.y)
    .lineWidth(0.5)
    .stroke(LINE);
  pdf.y += 6;
}

/** The words that were accepted, variables filled as this person read them. */
function drawText(pdf: Pdf, { blocks, acceptance }: CertificateFacts, heading: string): void {
  pdf.addPage();
  pdf.font("bold").fontSize(14).fillColor(INK).text(heading);
  pdf.moveDown(0.8);
  const values = acceptance.shownValues ?? {};
  for (const { type, text } of blocks) {
    if (text === "") continue;
    const isHeading = type === "heading";
    pdf
      .font(isHeading ? "bold" : "text")
      .fontSize(isHeading ? 12 : 10)
      .fillColor(INK);
    pdf.text(drawable(filled(text, values)), { lineGap: 3 }).moveDown(0.5);
  }
}

/** The paper's letters have no boxes to tick: chosen options get a full circle, the others an empty one. */
function drawable(text: string): string {
  return text.replaceAll("☑", "●").replaceAll("☐", "○");
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{([\w.]+)\}\}/g, (whole, name: string) =>
    isVariableName(name) ? (values[name] ?? whole) : whole,
  );
}

function drawFeet(
  pdf: Pdf,
  { acceptance }: CertificateFacts,
  label: (page: number, pages: number) => string,
): void {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page);
    // Below the margin, where pdfkit would begin a page of its own.
    pdf.page.margins.bottom = 0;
    const y = pdf.page.height - MARGIN + 14;
    const place = { width: pdf.page.width - 2 * MARGIN, lineBreak: false };
    pdf.font("text").fontSize(7.5).fillColor(MUTED);
    pdf.text(`${label(page + 1, count)}  ·  SHA-256 ${acceptance.contentHash}`, MARGIN, y, place);
  }
}
