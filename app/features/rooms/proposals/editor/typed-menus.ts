import { type Editor, Extension, type Range } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import Suggestion, { type SuggestionProps } from "@tiptap/suggestion";
import type { MenuItem, MenuStore } from "./menu-store";

/** What a menu offers for the words typed so far; choosing takes away those words first. */
type Offer = (typed: { editor: Editor; query: string; range: Range }) => MenuItem[];

export type TypedMenusOptions = { store: MenuStore | null; blocks: Offer; variables: Offer };

/** Menus that open by typing: `/` for blocks, `{{` for variables, in the widths that Japanese input methods give. */
export const TypedMenus = Extension.create<TypedMenusOptions>({
  name: "typedMenus",
  addOptions() {
    return { store: null, blocks: () => [], variables: () => [] };
  },
  addProseMirrorPlugins() {
    const { store, blocks, variables } = this.options;
    if (!store) return [];
    const menu = (char: string, offer: Offer, allowedPrefixes: string[] | null) =>
      Suggestion<MenuItem, MenuItem>({
        editor: this.editor,
        pluginKey: new PluginKey(`menu ${char}`),
        char,
        allowedPrefixes,
        allow: ({ state, range }) => !state.doc.resolve(range.from).parent.type.spec.code,
        items: () => [],
        command: ({ props }) => props.choose(),
        render: () => steer(store, offer),
      });
    return [
      menu("/", blocks, [" ", "　"]),
      menu("／", blocks, [" ", "　"]),
      menu("{{", variables, null),
      menu("｛｛", variables, null),
    ];
  },
});

function steer(store: MenuStore, offer: Offer) {
  const show = ({ editor, query, range, clientRect }: SuggestionProps<MenuItem>) =>
    store.show(offer({ editor, query, range }), () => clientRect?.() ?? null);
  return {
    onStart: show,
    onUpdate: show,
    onExit: () => store.close(),
    onKeyDown({ event }: { event: KeyboardEvent }) {
      if (event.key !== "Escape") return store.press(event);
      store.close();
      return true;
    },
  };
}
