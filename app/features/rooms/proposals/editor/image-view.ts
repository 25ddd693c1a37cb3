import type { Node } from "@tiptap/pm/model";
import type { EditorView, NodeView } from "@tiptap/pm/view";
import { MIN_WIDTH_PERCENT } from "../blocks/utils";

export type ImageViewOptions = { imageUrl(imageId: string): string; resizeLabel: string };

const STEP_PERCENT = 5;

/** A picture with a handle at its side that makes it narrower or wider, by pointer or by arrow keys. */
export class ImageView implements NodeView {
  readonly dom = document.createElement("span");
  readonly #picture = document.createElement("img");
  readonly #handle = document.createElement("button");
  readonly #view: EditorView;
  readonly #getPos: () => number | undefined;
  readonly #options: ImageViewOptions;
  #node: Node;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, options: ImageViewOptions) {
    this.#node = node;
    this.#view = view;
    this.#getPos = getPos;
    this.#options = options;
    this.dom.className = "image-frame";
    this.#handle.type = "button";
    this.#handle.className = "image-handle";
    this.#handle.setAttribute("role", "slider");
    this.#handle.setAttribute("aria-label", options.resizeLabel);
    this.#handle.setAttribute("aria-valuemin", String(MIN_WIDTH_PERCENT));
    this.#handle.setAttribute("aria-valuemax", "100");
    this.#handle.addEventListener("pointerdown", (event) => this.#drag(event));
    this.#handle.addEventListener("keydown", (event) => this.#press(event));
    this.dom.append(this.#picture, this.#handle);
    this.#draw();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#draw();
    return true;
  }

  selectNode(): void {
    this.dom.classList.add("is-selected");
  }

  deselectNode(): void {
    this.dom.classList.remove("is-selected");
  }

  stopEvent(event: Event): boolean {
    return event.target === this.#handle;
  }

  ignoreMutation(): boolean {
    return true;
  }

  #draw(): void {
    const { imageId, alt, width, height, widthPercent, blockId } = this.#node.attrs;
    this.dom.dataset.block = blockId ?? "";
    const url = this.#options.imageUrl(String(imageId));
    if (this.#picture.getAttribute("src") !== url) this.#picture.src = url;
    this.#picture.alt = String(alt);
    if (width && height) {
      this.#picture.width = width;
      this.#picture.height = height;
    }
    this.#show(widthPercent);
  }

  #show(percent: number | null): void {
    this.dom.style.width = percent === null ? "" : `${percent}%`;
    this.dom.classList.toggle("is-sized", percent !== null);
    this.#handle.setAttribute("aria-valuenow", String(percent ?? 100));
  }

  #keep(percent: number): void {
    const at = this.#getPos();
    if (at === undefined) return;
    this.#view.dispatch(this.#view.state.tr.setNodeAttribute(at, "widthPercent", percent));
  }

  #press(event: KeyboardEvent): void {
    const step = {
      ArrowLeft: -STEP_PERCENT,
      ArrowDown: -STEP_PERCENT,
      ArrowRight: STEP_PERCENT,
      ArrowUp: STEP_PERCENT,
    }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.#keep(within((this.#node.attrs.widthPercent ?? 100) + step));
  }

  #drag(event: PointerEvent): void {
    const whole = this.dom.parentElement?.clientWidth ?? 0;
    if (whole === 0) return;
    event.preventDefault();
    const left = this.dom.getBoundingClientRect().left;
    let percent = within(this.#node.attrs.widthPercent ?? 100);
    const move = ({ clientX }: PointerEvent) => {
      percent = within(((clientX - left) / whole) * 100);
      this.#show(percent);
    };
    const end = () => {
      this.#handle.removeEventListener("pointermove", move);
      this.#keep(percent);
    };
    this.#handle.setPointerCapture(event.pointerId);
    this.#handle.addEventListener("pointermove", move);
    this.#handle.addEventListener("lostpointercapture", end, { once: true });
  }
}

function within(percent: number): number {
  return Math.max(MIN_WIDTH_PERCENT, Math.min(100, Math.round(percent)));
}
