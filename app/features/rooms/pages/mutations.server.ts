import { db } from "@db/client";
import { documents } from "@db/schema/library";
import { pages, proposals, rooms } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, asc, eq, isNull, max } from "drizzle-orm";
import type { Edit } from "~/features/accounts/schema";
import { recordEvent } from "~/features/activity/events.server";
import type { EngawaEvent } from "~/features/activity/schema";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { findRoomForUpdate } from "../data.server";
import { announceRoom } from "../mutations.server";
import { canEditPages } from "../policy";
import { findPageForUpdate, type Page, type PageKey } from "./data.server";

const STEP = 10;

/** Puts a document of the library at the end of the room, under the document's title. */
export function addDocumentPage(
  scope: WorkspaceScope,
  { roomId, documentId, requestKey }: { roomId: string; documentId: string; requestKey: string },
): Promise<Page> {
  return inRoom(scope, roomId, async (tx) => {
    const { title } = await findDocument(tx, scope, documentId);
    return insertPage(tx, scope, { id: requestKey, roomId, kind: "document", title, documentId });
  });
}

/** An empty proposal at the end of the room. */
export function addProposalPage(
  scope: WorkspaceScope,
  { roomId, title, requestKey }: { roomId: string; title: string; requestKey: string },
): Promise<Page> {
  return inRoom(scope, roomId, async (tx) => {
    const page = await insertPage(tx, scope, {
      id: requestKey,
      roomId,
      kind: "proposal",
      title,
      documentId: null,
    });
    const body = { type: "doc" as const, content: [{ type: "paragraph" }] };
    await tx
      .insert(proposals)
      .values({ pageId: page.id, body, updatedById: scope.memberId, updatedAt: page.createdAt })
      .onConflictDoNothing();
    return page;
  });
}

/** Stale when someone gave the page another title since `seenTitle` was shown. */
export function renamePage(
  scope: WorkspaceScope,
  { title, seenTitle, ...key }: PageKey & { title: string; seenTitle: string },
): Promise<Edit<Page>> {
  return inRoom(scope, key.roomId, async (tx) => {
    const current = await findPageForUpdate(tx, scope, key);
    if (current.title === title) return { ok: true, row: current };
    if (current.title !== seenTitle || current.archivedAt) return { ok: false, reason: "stale", current };
    return { ok: true, row: await save(tx, scope, current, { type: "page.renamed", fields: { title } }) };
  });
}

/** Puts the page before another one of the room, or at the end. Two people moving at once both get their wish. */
export function movePage(
  scope: WorkspaceScope,
  { before, ...key }: PageKey & { before: string | null },
): Promise<void> {
  return inRoom(scope, key.roomId, async (tx) => {
    const ordered = await listLiving(tx, scope, key.roomId);
    const moved = found(ordered.find((page) => page.id === key.pageId));
    const others = ordered.filter((page) => page.id !== moved.id);
    const index = before === null ? others.length : others.findIndex((page) => page.id === before);
    if (index < 0) throw new AppError("CONFLICT");
    const next = others.toSpliced(index, 0, moved);
    if (next.every((page, place) => page.id === ordered[place]?.id)) return;
    for (const [place, page] of next.entries()) {
      const position = (place + 1) * STEP;
      if (page.position !== position) await tx.update(pages).set({ position }).where(eq(pages.id, page.id));
    }
    await save(tx, scope, moved, { type: "page.moved", fields: {} });
  });
}

/** Shows another document of the library on the page; what was measured on the old one stays with it. */
export function replaceDocument(
  scope: WorkspaceScope,
  { documentId, ...key }: PageKey & { documentId: string },
): Promise<void> {
  return inRoom(scope, key.roomId, async (tx) => {
    const current = await findPageForUpdate(tx, scope, key);
    if (current.kind !== "document") throw new AppError("INVALID");
    await findDocument(tx, scope, documentId);
    if (current.documentId === documentId) return;
    await save(tx, scope, current, { type: "page.document_replaced", fields: { documentId } });
  });
}

/** Takes the page out of the room for members and buyers alike; its measurements stay. */
export function archivePage(scope: WorkspaceScope, key: PageKey): Promise<void> {
  return inRoom(scope, key.roomId, async (tx) => {
    const current = await findPageForUpdate(tx, scope, key);
    if (current.archivedAt) return;
    await save(tx, scope, current, { type: "page.archived", fields: { archivedAt: now() } });
  });
}

/** Brings the page back to where it was, or as near as the order now allows. */
export function restorePage(scope: WorkspaceScope, key: PageKey): Promise<void> {
  return inRoom(scope, key.roomId, async (tx) => {
    const current = await findPageForUpdate(tx, scope, key);
    if (!current.archivedAt) return;
    await save(tx, scope, current, { type: "page.restored", fields: { archivedAt: null } });
  });
}

/** Every verb takes the room's lock first, so the order of its pages has one writer at a time. */
export async function inRoom<T>(
  scope: WorkspaceScope,
  roomId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const outcome = await db.transaction(async (tx) => {
    const room = await findRoomForUpdate(tx, scope, roomId);
    assertCan(canEditPages(scope, room));
    return work(tx);
  });
  announceRoom(roomId);
  return outcome;
}

async function findDocument(tx: Tx, scope: WorkspaceScope, documentId: string): Promise<{ title: string }> {
  const [row] = await tx
    .select({ title: documents.title })
    .from(documents)
    .where(
      and(
        eq(documents.id, documentId),
        eq(documents.workspaceId, scope.workspaceId),
        isNull(documents.archivedAt),
      ),
    );
  return found(row);
}

function listLiving(tx: Tx, scope: WorkspaceScope, roomId: string): Promise<Page[]> {
  return tx
    .select()
    .from(pages)
    .where(and(eq(pages.roomId, roomId), eq(pages.workspaceId, scope.workspaceId), isNull(pages.archivedAt)))
    .orderBy(asc(pages.position), asc(pages.id));
}

type PageFields = Pick<Page, "id" | "roomId" | "kind" | "title" | "documentId">;

/** At the end of the room; the caller holds the room's lock. The same id twice makes one page. */
export async function insertPage(tx: Tx, scope: WorkspaceScope, fields: PageFields): Promise<Page> {
  const { id, roomId } = fields;
  const { workspaceId } = scope;
  const [last] = await tx
    .select({ position: max(pages.position) })
    .from(pages)
    .where(eq(pages.roomId, roomId));
  const at = now();
  const position = (last?.position ?? 0) + STEP;
  const [made] = await tx
    .insert(pages)
    .values({ ...fields, workspaceId, position, createdAt: at, updatedAt: at })
    .onConflictDoNothing()
    .returning();
  if (!made) return findPageForUpdate(tx, scope, { roomId, pageId: id });
  await recordPageEvent(tx, scope, { type: "page.added", roomId, pageId: id });
  return made;
}

type PageEventType =
  | "page.renamed"
  | "page.moved"
  | "page.document_replaced"
  | "page.archived"
  | "page.restored";

async function save(
  tx: Tx,
  scope: WorkspaceScope,
  current: Page,
  { type, fields }: { type: PageEventType; fields: Partial<Page> },
): Promise<Page> {
  const [row] = await tx
    .update(pages)
    .set({ ...fields, updatedAt: now() })
    .where(and(eq(pages.id, current.id), eq(pages.workspaceId, scope.workspaceId)))
    .returning();
  await recordPageEvent(tx, scope, { type, roomId: current.roomId, pageId: current.id });
  return found(row);
}

/** A change of a page is a change of its room; the room's own version is about its own fields. */
export async function recordPageEvent(
  tx: Tx,
  scope: WorkspaceScope,
  event: EngawaEvent & { roomId: string },
): Promise<void> {
  await tx.update(rooms).set({ updatedAt: now() }).where(eq(rooms.id, event.roomId));
  await recordEvent(tx, scope, event);
}
