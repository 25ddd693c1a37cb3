import { type Attributes, mergeAttributes, Node } from "@tiptap/core";
import { areGoodAttributes } from "./attributes";
import type { CardName } from "./utils";

type Defaults = Readonly<Record<string, unknown>>;

const CARD_DEFAULTS: Readonly<Record<CardName, { group: "card" | "panel"; defaults: Defaults }>> = {
  file: { group: "card", defaults: { documentId: "" } },
  video: { group: "card", defaults: { source: "upload", videoId: "", title: "" } },
  cta: { group: "card", defaults: { label: "", action: "link", href: "", pageId: "" } },
  pricing: { group: "panel", defaults: { pricing: null } },
  plan: { group: "panel", defaults: { taskCount: 5 } },
  acceptance: { group: "panel", defaults: {} },
};

/** The blocks that are one thing: their attributes say all, and what they show is drawn from them. */
export const CARD_NODES = [
  card("file"),
  card("video"),
  card("cta"),
  card("pricing"),
  card("plan"),
  card("acceptance"),
];

function card(name: CardName) {
  const { group, defaults } = CARD_DEFAULTS[name];
  return Node.create({
    name,
    group,
    atom: true,
    selectable: true,
    draggable: true,
    addAttributes() {
      return attributesOf(defaults);
    },
    parseHTML() {
      const getAttrs = (element: HTMLElement) =>
        readAttributes(name, element.getAttribute("data-attributes"));
      return [{ tag: `div[data-card="${name}"]`, getAttrs }];
    },
    renderHTML({ node, HTMLAttributes }) {
      const own = Object.fromEntries(Object.keys(defaults).map((key) => [key, node.attrs[key]]));
      const rest = Object.entries(HTMLAttributes).filter(([key]) => !Object.hasOwn(defaults, key));
      const marks = { "data-card": name, "data-attributes": JSON.stringify(own) };
      return ["div", mergeAttributes(Object.fromEntries(rest), marks)];
    },
  });
}

/** Each is read by the node as a whole, never from an element's attribute of the same name. */
export function attributesOf(defaults: Defaults): Attributes {
  return Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [
      name,
      { default: value, rendered: false, parseHTML: () => null },
    ]),
  );
}

/** What another page's clipboard claims to be a block of ours is one only if it could be stored. */
export function readAttributes(name: string, json: string | null): Record<string, unknown> | false {
  try {
    const attributes: unknown = JSON.parse(json ?? "");
    if (typeof attributes !== "object" || attributes === null) return false;
    return areGoodAttributes(name, { ...attributes }) ? { ...attributes } : false;
  } catch {
    return false;
  }
}
