import type { DOMOutputSpec, Fragment, Mark, Node as ProseNode } from "@tiptap/pm/model";
import { Node } from "@tiptap/pm/model";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import { areGoodAttributes } from "./blocks/attributes";
import { cardHtml } from "./blocks/card-html";
import {
  type BlockContext,
  NO_PARTS,
  type Place,
  type ProposalParts,
  type RenderedSection,
  type SectionPart,
} from "./blocks/context";
import { attribute, escapeHtml } from "./blocks/escape";
import { isCardName, TONES } from "./blocks/utils";
import { proposalSchema, startsSection } from "./validate.server";
import type { VariableName, VariableValues } from "./variables/utils";

export type RenderedProposal = {
  /** The whole of it, for paper and for readers who can do nothing: an acceptance is left as an empty `div`. */
  html: string;
  sections: RenderedSection[];
};

export type RenderOptions = {
  imageUrl(imageId: string): string;
  /** Of what blocks say themselves and of numbers; English unless told. */
  language?: Language;
  /** Values for this reader; without them every variable shows its fallback. */
  variables?: VariableValues;
  place?: Place;
  parts?: ProposalParts;
};

type Context = BlockContext & Pick<RenderOptions, "imageUrl">;

const VOID_TAGS = new Set(["br", "col", "hr", "img"]);
const NAME = /^[a-zA-Z][\w:-]*$/;
const UNSAFE_TAGS = new Set(["script", "style", "iframe", "object", "embed"]);

/**
 * HTML of a stored proposal, drawn with the editor's own schema so that both look alike, without a DOM or the editor.
 * Sections carry `data-section="n"`, 1-based: the units that counting measures. A document that no longer fits the
 * schema renders its readable parts.
 */
export function renderProposal(body: unknown, options: RenderOptions): RenderedProposal {
  const context = contextOf(options);
  const sections: RenderedSection[] = [];
  for (const node of blocksOf(body)) {
    if (startsSection(node) || sections.length === 0) {
      const title = startsSection(node) ? plainText(node, context) : "";
      sections.push({ index: sections.length + 1, title, parts: [] });
    }
    addPart(sections.at(-1)?.parts ?? [], partOf(node, context));
  }
  return { html: sections.map(sectionHtml).join(""), sections };
}

function contextOf({ imageUrl, language = "en", variables, place = null, parts = NO_PARTS }: RenderOptions) {
  const t = i18nOf(language).getFixedT(language, "blocks");
  return { imageUrl, language, t, place, parts, variables: variables ?? (() => null) };
}

function partOf(node: ProseNode, context: Context): SectionPart {
  return node.type.name === "acceptance"
    ? { kind: "acceptance", blockId: String(node.attrs.blockId ?? "") }
    : { kind: "html", html: nodeHtml(node, context) };
}

function addPart(parts: SectionPart[], part: SectionPart): void {
  const last = parts.at(-1);
  if (last?.kind === "html" && part.kind === "html") last.html += part.html;
  else parts.push(part);
}

function sectionHtml({ index, parts }: RenderedSection): string {
  const html = parts.map((part) =>
    part.kind === "html"
      ? part.html
      : `<div${attribute("data-acceptance", part.blockId)} id="acceptance"></div>`,
  );
  return `<section data-section="${index}">${html.join("")}</section>`;
}

/** Top-level blocks, each parsed on its own: one unknown block doesn't hide the others. */
function blocksOf(body: unknown): ProseNode[] {
  const content = typeof body === "object" && body !== null && "content" in body ? body.content : [];
  const blocks = Array.isArray(content) ? content : [];
  return blocks.flatMap((block) => {
    try {
      return [Node.fromJSON(proposalSchema, block)];
    } catch {
      return [];
    }
  });
}

function nodeHtml(node: ProseNode, context: Context): string {
  if (node.isText) return escapeHtml(node.text ?? "");
  const { name } = node.type;
  if (name === "image") return imageHtml(node, context);
  if (name === "variable") return escapeHtml(variableText(node, context));
  if (isCardName(name)) {
    if (!areGoodAttributes(name, node.attrs)) return "";
    return `<div${blockMarks(node)} data-card="${name}">${cardHtml(name, node.attrs, context)}</div>`;
  }
  const content = fragmentHtml(node.content, context);
  if (name === "callout") return calloutHtml(node, content, context);
  const spec = node.type.spec.toDOM?.(node);
  if (!spec) return content;
  const html = elementHtml(spec, content);
  // A wide table scrolls in its own box, reachable by keyboard.
  return name === "table" ? `<div class="table-scroll" tabindex="0">${html}</div>` : html;
}

function imageHtml(node: ProseNode, { imageUrl }: Context): string {
  const { imageId, alt, width, height, widthPercent } = node.attrs;
  const size = width && height ? ` width="${Number(width)}" height="${Number(height)}"` : "";
  const style = widthPercent ? ` style="width: ${Number(widthPercent)}%"` : "";
  return `<img${blockMarks(node)} src="${escapeHtml(imageUrl(String(imageId)))}" alt="${escapeHtml(String(alt))}"${size}${style} loading="lazy">`;
}

/** The icon says it to the eye, the first word to the ear. */
function calloutHtml(node: ProseNode, content: string, { t }: Context): string {
  const tone = TONES.find((one) => one === node.attrs.tone) ?? "info";
  const word = `<span class="sr-only">${escapeHtml(t(`callout.${tone}`))}: </span>`;
  return `<div${blockMarks(node)} data-callout="${tone}" class="callout" role="note">${word}${content}</div>`;
}

function blockMarks(node: ProseNode): string {
  const { blockId } = node.attrs;
  return blockId ? `${attribute("data-block", blockId)}${attribute("id", `b-${blockId}`)}` : "";
}

function variableText(node: ProseNode, { variables }: Context): string {
  const { name, fallback } = node.attrs;
  const known: VariableName = name;
  return variables(known) ?? String(fallback);
}

/** The words of a heading, for lists and reports. */
function plainText(node: ProseNode, context: Context): string {
  let text = "";
  node.descendants((child) => {
    if (child.isText) text += child.text ?? "";
    if (child.type.name === "variable") text += variableText(child, context);
  });
  return text;
}

/** Neighbours that share their marks share one element. */
function fragmentHtml(fragment: Fragment, context: Context): string {
  let html = "";
  for (let at = 0; at < fragment.childCount; ) {
    const { marks } = fragment.child(at);
    let inner = "";
    do inner += nodeHtml(fragment.child(at++), context);
    while (marks.length > 0 && at < fragment.childCount && isSameMarks(fragment.child(at).marks, marks));
    html += marks.reduceRight((wrapped, mark) => markHtml(mark, wrapped), inner);
  }
  return html;
}

function isSameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every((mark, at) => b[at] !== undefined && mark.eq(b[at]));
}

function markHtml(mark: Mark, inner: string): string {
  const spec = mark.type.spec.toDOM?.(mark, true);
  return spec ? elementHtml(spec, inner) : inner;
}

function elementHtml(spec: DOMOutputSpec, content: string): string {
  if (typeof spec === "string") return escapeHtml(spec);
  if (!Array.isArray(spec)) return content;
  const [tag, ...parts] = spec;
  if (typeof tag !== "string" || !NAME.test(tag) || UNSAFE_TAGS.has(tag.toLowerCase())) return "";
  const [first] = parts;
  const hasAttributes = typeof first === "object" && first !== null && !Array.isArray(first);
  const open = `<${tag}${hasAttributes ? attributesHtml(first) : ""}>`;
  if (VOID_TAGS.has(tag)) return open;
  const children = hasAttributes ? parts.slice(1) : parts;
  return `${open}${children.map((child) => (child === 0 ? content : elementHtml(child, content))).join("")}</${tag}>`;
}

function attributesHtml(attributes: object): string {
  return Object.entries(attributes)
    .filter(([name]) => NAME.test(name) && !/^on|^style$/i.test(name))
    .map(([name, value]) => attribute(name, value))
    .join("");
}
