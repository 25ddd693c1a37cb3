import type { TFunction } from "i18next";
import type { Language } from "~/platform/i18n/language";
import type { VariableValues } from "../variables/utils";

export type BlockTexts = TFunction<"blocks">;

/** A document of the library as a card shows it. */
export type FileFace = {
  documentId: string;
  title: string;
  versionId: string;
  pageCount: number;
  hasThumb: boolean;
};

/** One of the next open steps of the room's plan. */
export type PlanStep = {
  pageId: string;
  title: string;
  /** YYYY-MM-DD */
  dueOn: string | null;
  lateDays: number;
  /** Whose turn it is, in words; null while nobody's. */
  ownerName: string | null;
};

/** What blocks show that isn't in the text itself. */
export type ProposalParts = {
  /** By document id; a document that can't be shown is missing. */
  files: ReadonlyMap<string, FileFace>;
  /** The next open steps, soonest first. */
  plan: readonly PlanStep[];
  /** By block id: the optional lines that are on. A table without an entry shows its own state. */
  choices: ReadonlyMap<string, readonly string[]>;
  /** The reader may switch optional lines. */
  canChoose: boolean;
};

export const NO_PARTS: ProposalParts = { files: new Map(), plan: [], choices: new Map(), canChoose: false };

/** Whose page it is: where links lead, and from where files come. Null: nowhere, as on paper. */
export type Place = { side: "buyer" | "member"; roomId: string; pageId: string } | null;

export type BlockContext = {
  t: BlockTexts;
  language: Language;
  place: Place;
  parts: ProposalParts;
  variables: VariableValues;
};

/** HTML, or the place of a form that the page itself draws. */
export type SectionPart = { kind: "html"; html: string } | { kind: "acceptance"; blockId: string };
export type RenderedSection = { index: number; title: string; parts: SectionPart[] };
