import { mergeAttributes, Node } from "@tiptap/core";
import { TableKit } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";

export type ExtensionOptions = { imageUrl(imageId: string): string };

/** The one list that editor and server share: what a proposal may contain. */
export function extensions({ imageUrl }: ExtensionOptions) {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      link: {
        openOnClick: false,
        protocols: ["http", "https", "mailto", "tel"],
        isAllowedUri: (uri) => isSafeHref(uri ?? ""),
        HTMLAttributes: { rel: "noopener noreferrer nofollow", target: "_blank", class: null },
      },
    }),
    TableKit.configure({ table: { resizable: false } }),
    ProposalImage.configure({ imageUrl }),
  ];
}

const HREF = /^(https?:\/\/|mailto:|tel:)[^\s]+$/i;

export function isSafeHref(href: string): boolean {
  return href.length <= 2_000 && HREF.test(href);
}

/** A picture of ours by its id: the document can't name another host. */
const ProposalImage = Node.create<ExtensionOptions>({
  name: "image",
  group: "block",
  draggable: true,
  addOptions() {
    return { imageUrl: (imageId: string) => `/images/${imageId}` };
  },
  addAttributes() {
    return {
      imageId: { default: "", validate: "string" },
      alt: { default: "", validate: "string" },
      width: { default: 0, validate: "number" },
      height: { default: 0, validate: "number" },
    };
  },
  parseHTML() {
    return [
      {
        tag: "img[data-image-id]",
        getAttrs: (element) => ({
          imageId: element.getAttribute("data-image-id") ?? "",
          alt: element.getAttribute("alt") ?? "",
          width: Number(element.getAttribute("width")) || 0,
          height: Number(element.getAttribute("height")) || 0,
        }),
      },
    ];
  },
  renderHTML({ node, HTMLAttributes }) {
    const { imageId, alt, width, height } = node.attrs;
    const own = {
      src: this.options.imageUrl(String(imageId)),
      alt: String(alt),
      width: width || null,
      height: height || null,
      loading: "lazy",
    };
    const { imageId: _id, ...rest } = HTMLAttributes;
    return ["img", mergeAttributes(rest, { "data-image-id": imageId }, own)];
  },
});
