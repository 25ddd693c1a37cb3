import { db } from "@db/client";
import { attachments } from "@db/schema/chat";
import { pages, proposalImages, proposals, rooms } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { storage } from "~/platform/storage.server";
import { findRoomForUpdate } from "../data.server";
import { ownsMentions } from "./blocks/data.server";
import { withBlockIds } from "./blocks/new-block-id";
import { findProposal } from "./data.server";
import { normaliseImage } from "./images.server";
import { canEditProposal } from "./policy";
import type { ImageReply, SaveReply } from "./schema";
import { validateProposal } from "./validate.server";

type Save = { roomId: string; pageId: string; version: number; body: { type: "doc" } };

/** Autosaves of one person within this time make one event in the timeline. */
const EDIT_EVENT_GAP_MS = 15 * 60_000;

/** Stores the text unless somebody else saved since `version`: then nothing changes and both texts can be compared. */
export async function saveProposal(scope: WorkspaceScope, save: Save): Promise<SaveReply> {
  const body = withBlockIds(save.body);
  const validity = validateProposal(body);
  if (!validity.ok) return { kind: "refused", reason: validity.reason };
  const version = await db.transaction(async (tx) => {
    const page = await findPageForEdit(tx, scope, save);
    const owner = { ...scope, roomId: page.roomId, pageId: page.id };
    if (!(await ownsMentions(tx, owner, validity))) return "foreign";
    const [before] = await tx.select().from(proposals).where(eq(proposals.pageId, page.id)).for("update");
    const at = now();
    const [saved] = await tx
      .update(proposals)
      .set({
        body,
        sectionCount: validity.sectionCount,
        version: save.version + 1,
        updatedById: scope.memberId,
        updatedAt: at,
      })
      .where(and(eq(proposals.pageId, page.id), eq(proposals.version, save.version)))
      .returning({ version: proposals.version });
    if (!saved || !before) return null;
    await claimVideos(tx, owner, validity.attachmentIds);
    await tx.update(pages).set({ updatedAt: at }).where(eq(pages.id, page.id));
    const isSameSitting =
      before.updatedById === scope.memberId && at.getTime() - before.updatedAt.getTime() < EDIT_EVENT_GAP_MS;
    if (!isSameSitting) {
      await recordEvent(tx, scope, {
        type: "proposal.edited",
        roomId: page.roomId,
        pageId: page.id,
        version: saved.version,
      });
    }
    return saved.version;
  });
  if (version === "foreign") return { kind: "refused", reason: "foreign" };
  if (version !== null) return { kind: "saved", version };
  const other = await findProposal(scope, save.roomId, save.pageId);
  return { kind: "conflict", version: other.version, editorName: other.editorName, body: other.body };
}

/** Re-encodes the picture, so that nothing but pixels is kept, and stores it with the room. */
export async function addProposalImage(
  scope: WorkspaceScope,
  roomId: string,
  bytes: Uint8Array,
): Promise<ImageReply> {
  const room = await findRoomForEdit(scope, roomId);
  const image = await normaliseImage(bytes);
  if (!image) return { kind: "refused" };
  const id = newId();
  const fileKey = `images/${newId()}`;
  await storage().put(fileKey, image.bytes);
  const { width, height } = image;
  const place = { id, workspaceId: scope.workspaceId, roomId: room.id };
  try {
    await db.transaction(async (tx) => {
      await findRoomForUpdate(tx, scope, room.id);
      const file = { fileKey, contentType: "image/webp", width, height, createdAt: now() } as const;
      await tx.insert(proposalImages).values({ ...place, ...file });
    });
  } catch (error) {
    await storage().remove(fileKey);
    throw error;
  }
  return { kind: "stored", imageId: id, width, height };
}

async function findPageForEdit(tx: Tx, scope: WorkspaceScope, { roomId, pageId }: Save) {
  const [row] = await tx
    .select({ id: pages.id, roomId: pages.roomId, ownerId: rooms.ownerId })
    .from(pages)
    .innerJoin(rooms, eq(rooms.id, pages.roomId))
    .where(
      and(
        eq(pages.id, pageId),
        eq(pages.roomId, roomId),
        eq(pages.workspaceId, scope.workspaceId),
        eq(pages.kind, "proposal"),
        isNull(pages.archivedAt),
        isNull(rooms.archivedAt),
      ),
    );
  const page = found(row);
  assertCan(canEditProposal(scope, page));
  return page;
}

async function findRoomForEdit(scope: WorkspaceScope, roomId: string) {
  const [row] = await db
    .select({ id: rooms.id, ownerId: rooms.ownerId })
    .from(rooms)
    .where(and(eq(rooms.id, roomId), eq(rooms.workspaceId, scope.workspaceId), isNull(rooms.archivedAt)));
  const room = found(row);
  assertCan(canEditProposal(scope, room));
  return room;
}

/** What was uploaded for this text belongs to it from now on. */
async function claimVideos(tx: Tx, owner: { pageId: string; memberId: string }, ids: string[]) {
  if (ids.length === 0) return;
  await tx
    .update(attachments)
    .set({ ownerId: owner.pageId })
    .where(
      and(
        inArray(attachments.id, ids),
        isNull(attachments.ownerId),
        eq(attachments.ownerKind, "proposal"),
        eq(attachments.uploaderId, owner.memberId),
      ),
    );
}
