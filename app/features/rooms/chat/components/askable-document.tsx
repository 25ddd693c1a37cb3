import { useState } from "react";
import { DocumentViewer, type DocumentViewerProps } from "~/features/library/viewer/document-viewer";
import { useSpot } from "../hooks/use-spot";
import { AskLink, type AskLinkProps } from "./ask-link";

type Props = Pick<DocumentViewerProps, "document"> & Pick<AskLinkProps, "to" | "count">;

/** A document for members, opened where the address says, and the way to ask about the page in sight. */
export function AskableDocument({ document, to, count }: Props) {
  const { at } = useSpot();
  const [unit, setUnit] = useState<number | null>(null);
  return (
    <>
      <div className="h-[85dvh] overflow-hidden rounded-lg border border-line">
        <DocumentViewer key={document.url} document={document} initialPage={at} onUnit={setUnit} />
      </div>
      <AskLink to={to} unit={unit} count={count} />
    </>
  );
}
