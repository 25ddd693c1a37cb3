import type { Editor } from "@tiptap/core";
import type { Transaction } from "@tiptap/pm/state";
import type { MenuStore } from "./menu-store";

const SLASH = "/";

/** The same menu as by typing, on a line of its own where there are words already. Left without a choice, no slash stays. */
export function openMenu(editor: Editor, store: MenuStore): void {
  const { $from } = editor.state.selection;
  const isEmptyLine = $from.parent.isTextblock && $from.parent.content.size === 0;
  const chain = editor.chain().focus();
  if (!isEmptyLine)
    chain.insertContentAt($from.depth === 0 ? $from.pos : $from.after(1), { type: "paragraph" });
  chain.insertContent(SLASH).run();
  forgetUnchosen(editor, store);
}

/** Follows the slash before the cursor until it is gone with a choice, or takes it away with the menu. */
function forgetUnchosen(editor: Editor, store: MenuStore): void {
  let at = editor.state.selection.from - SLASH.length;
  const follow = ({ transaction }: { transaction: Transaction }) => {
    const { pos, deletedAfter } = transaction.mapping.mapResult(at);
    at = pos;
    if (deletedAfter) stop();
  };
  const stop = () => {
    editor.off("transaction", follow);
    editor.off("blur", leave);
    unsubscribe();
  };
  const leave = () => {
    stop();
    // The editor is in the middle of a change when it closes the menu.
    queueMicrotask(() => {
      if (editor.isDestroyed) return;
      const { doc, tr } = editor.state;
      const end = at + SLASH.length;
      if (end <= doc.content.size && doc.textBetween(at, end) === SLASH)
        editor.view.dispatch(tr.delete(at, end));
    });
  };
  const unsubscribe = store.subscribe(() => {
    if (!store.open) leave();
  });
  editor.on("transaction", follow);
  editor.on("blur", leave);
}
