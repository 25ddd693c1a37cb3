import type { PageKind } from "~/features/rooms/pages/schema";
/** The title of a page that must name neither room nor brand. */
export const NEUTRAL_TITLE = "Engawa";

/** What a buyer's browser may know: each field is listed here, and nothing is added by passing a row on. */
export type BuyerRoom = {
  name: string;
  brandName: string;
  brandColor: string;
  brandLogoUrl: string | null;
  /** Null while nobody of the selling company is there for the room. */
  contact: BuyerContact | null;
  pages: BuyerPageEntry[];
};

/** The room's owner as buyers see them; never an address. */
export type BuyerContact = { name: string; title: string | null; photoUrl: string | null };

export type BuyerPageEntry = { id: string; title: string; kind: PageKind };

export type BuyerDocument = {
  versionId: string;
  fileName: string;
  pageCount: number;
  /** Points; one entry a page, or a single entry when all pages are equal. */
  pageSizes: { width: number; height: number }[];
  hasPreview: boolean;
};

/** The version that was published last; never the draft, never what the team says about it. */
export type BuyerProposal = { id: string; number: number; body: unknown };

/**
 * `document` is null while the file is being prepared or can't be shown, `version` while nothing is published; a buyer
 * isn't told which.
 */
export type BuyerPage =
  | { kind: "document"; id: string; title: string; document: BuyerDocument | null }
  | { kind: "proposal"; id: string; title: string; version: BuyerProposal | null }
  | { kind: "plan" | "form"; id: string; title: string };
