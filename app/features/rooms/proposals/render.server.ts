import type { DOMOutputSpec, Fragment, Mark, Node as ProseNode } from "@tiptap/pm/model";
import { Node } from "@tiptap/pm/model";
import { proposalSchema, startsSection } from "./validate.server";

export type RenderedProposal = { html: string; sections: { index: number; title: string }[] };
type Options = { imageUrl(imageId: string): string };

const VOID_TAGS = new Set(["br", "col", "hr", "img"]);
const NAME = /^[a-zA-Z][\w:-]*$/;
const UNSAFE_TAGS = new Set(["script", "style", "iframe", "object", "embed"]);
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * HTML of a stored proposal, drawn with the editor's own schema so that both look alike, without a DOM or the editor.
 * Sections carry `data-section="n"`, 1-based: the units that counting measures. A document that no longer fits the
 * schema renders its readable parts.
 */
export function renderProposal(body: unknown, options: Options): RenderedProposal {
  const sections: { title: string; parts: string[] }[] = [];
  for (const node of blocksOf(body)) {
    if (startsSection(node) || sections.length === 0) {
      sections.push({ title: startsSection(node) ? node.textContent : "", parts: [] });
    }
    sections.at(-1)?.parts.push(nodeHtml(node, options));
  }
  const html = sections.map(
    ({ parts }, at) => `<section data-section="${at + 1}">${parts.join("")}</section>`,
  );
  return { html: html.join(""), sections: sections.map(({ title }, at) => ({ index: at + 1, title })) };
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

function nodeHtml(node: ProseNode, options: Options): string {
  if (node.isText) return escapeHtml(node.text ?? "");
  const content = fragmentHtml(node.content, options);
  const spec = node.type.spec.toDOM?.(node);
  if (!spec) return content;
  if (node.type.name === "image") return imageHtml(node, options);
  const html = elementHtml(spec, content);
  // A wide table scrolls in its own box, reachable by keyboard.
  return node.type.name === "table" ? `<div class="table-scroll" tabindex="0">${html}</div>` : html;
}

function imageHtml(node: ProseNode, { imageUrl }: Options): string {
  const { imageId, alt, width, height } = node.attrs;
  const size = width && height ? ` width="${Number(width)}" height="${Number(height)}"` : "";
  return `<img src="${escapeHtml(imageUrl(String(imageId)))}" alt="${escapeHtml(String(alt))}"${size} loading="lazy">`;
}

/** Neighbours that share their marks share one element. */
function fragmentHtml(fragment: Fragment, options: Options): string {
  let html = "";
  for (let at = 0; at < fragment.childCount; ) {
    const { marks } = fragment.child(at);
    let inner = "";
    do inner += nodeHtml(fragment.child(at++), options);
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
    .filter(
      ([name, value]) =>
        value !== null && value !== undefined && NAME.test(name) && !/^on|^style$/i.test(name),
    )
    .map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`)
    .join("");
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}
