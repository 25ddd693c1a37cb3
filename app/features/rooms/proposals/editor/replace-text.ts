import type { Editor } from "@tiptap/core";
import { Node } from "@tiptap/pm/model";

/** Puts another text in the place of this one, touching only what differs, so that the cursor stays where it can. */
export function replaceText(editor: Editor, body: unknown): void {
  const { state, view } = editor;
  const next = Node.fromJSON(state.schema, body);
  const from = state.doc.content.findDiffStart(next.content);
  const ends = state.doc.content.findDiffEnd(next.content);
  if (from === null || ends === null) return;
  // Equal runs on both sides of the change may overlap.
  const overlap = Math.max(0, from - Math.min(ends.a, ends.b));
  const slice = next.slice(from, ends.b + overlap);
  view.dispatch(state.tr.replace(from, ends.a + overlap, slice).setMeta("preventUpdate", true));
}
