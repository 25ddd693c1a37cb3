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
import { validateProposal } from "../proposals/validate.server";
import type { TemplateContent, TemplatePage } from "./schema";

type Place = { roomId: string; firstId?: string };

/**
 * Puts pages of a template at the end of a room, in a transaction that holds the room's lock; rights are checked.
 * Documents that are gone are left out. INVALID for a text that no proposal could hold. Gives the ids of the pages.
 */
export async function insertPages(
  tx: Tx,
  scope: WorkspaceScope,
  { roomId, firstId, pages }: Place & TemplateContent,
): Promise<string[]> {
  const living = await livingDocuments(tx, scope, pages);
  const ids: string[] = [];
  for (const page of pages) {
    if (page.kind === "document" && !living.has(page.documentId)) continue;
    const id = ids.length === 0 && firstId ? firstId : newId();
    await insertOne(tx, scope, { id, roomId, page, living });
    ids.push(id);
  }
  return ids;
}

type One = { id: string; roomId: string; page: TemplatePage; living: ReadonlySet<string> };

async function insertOne(tx: Tx, scope: WorkspaceScope, { id, roomId, page, living }: One): Promise<void> {
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
    const body = withBlockIds(portable(page.body, living));
    const validity = validateProposal(body);
    if (!validity.ok) throw new AppError("INVALID", { message: `a template's text is ${validity.reason}` });
    const { sectionCount } = validity;
    const row = { pageId: id, body, sectionCount, updatedById: scope.memberId, updatedAt: createdAt };
    await tx.insert(proposals).values(row);
  }
}

type Body = Extract<TemplatePage, { kind: "proposal" }>["body"];

/**
 * A text without what belongs to one room alone: pictures, uploaded videos, buttons to its pages. `documents` are those
 * that may be shown; null keeps all.
 */
export function portable(body: Body, documents: ReadonlySet<string> | null): Body {
  const content = keep(body.content, documents);
  return { ...body, type: "doc", content: content.length > 0 ? content : [{ type: "paragraph" }] };
}

function keep(content: unknown, known: ReadonlySet<string> | null): unknown[] {
  if (!Array.isArray(content)) return [];
  return content.flatMap((node: unknown) => {
    if (!isObject(node)) return [];
    if (isOfOneRoom(node, known)) return [];
    if (!Array.isArray(node.content)) return [node];
    const inner = keep(node.content, known);
    const isEmptied = inner.length === 0 && node.content.length > 0;
    return [
      { ...node, content: isEmptied && CONTAINERS.has(String(node.type)) ? [{ type: "paragraph" }] : inner },
    ];
  });
}

/** These can't be empty. */
const CONTAINERS = new Set(["blockquote", "callout", "column", "listItem", "tableCell", "tableHeader"]);

function isOfOneRoom(node: Json, known: ReadonlySet<string> | null): boolean {
  const attrs = isObject(node.attrs) ? node.attrs : {};
  switch (node.type) {
    case "image":
      return true;
    case "video":
      return attrs.source === "upload";
    case "cta":
      return attrs.action !== "link" && typeof attrs.pageId === "string" && attrs.pageId !== "";
    case "file":
      return known !== null && !known.has(String(attrs.documentId));
    default:
      return false;
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
