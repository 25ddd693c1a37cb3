import { TableKit } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";
import { BlockIds } from "./blocks/block-ids";
import { CARD_NODES } from "./blocks/card-nodes";
import { type ImageOptions, ProposalImage } from "./blocks/image-node";
import { Callout, Column, Columns, Doc } from "./blocks/layout-nodes";
import { PastedAttributes } from "./blocks/pasted-attributes";
import { isSafeHref } from "./blocks/utils";
import { Variable } from "./blocks/variable-node";

export { isSafeHref } from "./blocks/utils";

/** The one list that editor and server share: what a proposal may contain. */
export function extensions({ imageUrl }: ImageOptions) {
  return [
    Doc,
    StarterKit.configure({
      document: false,
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
    Callout,
    Columns,
    Column,
    ...CARD_NODES,
    Variable,
    BlockIds,
    PastedAttributes,
  ];
}
