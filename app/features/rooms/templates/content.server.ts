import { documents } from "@db/schema/library";
import { proposals } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { AppError } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { insertFormPage } from "../forms/mutations.server";
import { insertPage } from "../pages/mutations.server";
import { insertPlan } from "../plan/outline/mutations.server";
import { withBlockIds } from "../proposals/blocks/new-block-id";
import { mentionsOf, validateProposal } from "../proposals/validate.server";
import { type CarriedFiles, findTemplateFiles } from "./files/data.server";
import { insertRoomFiles, type NewIds, newIdsOf } from "./files/mutations.server";
import type { TemplateContent, TemplatePage } from "./schema";

type Place = { roomId: string; templateId: string; firstId?: string };

/**
 * Puts pages of a template at the end of a room, in a transaction that holds the room's lock; rights are checked. Its
 * pictures and films come along as the room's own; documents that are gone are left out. INVALID for a text that no proposal could hold. Gives the ids of the pages.
 */
export async function insertPages(
  tx: Tx,
  scope: WorkspaceScope,
  { roomId, templateId, firstId, pages }: Place & TemplateContent,
): Promise<string[]> {
  const living = await livingDocuments(tx, scope, pages);
  const files = await findTemplateFiles(tx, { workspaceId: scope.workspaceId, templateId });
  const ids: string[] = [];
  for (const page of pages) {
    if (page.kind === "document" && !living.has(page.documentId)) continue;
    const id = ids.length === 0 && firstId ? firstId : newId();
    await insertOne(tx, scope, { id, roomId, page, living, files });
    ids.push(id);
  }
  return ids;
}

type One = {
  id: string;
  roomId: string;
  page: TemplatePage;
  living: ReadonlySet<string>;
  files: CarriedFiles;
};

async function insertOne(tx: Tx, scope: WorkspaceScope, one: One): Promise<void> {
  const { id, roomId, page, living, files } = one;
  const { title, kind } = page;
  if (kind === "form") {
    const questions = page.questions.map((question) => ({ ...question, id: newId() }));
    await insertFormPage(tx, scope, { id, roomId, title, intro: page.intro, questions });
    return;
  }
  const documentId = kind === "document" ? page.documentId : null;
  const { createdAt } = await insertPage(tx, scope, { id, roomId, kind, title, documentId });
  if (kind === "plan") {
    await insertPlan(tx, { workspaceId: scope.workspaceId, roomId, pageId: id }, page.outline);
  }
  if (kind === "proposal") {
    const newIds = newIdsOf(shownOf(page.body, files));
    const body = withBlockIds(portable(page.body, { documents: living, files: newIds }));
    const validity = validateProposal(body);
    if (!validity.ok) throw new AppError("INVALID", { message: `a template's text is ${validity.reason}` });
    const { sectionCount } = validity;
    const row = { pageId: id, body, sectionCount, updatedById: scope.memberId, updatedAt: createdAt };
    await tx.insert(proposals).values(row);
    await insertRoomFiles(tx, scope, { roomId, pageId: id, files, ids: newIds });
  }
}

type Body = Extract<TemplatePage, { kind: "proposal" }>["body"];

function shownOf(body: Body, files: CarriedFiles): CarriedFiles {
  const { imageIds, attachmentIds } = mentionsOf(body);
  const shown = new Set([...imageIds, ...attachmentIds]);
  return new Map([...files].filter(([id]) => shown.has(id)));
}

type Carried = { documents: ReadonlySet<string> | null; files: NewIds };

/**
 * A text as it can stand elsewhere: `files` gives pictures and films their new ids, `documents` are those that may be
 * shown, null keeps all. What is in neither goes, and so do buttons to pages of one room.
 */
export function portable(body: Body, carried: Carried): Body {
  const content = keep(body.content, carried);
  return { ...body, type: "doc", content: content.length > 0 ? content : [{ type: "paragraph" }] };
}

function keep(content: unknown, carried: Carried): unknown[] {
  if (!Array.isArray(content)) return [];
  return content.flatMap((node: unknown) => {
    if (!isObject(node)) return [];
    const moved = movedNode(node, carried);
    if (!moved) return [];
    if (!Array.isArray(node.content)) return [moved];
    const inner = keep(node.content, carried);
    const isEmptied = inner.length === 0 && node.content.length > 0;
    return [
      { ...moved, content: isEmptied && CONTAINERS.has(String(node.type)) ? [{ type: "paragraph" }] : inner },
    ];
  });
}

/** These can't be empty. */
const CONTAINERS = new Set(["blockquote", "callout", "column", "listItem", "tableCell", "tableHeader"]);

/** Null for what can't stand elsewhere. */
function movedNode(node: Json, { documents: known, files }: Carried): Json | null {
  const attrs = isObject(node.attrs) ? node.attrs : {};
  switch (node.type) {
    case "image": {
      const imageId = files.get(String(attrs.imageId));
      return imageId ? { ...node, attrs: { ...attrs, imageId } } : null;
    }
    case "video": {
      if (attrs.source !== "upload") return node;
      const videoId = files.get(String(attrs.videoId));
      return videoId ? { ...node, attrs: { ...attrs, videoId } } : null;
    }
    case "cta":
      return attrs.action !== "link" && typeof attrs.pageId === "string" && attrs.pageId !== "" ? null : node;
    case "file":
      return known === null || known.has(String(attrs.documentId)) ? node : null;
    default:
      return node;
  }
}

async function livingDocuments(
  tx: Tx,
  scope: WorkspaceScope,
  pages: readonly TemplatePage[],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(JSON.stringify(pages).match(/(?<="documentId":")[0-9a-z]{26}/g) ?? [])];
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(
      and(
        eq(documents.workspaceId, scope.workspaceId),
        inArray(documents.id, ids),
        isNull(documents.archivedAt),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
