import { Editor } from "@tiptap/core";
import { BlockKeys } from "~/features/rooms/proposals/editor/block-moves";
import { extensions } from "~/features/rooms/proposals/extensions";

export type Json = {
  type: string;
  attrs?: Record<string, unknown>;
  content?: Json[];
  text?: string;
  marks?: Json[];
};

let opened: Editor[] = [];

/** The editor's own text box without the page around it. */
export function openEditor(...content: unknown[]): Editor {
  // What ProseMirror asks of layout, which jsdom doesn't have.
  const none = { length: 0, item: () => null, [Symbol.iterator]: function* () {} };
  Object.assign(Range.prototype, { getClientRects: () => none, getBoundingClientRect: () => new DOMRect() });
  Object.assign(Element.prototype, { getClientRects: () => none, scrollIntoView: () => undefined });
  Object.assign(document, { elementFromPoint: () => null });
  const editor = new Editor({
    element: document.body.appendChild(document.createElement("div")),
    injectCSS: false,
    extensions: [...extensions({ imageUrl: (id) => `/images/${id}` }), BlockKeys],
    content: { type: "doc", content: content.length > 0 ? content : [{ type: "paragraph" }] } as Json,
  });
  opened.push(editor);
  return editor;
}

export function closeEditors(): void {
  for (const editor of opened) editor.destroy();
  opened = [];
  document.body.innerHTML = "";
}

export const bodyOf = (editor: Editor): Json => JSON.parse(JSON.stringify(editor.getJSON()));
export const blocksOf = (editor: Editor): Json[] => bodyOf(editor).content ?? [];
export const idsOf = (editor: Editor) => blocksOf(editor).map(({ attrs }) => attrs?.blockId);
export const wordsIn = (node: Json): string => (node.text ?? "") + (node.content ?? []).map(wordsIn).join("");
export const wordsOf = (editor: Editor) => blocksOf(editor).map(wordsIn);

export const paragraph = (words: string, blockId: string | null = null): Json => ({
  type: "paragraph",
  attrs: { blockId },
  ...(words !== "" && { content: [{ type: "text", text: words }] }),
});

/** As the clipboard of another page brings it. */
export function paste(editor: Editor, html: string): void {
  const event = Object.assign(new Event("paste"), {
    clipboardData: { getData: () => "", files: [], items: [], types: [] },
  });
  editor.view.pasteHTML(html, event as unknown as ClipboardEvent);
}
