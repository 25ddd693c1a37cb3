import { mergeAttributes, Node } from "@tiptap/core";
import { attributesOf, readAttributes } from "./card-nodes";

/** A word that is another one for each reader. */
export const Variable = Node.create({
  name: "variable",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  addAttributes() {
    return attributesOf({ name: "account.name", fallback: "" });
  },
  parseHTML() {
    const getAttrs = (element: HTMLElement) =>
      readAttributes("variable", element.getAttribute("data-variable"));
    return [{ tag: "span[data-variable]", getAttrs }];
  },
  renderHTML({ node, HTMLAttributes }) {
    const { name, fallback } = node.attrs;
    const own = { "data-variable": JSON.stringify({ name, fallback }), class: "variable" };
    return ["span", mergeAttributes(HTMLAttributes, own), fallback || `{{${name}}}`];
  },
  renderText({ node }) {
    return node.attrs.fallback || `{{${node.attrs.name}}}`;
  },
});
