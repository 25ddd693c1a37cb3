import type { Node } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";
import { cardHtml } from "../blocks/card-html";
import type { BlockContext } from "../blocks/context";
import { isCardName } from "../blocks/utils";

export type CardOptions = {
  context(): BlockContext;
  /** Opens what the card is made of; `at` is its place in the text. */
  edit(node: Node, at: number): void;
  editLabel: string;
};

/** A card as readers see it, drawn once for each change of it, with a button that opens its settings. */
export class CardView implements NodeView {
  readonly dom = document.createElement("div");
  readonly #face = document.createElement("div");
  readonly #options: CardOptions;
  #node: Node;

  constructor(node: Node, getPos: () => number | undefined, options: CardOptions) {
    this.#node = node;
    this.#options = options;
    this.dom.dataset.card = node.type.name;
    this.dom.className = "card-frame";
    this.dom.contentEditable = "false";
    this.dom.append(this.#face);
    if (node.type.name !== "acceptance") this.dom.append(this.#editButton(getPos));
    // The card is a picture of itself here: nothing in it leads away.
    this.#face.addEventListener("click", (event) => event.preventDefault());
    this.#draw();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    const isSame = node.sameMarkup(this.#node);
    this.#node = node;
    if (!isSame) this.#draw();
    return true;
  }

  selectNode(): void {
    this.dom.classList.add("is-selected");
  }

  deselectNode(): void {
    this.dom.classList.remove("is-selected");
  }

  stopEvent(event: Event): boolean {
    const { target } = event;
    return target instanceof Element && target.closest("button, video") !== null;
  }

  ignoreMutation(): boolean {
    return true;
  }

  #draw(): void {
    const { name } = this.#node.type;
    this.dom.dataset.block = this.#node.attrs.blockId ?? "";
    // Every text in it is escaped by cardHtml.
    this.#face.innerHTML = isCardName(name) ? cardHtml(name, this.#node.attrs, this.#options.context()) : "";
  }

  #editButton(getPos: () => number | undefined): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "card-edit";
    button.textContent = this.#options.editLabel;
    button.addEventListener("click", () => {
      const at = getPos();
      if (at !== undefined) this.#options.edit(this.#node, at);
    });
    return button;
  }
}

export type VariableOptions = Pick<CardOptions, "context" | "edit"> & { labelOf(name: string): string };

/** A word that is another one for each reader, with the value it has now. */
export class VariableView implements NodeView {
  readonly dom = document.createElement("span");
  readonly #options: VariableOptions;
  #node: Node;

  constructor(node: Node, getPos: () => number | undefined, options: VariableOptions) {
    this.#node = node;
    this.#options = options;
    this.dom.className = "variable";
    this.dom.addEventListener("dblclick", () => {
      const at = getPos();
      if (at !== undefined) options.edit(this.#node, at);
    });
    this.#draw();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#draw();
    return true;
  }

  ignoreMutation(): boolean {
    return true;
  }

  #draw(): void {
    const { name, fallback } = this.#node.attrs;
    const label = this.#options.labelOf(name);
    const value = this.#options.context().variables(name);
    this.dom.textContent = value ?? (fallback || label);
    this.dom.title = label;
    this.dom.classList.toggle("is-missing", value === null && !fallback);
  }
}
