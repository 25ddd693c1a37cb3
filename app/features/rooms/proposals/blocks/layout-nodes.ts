import { mergeAttributes, Node } from "@tiptap/core";
import { TONES } from "./utils";

/** Cards and panels stand beside ordinary blocks; in lists and quotes only ordinary ones do. */
export const Doc = Node.create({ name: "doc", topNode: true, content: "(block | card | panel)+" });

/** A remark that stands out, with an icon that says how. */
export const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "(paragraph | heading | bulletList | orderedList)+",
  defining: true,
  addAttributes() {
    return {
      tone: { default: "info", parseHTML: (element) => toneOf(element.getAttribute("data-callout")) },
    };
  },
  parseHTML() {
    return [{ tag: "div[data-callout]" }];
  },
  renderHTML({ node, HTMLAttributes }) {
    const { tone: _tone, ...rest } = HTMLAttributes;
    return ["div", mergeAttributes(rest, { "data-callout": node.attrs.tone, class: "callout" }), 0];
  },
});

function toneOf(text: string | null): string {
  return TONES.find((tone) => tone === text) ?? "info";
}

/** Two or three columns; one under the other where it is narrow. */
export const Columns = Node.create({
  name: "columns",
  group: "panel",
  content: "column{2,3}",
  isolating: true,
  parseHTML() {
    return [{ tag: "div[data-columns]" }];
  },
  renderHTML({ node, HTMLAttributes }) {
    return ["div", mergeAttributes(HTMLAttributes, { "data-columns": node.childCount, class: "columns" }), 0];
  },
});

export const Column = Node.create({
  name: "column",
  content: "(block | card)+",
  isolating: true,
  parseHTML() {
    return [{ tag: "div[data-column]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["div", mergeAttributes(HTMLAttributes, { "data-column": "", class: "column" }), 0];
  },
});
