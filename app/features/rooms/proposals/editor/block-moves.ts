import { type Editor, Extension } from "@tiptap/core";
import { closeHistory } from "@tiptap/pm/history";
import { Fragment, type Node } from "@tiptap/pm/model";
import { NodeSelection, TextSelection, type Transaction } from "@tiptap/pm/state";

export type Block = { node: Node; at: number; index: number };

/** The top-level block at a place in the text. */
export function blockAt(doc: Node, pos: number): Block | null {
  const resolved = doc.resolve(Math.min(pos, doc.content.size));
  const index = Math.min(resolved.index(0), doc.childCount - 1);
  const node = doc.maybeChild(index);
  return node ? { node, at: resolved.posAtIndex(index, 0), index } : null;
}

export function currentBlock(editor: Editor): Block | null {
  return blockAt(editor.state.doc, editor.state.selection.from);
}

/** Changes place with the block before (-1) or after (1) it; the cursor goes along. False at the end of the text. */
export function moveBlock(editor: Editor, block: Block, by: -1 | 1): boolean {
  const { state } = editor;
  const other = state.doc.maybeChild(block.index + by);
  if (!other) return false;
  const [first, second] = by === 1 ? [block.node, other] : [other, block.node];
  const from = by === 1 ? block.at : block.at - other.nodeSize;
  const shift = by === 1 ? other.nodeSize : -other.nodeSize;
  const tr = state.tr.replaceWith(
    from,
    from + first.nodeSize + second.nodeSize,
    Fragment.from([second, first]),
  );
  step(editor, keepCursor(tr, state.selection.from + shift, block.at + shift));
  return true;
}

/**
 * Puts a new block where the cursor is: in place of an empty line, else after what the cursor is in or what is chosen. The
 * cursor goes on behind it, so that what is typed next takes nothing away.
 */
export function insertBlock(editor: Editor, block: { type: string; attrs: Record<string, unknown> }): void {
  const { selection, schema } = editor.state;
  const { $to, to } = selection;
  const isChosen = selection instanceof NodeSelection || $to.depth === 0;
  const isEmptyLine = selection.empty && $to.parent.isTextblock && $to.parent.content.size === 0;
  const after = isChosen ? to : $to.after($to.depth);
  editor
    .chain()
    .focus()
    .insertContentAt(isEmptyLine ? to : after, block)
    .command(({ tr }) => {
      const end = tr.selection.to;
      const next = tr.doc.resolve(end).nodeAfter;
      if (!next || next.isAtom) tr.insert(end, schema.nodes.paragraph?.create() ?? []);
      tr.setSelection(TextSelection.near(tr.doc.resolve(end), 1));
      return true;
    })
    .run();
}

/** A copy right after it, with an id of its own. */
export function duplicateBlock(editor: Editor, { node, at }: Block): void {
  const copy = node.type.create({ ...node.attrs, blockId: null }, node.content, node.marks);
  step(editor, editor.state.tr.insert(at + node.nodeSize, copy));
}

export function deleteBlock(editor: Editor, { node, at }: Block): void {
  const { tr, doc, schema } = editor.state;
  if (doc.childCount === 1) tr.replaceWith(at, at + node.nodeSize, schema.nodes.paragraph?.create() ?? []);
  else tr.delete(at, at + node.nodeSize);
  step(editor, tr);
  editor.view.focus();
}

/** Undone by itself, however soon after another one it came. */
function step(editor: Editor, tr: Transaction): void {
  editor.view.dispatch(closeHistory(tr).scrollIntoView());
}

function keepCursor(tr: Transaction, cursor: number, at: number): Transaction {
  const node = tr.doc.nodeAt(at);
  if (node?.isAtom) return tr.setSelection(NodeSelection.create(tr.doc, at));
  const place = Math.max(0, Math.min(cursor, tr.doc.content.size));
  return tr.setSelection(TextSelection.near(tr.doc.resolve(place)));
}

/** The same by keys: Alt+Shift with an arrow moves, Ctrl or ⌘ with Shift and D doubles. */
export const BlockKeys = Extension.create({
  name: "blockKeys",
  addKeyboardShortcuts() {
    const move = (by: -1 | 1) => () => {
      const block = currentBlock(this.editor);
      return block !== null && moveBlock(this.editor, block, by);
    };
    const double = () => {
      const block = currentBlock(this.editor);
      if (block) duplicateBlock(this.editor, block);
      return block !== null;
    };
    return { "Alt-Shift-ArrowUp": move(-1), "Alt-Shift-ArrowDown": move(1), "Mod-Shift-d": double };
  },
});
