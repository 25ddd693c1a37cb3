import { Node } from "@tiptap/pm/model";
import { formatDay } from "~/platform/i18n/format";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import type { BlockTexts, ProposalParts } from "../blocks/context";
import { isPricing } from "../pricing/utils";
import { proposalSchema } from "../validate.server";
import { isVariableName, type VariableValues } from "../variables/utils";
import {
  type Box,
  type Brand,
  COLORS,
  closePaper,
  drawRuns,
  drawTable,
  needRoom,
  openPaper,
  type Pdf,
  plain,
  type Run,
  wholeWidth,
} from "./paper.server";
import { drawPrices } from "./prices.server";

export type PaperProposal = {
  title: string;
  body: unknown;
  language: Language;
  brand: Brand | null;
  variables: VariableValues;
  parts: ProposalParts;
  /** A picture as PNG or JPEG; null when it can't be had. */
  picture: (imageId: string) => Promise<Uint8Array | null>;
};

type Drawing = Pick<PaperProposal, "language" | "variables" | "parts" | "picture"> & {
  pdf: Pdf;
  accent: string;
  t: BlockTexts;
};

const HEADING_SIZES = [20, 15, 12.5];
const MAX_PICTURE_HEIGHT = 420;
const INDENT = 16;

/** The text as readers see it, on paper. Blocks that paper can't do (a video, a form) say what they are. */
export async function drawProposalPdf(proposal: PaperProposal): Promise<Pdf> {
  const { title, body, language, brand, variables, parts, picture } = proposal;
  const { pdf, accent } = openPaper({ title, language, brand });
  const t: BlockTexts = i18nOf(language).getFixedT(language, "blocks");
  const drawing = { pdf, accent, t, language, variables, parts, picture };
  const blocks = blocksOf(body);
  const [first] = blocks;
  if (first?.type.name !== "heading" || Number(first.attrs.level) !== 1) {
    drawRuns(pdf, plain(title, true), wholeWidth(pdf), HEADING_SIZES[0]);
    pdf.moveDown(0.6);
  }
  for (const block of blocks) await drawBlock(drawing, block, wholeWidth(pdf));
  closePaper(pdf, title);
  return pdf;
}

/** Each parsed on its own: one unknown block doesn't hide the others. */
function blocksOf(body: unknown): Node[] {
  const content = typeof body === "object" && body !== null && "content" in body ? body.content : [];
  return (Array.isArray(content) ? content : []).flatMap((block) => {
    try {
      return [Node.fromJSON(proposalSchema, block)];
    } catch {
      return [];
    }
  });
}

async function drawBlock(drawing: Drawing, node: Node, box: Box): Promise<void> {
  const { pdf } = drawing;
  switch (node.type.name) {
    case "heading":
      return drawHeading(drawing, node, box);
    case "paragraph":
      drawRuns(pdf, runsOf(drawing, node), box);
      pdf.moveDown(0.5);
      return;
    case "bulletList":
    case "orderedList":
      return drawList(drawing, node, box);
    case "table":
      return drawTable(pdf, rowsOf(drawing, node), box);
    case "image":
      return drawPicture(drawing, node, box);
    case "horizontalRule":
      pdf
        .moveTo(box.x, pdf.y + 4)
        .lineTo(box.x + box.width, pdf.y + 4)
        .lineWidth(0.5)
        .stroke(COLORS.line);
      pdf.moveDown(1);
      return;
    case "blockquote":
    case "callout":
      return drawBarred(drawing, node, box);
    case "codeBlock":
      drawRuns(pdf, plain(node.textContent), { x: box.x + INDENT, width: box.width - INDENT }, 9);
      pdf.moveDown(0.5);
      return;
    default:
      return drawCard(drawing, node, box);
  }
}

function drawHeading(drawing: Drawing, node: Node, box: Box): void {
  const { pdf } = drawing;
  const size = HEADING_SIZES[Number(node.attrs.level) - 1] ?? HEADING_SIZES[2] ?? 12;
  needRoom(pdf, size * 4);
  pdf.moveDown(0.4);
  const runs = runsOf(drawing, node).map((run) => ({ ...run, isBold: true }));
  drawRuns(pdf, runs, box, size);
  pdf.moveDown(0.4);
}

async function drawList(drawing: Drawing, list: Node, box: Box): Promise<void> {
  const { pdf } = drawing;
  const isOrdered = list.type.name === "orderedList";
  const inner = { x: box.x + INDENT, width: box.width - INDENT };
  let number = Number(list.attrs.start) || 1;
  for (const item of childrenOf(list)) {
    needRoom(pdf, 16);
    const y = pdf.y;
    pdf.font("text").fontSize(10.5).fillColor(drawing.accent);
    pdf.text(isOrdered ? `${number}.` : "•", box.x, y, { width: INDENT, lineBreak: false });
    pdf.y = y;
    number += 1;
    for (const block of childrenOf(item)) await drawBlock(drawing, block, inner);
  }
}

/** A bar at the left of what belongs together; it is drawn for the part that ends on its first page. */
async function drawBarred(drawing: Drawing, node: Node, box: Box): Promise<void> {
  const { pdf } = drawing;
  needRoom(pdf, 30);
  const top = pdf.y;
  const page = pdf.bufferedPageRange().count;
  for (const child of childrenOf(node))
    await drawBlock(drawing, child, { x: box.x + INDENT, width: box.width - INDENT });
  if (pdf.bufferedPageRange().count === page)
    pdf.rect(box.x, top, 3, Math.max(4, pdf.y - top - 4)).fill(drawing.accent);
  pdf.moveDown(0.3);
}

async function drawPicture({ pdf, picture }: Drawing, node: Node, box: Box): Promise<void> {
  const bytes = await picture(String(node.attrs.imageId));
  if (!bytes) return drawRuns(pdf, plain(String(node.attrs.alt)), box, 9);
  const share = Number(node.attrs.widthPercent) || 100;
  const given = { width: Number(node.attrs.width) || 0, height: Number(node.attrs.height) || 0 };
  const width = Math.min(box.width, (box.width * share) / 100, given.width > 0 ? given.width : box.width);
  const height = given.width > 0 ? (given.height * width) / given.width : MAX_PICTURE_HEIGHT;
  const fit: [number, number] = [width, Math.min(height, MAX_PICTURE_HEIGHT)];
  needRoom(pdf, fit[1] + 8);
  const y = pdf.y;
  try {
    pdf.image(Buffer.from(bytes), box.x, y, { fit });
    pdf.y = y + fit[1];
  } catch {
    pdf.y = y;
  }
  pdf.moveDown(0.6);
}

async function drawCard(drawing: Drawing, node: Node, box: Box): Promise<void> {
  const { pdf, t, parts, language } = drawing;
  const line = (text: string, href: string | null = null) => {
    drawRuns(pdf, [{ text, isBold: false, href, isStruck: false }], box);
    pdf.moveDown(0.5);
  };
  switch (node.type.name) {
    case "pricing":
      if (!isPricing(node.attrs.pricing)) return line(t("pricing.empty"));
      return drawPrices(
        drawing,
        box,
        node.attrs.pricing,
        parts.choices.get(String(node.attrs.blockId)) ?? null,
      );
    case "file":
      return line(parts.files.get(String(node.attrs.documentId))?.title ?? t("file.missing"));
    case "video":
      return line(`${t("video.title")}: ${String(node.attrs.title)}`);
    case "plan": {
      drawRuns(pdf, plain(t("plan.next"), true), box, 12);
      const steps = parts.plan.slice(0, Number(node.attrs.taskCount) || 5);
      if (steps.length === 0) return line(t("plan.none"));
      for (const { title, dueOn, ownerName } of steps)
        line([`• ${title}`, ownerName, dueOn && formatDay(dueOn, language)].filter(Boolean).join("  ·  "));
      return;
    }
    case "cta":
      return line(String(node.attrs.label), String(node.attrs.href) || null);
    case "acceptance":
      return line(t("acceptance.here"));
    default:
      for (const child of childrenOf(node)) await drawBlock(drawing, child, box);
  }
}

function rowsOf(drawing: Drawing, table: Node) {
  return childrenOf(table).map((row) =>
    childrenOf(row).map((cell) => ({
      text: childrenOf(cell)
        .map((block) => textOf(drawing, block))
        .join("\n"),
      isHead: cell.type.name === "tableHeader",
    })),
  );
}

function textOf(drawing: Drawing, block: Node): string {
  if (block.isTextblock)
    return runsOf(drawing, block)
      .map(({ text }) => text)
      .join("");
  return childrenOf(block)
    .map((child) => textOf(drawing, child))
    .join("\n");
}

function runsOf({ variables }: Drawing, block: Node): Run[] {
  return childrenOf(block).map((node) => {
    const link = node.marks.find(({ type }) => type.name === "link");
    const has = (name: string) => node.marks.some(({ type }) => type.name === name);
    return {
      text: inlineText(node, variables),
      isBold: has("bold"),
      isStruck: has("strike"),
      href: typeof link?.attrs.href === "string" ? link.attrs.href : null,
    };
  });
}

function inlineText(node: Node, variables: VariableValues): string {
  if (node.isText) return node.text ?? "";
  if (node.type.name === "hardBreak") return "\n";
  const { name, fallback } = node.attrs;
  if (node.type.name !== "variable") return node.textContent;
  return (isVariableName(name) ? variables(name) : null) ?? String(fallback ?? "");
}

function childrenOf(node: Node): Node[] {
  return Array.from({ length: node.childCount }, (_, at) => node.child(at));
}
