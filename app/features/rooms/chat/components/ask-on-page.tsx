import { useLocation } from "@remix-run/react";
import { paths } from "~/platform/paths";
import { AskLink } from "./ask-link";

type AskOnPageProps = {
  roomId: string;
  pages: readonly { id: string; kind: string }[];
  /** Messages about each page. */
  asked: Readonly<Record<string, number>>;
  /** The page of the document that is looked at. */
  unit: number | null;
};

/** Under each page a buyer reads: the way to ask about what they see. */
export function AskOnPage({ roomId, pages, asked, unit }: AskOnPageProps) {
  const { pathname } = useLocation();
  const page = pages.find(({ id }) => pathname === paths.buyerPage(roomId, id));
  if (!page) return null;
  return (
    <AskLink
      to={paths.buyerChat(roomId, `?about=${page.id}`)}
      unit={page.kind === "document" ? unit : null}
      count={asked[page.id] ?? 0}
    />
  );
}
