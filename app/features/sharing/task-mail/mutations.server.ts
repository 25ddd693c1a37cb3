import { db } from "@db/client";
import { shareLinks, viewers } from "@db/schema/sharing";
import { and, asc, eq } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import type { TaskMailScope } from "./schema";

/** The person of the mail as a viewer of the link it was sent through, made when they never came that way. */
export function ensureMailedViewer(scope: TaskMailScope): Promise<string> {
  const { workspaceId, roomId, linkId, contactId, email } = scope;
  return db.transaction(async (tx) => {
    // Two clicks at once wait for each other here.
    const [link] = await tx
      .select({ id: shareLinks.id })
      .from(shareLinks)
      .where(eq(shareLinks.id, linkId))
      .for("update");
    found(link);
    const [known] = await tx
      .select({ id: viewers.id })
      .from(viewers)
      .where(and(eq(viewers.linkId, linkId), eq(viewers.contactId, contactId)))
      .orderBy(asc(viewers.firstSeenAt), asc(viewers.id))
      .limit(1);
    if (known) return known.id;
    const id = newId();
    const seen = { firstSeenAt: now(), lastSeenAt: now() };
    const person = { contactId, email, identity: "claimed" as const };
    await tx.insert(viewers).values({ id, workspaceId, roomId, linkId, ...person, ...seen });
    return id;
  });
}
