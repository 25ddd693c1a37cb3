import { db } from "@db/client";
import { attachments } from "@db/schema/chat";
import { proposalImages } from "@db/schema/rooms";
import { templateFiles } from "@db/schema/templates";
import { inArray } from "drizzle-orm";

/**
 * Those of the keys that no row names any more. Templates share pictures and films with rooms: who deletes last takes
 * the bytes along. Asked after the deletion is committed; a new row for a key is only ever made of one that is there.
 */
export async function listUnusedKeys(keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const wanted = [...keys];
  const named = await Promise.all([
    db
      .select({ key: proposalImages.fileKey })
      .from(proposalImages)
      .where(inArray(proposalImages.fileKey, wanted)),
    db.select({ key: attachments.fileKey }).from(attachments).where(inArray(attachments.fileKey, wanted)),
    db
      .select({ key: templateFiles.fileKey })
      .from(templateFiles)
      .where(inArray(templateFiles.fileKey, wanted)),
  ]);
  const used = new Set(named.flat().map(({ key }) => key));
  return wanted.filter((key) => !used.has(key));
}
