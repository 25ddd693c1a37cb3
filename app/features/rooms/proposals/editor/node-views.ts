import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { NodeViewConstructor } from "@tiptap/pm/view";
import { CARDS } from "../blocks/utils";
import { type CardOptions, CardView, VariableView } from "./card-view";
import { ImageView, type ImageViewOptions } from "./image-view";

export type NodeViewsOptions = CardOptions & ImageViewOptions & { labelOf(name: string): string };

/** How blocks look while somebody writes: plain elements, nothing that runs with each key. */
export const NodeViews = Extension.create<{ views: NodeViewsOptions | null }>({
  name: "nodeViews",
  addOptions() {
    return { views: null };
  },
  addProseMirrorPlugins() {
    const { views } = this.options;
    if (!views) return [];
    const card: NodeViewConstructor = (node, _view, getPos) => new CardView(node, getPos, views);
    const image: NodeViewConstructor = (node, view, getPos) => new ImageView(node, view, getPos, views);
    const variable: NodeViewConstructor = (node, _view, getPos) => new VariableView(node, getPos, views);
    const cards = Object.fromEntries(CARDS.map((name) => [name, card]));
    return [new Plugin({ props: { nodeViews: { ...cards, image, variable } } })];
  },
});
