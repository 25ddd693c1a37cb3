import { ClipboardList, FileText, ListChecks, NotebookText, SquareArrowOutUpRight } from "lucide-react";

/** Decorative picture of a page's kind. */
export function PageKindIcon({ kind }: { kind: string }) {
  switch (kind) {
    case "document":
      return <FileText aria-hidden />;
    case "plan":
      return <ListChecks aria-hidden />;
    case "form":
      return <ClipboardList aria-hidden />;
    case "embed":
      return <SquareArrowOutUpRight aria-hidden />;
    default:
      return <NotebookText aria-hidden />;
  }
}
