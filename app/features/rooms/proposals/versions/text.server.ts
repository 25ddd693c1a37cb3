import { formatMoney, formatNumber, formatPercent } from "~/platform/i18n/format";
import type { Language } from "~/platform/i18n/language";
import { isPricing, type Pricing, totalsOf } from "../pricing/utils";
import { canonicalJson } from "./utils";

/** How numbers are written, and the names of what the text shows by its id. */
export type TextContext = { language: Language; names: ReadonlyMap<string, string> };

/** A block of a proposal as people read it in a comparison: what it is, and its words, one line after the other. */
export type TextBlock = {
  /** Name of the node, for which the screen has a word. */
  type: string;
  /** The block's own id, where the editor gave it one. */
  id: string | null;
  text: string;
  /** Two blocks with the same words but other formatting differ in this. */
  form: string;
};

const MAX_LINES = 2_000;

/** Top-level blocks in order. Reads what is stored, so that a text which today's editor doesn't know is readable too. */
export function textBlocks(body: unknown, context: TextContext): TextBlock[] {
  return listOf(field(body, "content")).map((block) => ({
    type: typeOf(block),
    id: idOf(block),
    text: linesOf(block, context).slice(0, MAX_LINES).join("\n"),
    form: formOf(block),
  }));
}

/** All that can be seen of a block; its id can't. */
function formOf(block: unknown): string {
  const attrs = entriesOf(field(block, "attrs")).filter(([name]) => name !== "blockId");
  return canonicalJson([typeOf(block), Object.fromEntries(attrs), field(block, "content")]);
}

function linesOf(node: unknown, context: TextContext): string[] {
  const type = typeOf(node);
  const children = listOf(field(node, "content"));
  if (type === "table") return children.map((row) => rowLine(row, context));
  if (type === "bulletList") return items(children, context, () => "• ");
  if (type === "orderedList") return items(children, context, (at) => `${at + 1}. `);
  if (children.some((child) => isInline(child))) return inlineText(children).split("\n");
  if (children.length > 0) return children.flatMap((child) => linesOf(child, context));
  return cardLines(type, field(node, "attrs"), context);
}

function rowLine(row: unknown, context: TextContext): string {
  const cells = listOf(field(row, "content"));
  return cells.map((cell) => insideOf(cell, context).join(" / ")).join(" | ");
}

function insideOf(node: unknown, context: TextContext): string[] {
  return listOf(field(node, "content")).flatMap((child) => linesOf(child, context));
}

function items(children: unknown[], context: TextContext, markOf: (at: number) => string): string[] {
  return children.flatMap((item, at) => {
    const lines = insideOf(item, context);
    return lines.map((line, place) => (place === 0 ? markOf(at) : "  ") + line);
  });
}

function inlineText(children: unknown[]): string {
  return children.map(inlineOf).join("");
}

function inlineOf(node: unknown): string {
  const type = typeOf(node);
  if (type === "hardBreak") return "\n";
  const text = field(node, "text");
  if (typeof text === "string") return withLink(text, listOf(field(node, "marks")));
  const attrs = field(node, "attrs");
  const name = field(attrs, "name");
  if (type === "variable" && typeof name === "string") return `{{${name}}}`;
  return listOf(field(node, "content")).map(inlineOf).join("");
}

/** Where a link leads is part of what is said. */
function withLink(text: string, marks: unknown[]): string {
  const href = marks
    .filter((mark) => typeOf(mark) === "link")
    .map((mark) => field(field(mark, "attrs"), "href"))
    .find((value) => typeof value === "string");
  return href && href !== text ? `${text} (${href})` : text;
}

/** Blocks that are one thing: what a reader sees of them, in words. */
function cardLines(type: string, attrs: unknown, context: TextContext): string[] {
  const pricing = field(attrs, "pricing");
  if (type === "pricing" && isPricing(pricing)) return pricingLines(pricing, context);
  return entriesOf(attrs).flatMap(([name, value]) => {
    if (SILENT.has(name) || value === null || value === "" || typeof value === "object") return [];
    return [context.names.get(String(value)) ?? String(value)];
  });
}

const SILENT = new Set(["blockId", "width", "height", "widthPercent", "imageId"]);

/** One line a line of the table, then what it comes to. */
function pricingLines(pricing: Pricing, { language }: TextContext): string[] {
  const money = (minor: number) => formatMoney(minor, pricing.currency, language);
  const { lines, totalMinor } = totalsOf(pricing);
  return [
    ...lines.map(({ line, netMinor }) =>
      [
        line.name,
        `${formatNumber(line.quantityMilli / 1_000, language)} × ${money(line.unitMinor)}`,
        ...(line.discountKind === "percent" ? [`−${formatPercent(line.discount / 10_000, language)}`] : []),
        ...(line.discountKind === "amount" ? [`−${money(line.discount)}`] : []),
        money(netMinor),
        formatPercent(line.taxRate / 10_000, language),
        ...(line.optional ? [line.isOn ? "☑" : "☐"] : []),
        ...(line.description ? [line.description] : []),
      ].join(" | "),
    ),
    `= ${money(totalMinor)}`,
  ];
}

function isInline(node: unknown): boolean {
  return typeof field(node, "text") === "string" || INLINE.has(typeOf(node));
}

const INLINE = new Set(["hardBreak", "variable", "mention"]);

function typeOf(node: unknown): string {
  const type = field(node, "type");
  return typeof type === "string" ? type : "";
}

function idOf(node: unknown): string | null {
  const attrs = field(node, "attrs");
  const id = field(attrs, "blockId");
  return typeof id === "string" && id !== "" ? id : null;
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return new Map(Object.entries(value)).get(name);
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
