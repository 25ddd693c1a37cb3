import { paths } from "~/platform/paths";
import type { ViewerDocument } from "./schema";

type ReadableVersion = {
  id: string;
  fileName: string;
  previewKey: string | null;
  pageCount: number | null;
  pageSizes: ViewerDocument["pageSizes"] | null;
};

/** A version that is ready, as members read it. */
export function viewerDocumentOf(title: string, version: ReadableVersion): ViewerDocument {
  const url = paths.file(version.id);
  return {
    url,
    previewUrl: version.previewKey ? paths.filePreview(version.id) : null,
    pageCount: version.pageCount ?? 1,
    pageSizes: version.pageSizes ?? [],
    title,
    fileName: version.fileName,
    downloadUrl: `${url}?download=1`,
  };
}
