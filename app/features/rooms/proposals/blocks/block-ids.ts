import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, type Transaction } from "@tiptap/pm/state";
import { BLOCK_NAMES } from "./block-names";
import { newBlockId } from "./new-block-id";

/** Gives every top-level block an id of its own that stays with it: comments, prices and merges name it. */
export const BlockIds = Extension.create({
  name: "blockIds",
  addGlobalAttributes() {
    return [
      {
        types: [...BLOCK_NAMES],
        attributes: {
          blockId: {
            default: null,
            keepOnSplit: false,
            parseHTML: (element) => element.getAttribute("data-block"),
            renderHTML: ({ blockId }) => (blockId ? { "data-block": blockId, id: `b-${blockId}` } : {}),
          },
        },
      },
    ];
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction: (transactions, before, { doc, tr }) =>
          transactions.some(({ docChanged }) => docChanged) ? giveIds(tr, before.doc, doc) : null,
      }),
    ];
  },
});

/** Of two blocks with one id the one that stood there before keeps it: a pasted copy gets its own. */
function giveIds(tr: Transaction, before: Node, doc: Node): Transaction | null {
  const seen = new Map<string, { node: Node; at: number }>();
  const wanting: number[] = [];
  let known: Set<Node> | null = null;
  doc.forEach((node, at) => {
    const { blockId } = node.attrs;
    const twin = blockId ? seen.get(blockId) : undefined;
    if (!blockId || !twin) {
      if (blockId) seen.set(blockId, { node, at });
      else wanting.push(at);
      return;
    }
    known ??= new Set(childrenOf(before));
    const isOriginal = known.has(node) && !known.has(twin.node);
    wanting.push(isOriginal ? twin.at : at);
    if (isOriginal) seen.set(blockId, { node, at });
  });
  if (wanting.length === 0) return null;
  for (const at of wanting) tr.setNodeAttribute(at, "blockId", newBlockId());
  return tr.setMeta("addToHistory", false);
}

function childrenOf(doc: Node): Node[] {
  const children: Node[] = [];
  doc.forEach((node) => {
    children.push(node);
  });
  return children;
}
