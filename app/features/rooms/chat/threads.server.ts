import { chatThreads } from "@db/schema/chat";
import { documentVersions } from "@db/schema/library";
import { pages, proposals } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, desc, eq, isNull } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { AppError, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import type { Chat, Sending } from "./schema";

/**
 * The thread a message goes into: the one it names, or the one of the spot it is about, made when it is the first there.
 * Null: the main conversation. NOT_FOUND for a thread of another corner and for a page the sender can't see.
 */
export async function threadForSending(
  tx: Tx,
  chat: Chat,
  { threadId, aboutPageId, aboutUnit }: Pick<Sending, "threadId" | "aboutPageId" | "aboutUnit">,
): Promise<string | null> {
  if (threadId) {
    const [thread] = await tx
      .update(chatThreads)
      .set({ lastMessageAt: now() })
      .where(and(isThreadOf(chat), eq(chatThreads.id, threadId)))
      .returning({ id: chatThreads.id });
    return found(thread).id;
  }
  if (!aboutPageId) return null;
  return threadAt(tx, chat, { pageId: aboutPageId, unit: aboutUnit ?? null });
}

async function threadAt(
  tx: Tx,
  chat: Chat,
  { pageId, unit }: { pageId: string; unit: number | null },
): Promise<string> {
  const [known] = await tx
    .update(chatThreads)
    .set({ lastMessageAt: now() })
    .where(
      and(
        isThreadOf(chat),
        eq(chatThreads.pageId, pageId),
        unit === null ? isNull(chatThreads.unit) : eq(chatThreads.unit, unit),
      ),
    )
    .returning({ id: chatThreads.id });
  if (known) return known.id;
  const page = await requirePage(tx, chat, pageId);
  const version = page.documentId ? await newestVersion(tx, page.documentId) : null;
  const isBeyond = unit !== null && (version === null || unit > (version.pageCount ?? 0));
  if (isBeyond) throw new AppError("INVALID", { message: "no such page of the document" });
  const id = newId();
  const { workspaceId, roomId } = chat.actor;
  const times = { createdAt: now(), lastMessageAt: now() };
  const versionId = version?.id ?? page.publishedVersionId ?? "";
  await tx
    .insert(chatThreads)
    .values({ id, workspaceId, roomId, corner: chat.corner, pageId, unit, versionId, ...times });
  return id;
}

async function requirePage(tx: Tx, { actor }: Chat, pageId: string) {
  const [row] = await tx
    .select({
      kind: pages.kind,
      documentId: pages.documentId,
      publishedVersionId: proposals.publishedVersionId,
    })
    .from(pages)
    .leftJoin(proposals, eq(proposals.pageId, pages.id))
    .where(and(eq(pages.id, pageId), eq(pages.roomId, actor.roomId), isNull(pages.archivedAt)));
  const page = found(row);
  // A draft is not there for buyers.
  if (actor.kind === "viewer" && page.kind === "proposal") found(page.publishedVersionId);
  return page;
}

async function newestVersion(tx: Tx, documentId: string) {
  const [version] = await tx
    .select({ id: documentVersions.id, pageCount: documentVersions.pageCount })
    .from(documentVersions)
    .where(and(eq(documentVersions.documentId, documentId), eq(documentVersions.state, "ready")))
    .orderBy(desc(documentVersions.number))
    .limit(1);
  return version ?? null;
}

function isThreadOf({ actor, corner }: Chat) {
  return and(
    eq(chatThreads.workspaceId, actor.workspaceId),
    eq(chatThreads.roomId, actor.roomId),
    eq(chatThreads.corner, corner),
  );
}
