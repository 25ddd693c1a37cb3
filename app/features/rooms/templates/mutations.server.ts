import { db } from "@db/client";
import { pages } from "@db/schema/rooms";
import { templates } from "@db/schema/templates";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import type { Edit } from "~/features/accounts/schema";
import { recordEvent } from "~/features/activity/events.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { getRoom, memberInRoom, type Room } from "../data.server";
import { findForm } from "../forms/data.server";
import { createRoom } from "../mutations.server";
import { listPages, type PageRow } from "../pages/data.server";
import { inRoom } from "../pages/mutations.server";
import { outlinePlan } from "../plan/outline/data.server";
import { findProposal } from "../proposals/data.server";
import type { NewRoom } from "../schema";
import { insertPages, portable } from "./content.server";
import { findTemplateForUpdate, getTemplate } from "./data.server";
import { findRoomFiles } from "./files/data.server";
import { insertTemplateFiles, type NewIds, newIdsOf } from "./files/mutations.server";
import { canEditTemplate } from "./policy";
import { contentSchema, outlineSchema, type TemplateFacts, type TemplatePage } from "./schema";

type Row = typeof templates.$inferSelect;

/** A room as createRoom makes it, with the pages of a template. The same request key twice makes all of it once. */
export async function createRoomFrom(
  scope: WorkspaceScope,
  { templateId, ...room }: NewRoom & { currency: string; templateId: string },
): Promise<Room> {
  const { content, isArchived } = await getTemplate(scope, templateId);
  if (isArchived) throw new AppError("CONFLICT");
  return createRoom(scope, {
    ...room,
    fill: async (tx, made) => {
      await insertPages(tx, scope, { roomId: made.id, templateId, ...content });
    },
  });
}

/** One page of a template at the end of a room. Gives the page's id, the request key. */
export async function insertTemplatePage(
  scope: WorkspaceScope,
  {
    roomId,
    templateId,
    place,
    requestKey,
  }: { roomId: string; templateId: string; place: number; requestKey: string },
): Promise<string> {
  const { content } = await getTemplate(scope, templateId);
  const page = found(content.pages[place]);
  return inRoom(scope, roomId, async (tx) => {
    if (await isMade(tx, roomId, requestKey)) return requestKey;
    const [id] = await insertPages(tx, scope, { roomId, templateId, firstId: requestKey, pages: [page] });
    if (!id) throw new AppError("CONFLICT");
    await recordEvent(tx, scope, { type: "page.added_from_template", roomId, pageId: id, templateId });
    return id;
  });
}

async function isMade(tx: Tx, roomId: string, pageId: string): Promise<boolean> {
  const [page] = await tx.select({ roomId: pages.roomId }).from(pages).where(eq(pages.id, pageId));
  if (page && page.roomId !== roomId) throw new AppError("CONFLICT");
  return page !== undefined;
}

/** Keeps a room's pages, or one of them, for the next time: without people, dates and progress. */
export async function keepAsTemplate(
  scope: WorkspaceScope,
  wish: {
    roomId: string;
    pageId: string | null;
    name: string;
    description: string | null;
    requestKey: string;
  },
): Promise<string> {
  const { roomId, pageId, name, description, requestKey: id } = wish;
  const room = await getRoom(scope, roomId);
  const whole = await pagesOf(scope, room, pageId);
  return db.transaction(async (tx) => {
    const bodies = whole.flatMap((page) => (page.kind === "proposal" ? [page.body] : []));
    const files = await findRoomFiles(tx, { workspaceId: scope.workspaceId, roomId }, bodies);
    const ids = newIdsOf(files);
    const content = contentSchema.parse({ pages: whole.map((page) => keptPage(page, ids)) });
    const at = now();
    const kind = pageId === null ? "room" : "page";
    const facts = { id, kind, name, description, language: room.language, stage: null } as const;
    const owner = { workspaceId: scope.workspaceId, createdById: scope.memberId };
    const [made] = await tx
      .insert(templates)
      .values({ ...facts, ...owner, content, createdAt: at, updatedAt: at })
      .onConflictDoNothing()
      .returning({ id: templates.id });
    if (!made) return (await findTemplateForUpdate(tx, scope, id)).id;
    await insertTemplateFiles(tx, { workspaceId: scope.workspaceId, templateId: id }, { files, ids });
    await recordEvent(tx, scope, { type: "template.created", templateId: id });
    return id;
  });
}

async function pagesOf(scope: WorkspaceScope, room: Room, pageId: string | null): Promise<TemplatePage[]> {
  const all = await listPages(scope, { roomId: room.id });
  const wanted = pageId === null ? all : [found(all.find(({ id }) => id === pageId))];
  const kept: TemplatePage[] = [];
  for (const page of wanted) {
    const one = await pageOf(scope, page);
    if (one) kept.push(one);
  }
  return kept;
}

function keptPage(page: TemplatePage, files: NewIds): TemplatePage {
  if (page.kind !== "proposal") return page;
  return { ...page, body: portable(page.body, { documents: null, files }) };
}

async function pageOf(scope: WorkspaceScope, page: PageRow): Promise<TemplatePage | null> {
  const { id, roomId, title, kind, documentId } = page;
  switch (kind) {
    case "document":
      return documentId ? { kind, title, documentId } : null;
    case "proposal": {
      const { body } = await findProposal(scope, roomId, id);
      return { kind, title, body: { ...Object(body), type: "doc" as const } };
    }
    case "plan": {
      const { tasks = [], milestones } = await outlinePlan(await memberInRoom(scope, roomId), id);
      return { kind, title, outline: outlineSchema.parse({ tasks, milestones }) };
    }
    case "form": {
      const { intro, questions } = await findForm(await memberInRoom(scope, roomId), id);
      return { kind, title, intro, questions: questions.map(({ id: _, ...question }) => question) };
    }
  }
}

/** Stale when someone else saved since `version`. */
export function updateTemplate(
  scope: WorkspaceScope,
  { templateId, version, ...facts }: TemplateFacts & { templateId: string; version: number },
): Promise<Edit<Row>> {
  return db.transaction(async (tx) => {
    const current = await findEditable(tx, scope, templateId);
    if (current.version !== version) return { ok: false, reason: "stale", current };
    return { ok: true, row: await save(tx, scope, current, { fields: facts, type: "template.changed" }) };
  });
}

export async function archiveTemplate(scope: WorkspaceScope, templateId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const current = await findEditable(tx, scope, templateId);
    if (current.archivedAt) return;
    await save(tx, scope, current, { fields: { archivedAt: now() }, type: "template.archived" });
  });
}

export async function restoreTemplate(scope: WorkspaceScope, templateId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const current = await findEditable(tx, scope, templateId);
    if (!current.archivedAt) return;
    await save(tx, scope, current, { fields: { archivedAt: null }, type: "template.restored" });
  });
}

async function findEditable(tx: Tx, scope: WorkspaceScope, templateId: string): Promise<Row> {
  const row = await findTemplateForUpdate(tx, scope, templateId);
  assertCan(canEditTemplate(scope, { isBuiltIn: false, createdById: row.createdById }));
  return row;
}

async function save(
  tx: Tx,
  scope: WorkspaceScope,
  current: Row,
  {
    fields,
    type,
  }: { fields: Partial<Row>; type: "template.changed" | "template.archived" | "template.restored" },
): Promise<Row> {
  const [row] = await tx
    .update(templates)
    .set({ ...fields, updatedAt: now(), version: current.version + 1 })
    .where(and(eq(templates.id, current.id), eq(templates.workspaceId, scope.workspaceId)))
    .returning();
  await recordEvent(tx, scope, { type, templateId: current.id });
  return found(row);
}
