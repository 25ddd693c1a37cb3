import { mergeAttributes, Node } from "@tiptap/core";
import { isGoodAttribute } from "./attributes";
import { attributesOf } from "./card-nodes";
import { MIN_WIDTH_PERCENT } from "./utils";

export type ImageOptions = { imageUrl(imageId: string): string };

/** A picture of ours by its id: the document can't name another host. */
export const ProposalImage = Node.create<ImageOptions>({
  name: "image",
  group: "block",
  draggable: true,
  addOptions() {
    return { imageUrl: (imageId: string) => `/images/${imageId}` };
  },
  addAttributes() {
    // widthPercent: of the width of the text; null: as large as it is, at most all of it.
    return attributesOf({ imageId: "", alt: "", width: 0, height: 0, widthPercent: null });
  },
  parseHTML() {
    return [
      {
        tag: "img[data-image-id]",
        getAttrs: (element) => {
          const imageId = element.getAttribute("data-image-id");
          if (!isGoodAttribute("image", "imageId", imageId)) return false;
          return {
            imageId,
            alt: (element.getAttribute("alt") ?? "").slice(0, 300),
            width: pixels(element.getAttribute("width")),
            height: pixels(element.getAttribute("height")),
            widthPercent: percent(element.getAttribute("data-width")),
          };
        },
      },
    ];
  },
  renderHTML({ node, HTMLAttributes }) {
    const { imageId, alt, width, height, widthPercent } = node.attrs;
    const own = {
      src: this.options.imageUrl(String(imageId)),
      alt: String(alt),
      width: width || null,
      height: height || null,
      "data-width": widthPercent,
      style: widthPercent ? `width: ${widthPercent}%` : null,
      loading: "lazy",
    };
    return ["img", mergeAttributes(HTMLAttributes, { "data-image-id": imageId }, own)];
  },
});

function pixels(text: string | null): number {
  const value = Math.round(Number(text));
  return value > 0 && value <= 20_000 ? value : 0;
}

export function percent(value: unknown): number | null {
  const whole = Math.round(Number(value));
  return whole >= MIN_WIDTH_PERCENT && whole <= 100 ? whole : null;
}
