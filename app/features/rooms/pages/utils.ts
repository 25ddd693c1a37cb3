import { isStuck } from "~/features/library/policy";
import type { PageRow, Version } from "./data.server";

/** Why the newest file of a page can't be shown (yet), by the names that the library's texts have. */
export type Trouble = "processing" | "stuck" | NonNullable<Version["failure"]>;

/** What lists and screens of members show of a page; nothing of where its file lies. */
export type PageFace = {
  id: string;
  kind: PageRow["kind"];
  title: string;
  documentId: string | null;
  isArchived: boolean;
  /** Pages of the document that readers see. */
  pageCount: number | null;
  thumbVersionId: string | null;
  trouble: Trouble | null;
  /** Readers see an earlier version than the one in trouble. */
  isOlderShown: boolean;
};

export function pageFace(page: PageRow, nowMs: number): PageFace {
  const { id, kind, title, documentId, archivedAt, newest, shown } = page;
  return {
    id,
    kind,
    title,
    documentId,
    isArchived: archivedAt !== null,
    pageCount: shown?.pageCount ?? null,
    thumbVersionId: shown?.thumbKey ? shown.id : null,
    trouble: newest ? troubleOf(newest, nowMs) : null,
    isOlderShown: shown !== null && newest !== null && shown.id !== newest.id,
  };
}

function troubleOf(version: Version, nowMs: number): Trouble | null {
  if (version.state === "ready") return null;
  if (version.state === "failed") return version.failure ?? "broken";
  return isStuck(version, nowMs) ? "stuck" : "processing";
}
