import { db } from "@db/client";
import { chatMessages, linkPreviews } from "@db/schema/chat";
import { workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, gt, inArray, isNotNull } from "drizzle-orm";
import { nowMs } from "~/platform/clock.server";
import { sha256Hex } from "~/platform/crypto.server";
import { env } from "~/platform/env.server";
import type { MessageRow } from "../faces.server";
import type { Chat, LinkPreview } from "../schema";
import { canHavePreview } from "./policy";
import { isDue, isKept, KEPT_MS, linkIn } from "./utils";

/** The cards of messages, by message id; by the setting as it is now. */
export async function previewsOf(
  { actor: { workspaceId }, corner }: Chat,
  rows: readonly MessageRow[],
): Promise<ReadonlyMap<string, LinkPreview>> {
  const linked = rows.flatMap((row) => {
    const url = row.hidesPreview || row.corner === "buyers" ? null : linkIn(row.body);
    return url === null ? [] : [{ row, url, urlHash: sha256Hex(url) }];
  });
  if (linked.length === 0) return new Map();
  const known = await db
    .select({
      setting: workspaces.linkPreviews,
      urlHash: linkPreviews.urlHash,
      title: linkPreviews.title,
      description: linkPreviews.description,
    })
    .from(linkPreviews)
    .innerJoin(workspaces, eq(workspaces.id, linkPreviews.workspaceId))
    .where(
      and(
        eq(linkPreviews.workspaceId, workspaceId),
        inArray(linkPreviews.urlHash, [...new Set(linked.map(({ urlHash }) => urlHash))]),
        isNotNull(linkPreviews.title),
        gt(linkPreviews.askedAt, new Date(nowMs() - KEPT_MS)),
      ),
    );
  const byHash = new Map(known.map((preview) => [preview.urlHash, preview]));
  return new Map(
    linked.flatMap(({ row, url, urlHash }) => {
      const { setting, title, description } = byHash.get(urlHash) ?? {};
      if (!setting || !title || !canHavePreview({ setting, corner, authorKind: row.authorKind })) return [];
      return [[row.id, { url, title, description: description ?? "" }] as const];
    }),
  );
}

export type Wish = {
  url: string;
  urlHash: string;
  language: string;
  workspaceId: string;
  roomId: string;
  failures: number;
  /** Asked lately: what is known holds. */
  isKnown: boolean;
  /** Has a card, perhaps of an earlier week. */
  isShown: boolean;
};

/** What a message's card still needs, if it may have one at all. */
export async function findWish(messageId: string, source: Pick<Tx, "select"> = db): Promise<Wish | null> {
  const [row] = await source
    .select({ message: chatMessages, setting: workspaces.linkPreviews, language: workspaces.language })
    .from(chatMessages)
    .innerJoin(workspaces, eq(workspaces.id, chatMessages.workspaceId))
    .where(eq(chatMessages.id, messageId));
  if (!row) return null;
  const { message, setting, language } = row;
  const { workspaceId, roomId, corner, authorKind } = message;
  if (message.deletedAt !== null || message.hidesPreview) return null;
  if (!canHavePreview({ setting, corner, authorKind })) return null;
  const url = linkIn(message.body);
  if (url === null) return null;
  const urlHash = sha256Hex(url);
  const [asked = null] = await source
    .select({ title: linkPreviews.title, failures: linkPreviews.failures, askedAt: linkPreviews.askedAt })
    .from(linkPreviews)
    .where(and(eq(linkPreviews.workspaceId, workspaceId), eq(linkPreviews.urlHash, urlHash)));
  const isKnown = !isDue(asked, nowMs());
  const failures = asked?.failures ?? 0;
  return { url, urlHash, language, workspaceId, roomId, failures, isKnown, isShown: isKept(asked, nowMs()) };
}

/** Our own pages are not asked: a link to a room would count as a visit, and a signed address is nobody's to open. */
export async function isOurs({ hostname }: URL): Promise<boolean> {
  const host = hostname.replace(/\.$/, "");
  if (host === env().appUrl.hostname) return true;
  return (await db.$count(workspaces, eq(workspaces.customDomain, host))) > 0;
}
