import { paths } from "~/platform/paths";
import type { ViewerScope } from "../schema";
import type { BuyerDocument } from "./schema";

/** A document as the viewer takes it: with a way to download where the link allows it. */
export function viewerDocumentFor(viewer: ViewerScope, title: string, document: BuyerDocument) {
  const { versionId, fileName, pageCount, pageSizes } = document;
  const url = paths.buyerFile(viewer.roomId, versionId);
  return {
    url,
    previewUrl: document.hasPreview ? paths.buyerFilePreview(viewer.roomId, versionId) : null,
    pageCount,
    pageSizes,
    title,
    fileName,
    ...(viewer.allowDownload && { downloadUrl: `${url}?download=1` }),
  };
}
