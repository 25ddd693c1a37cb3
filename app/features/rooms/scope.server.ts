import { db } from "@db/client";
import { viewers } from "@db/schema/sharing";
import { and, eq } from "drizzle-orm";
import type { MemberActor, ViewerActor } from "./schema";

type Facts<Actor> = { [Key in keyof Actor as Key extends string ? Key : never]: Actor[Key] };

/** Mints the proof of a member in a room. For this feature's reads, the seed and tests; dependency-cruiser keeps everyone else out. */
export function mintMemberActor(facts: Omit<Facts<MemberActor>, "kind">): MemberActor {
  return { kind: "member", ...facts } as MemberActor;
}

type ViewerFacts = Omit<Facts<ViewerActor>, "kind" | "contactId">;

/**
 * Mints the proof of a buyer in a room. For the sharing guard, the seed and tests; dependency-cruiser keeps everyone else
 * out. The guard has read the viewer's person already.
 */
export async function mintViewerActor(
  facts: ViewerFacts,
  knownContactId?: string | null,
): Promise<ViewerActor> {
  const contactId = knownContactId === undefined ? await findContactId(facts) : knownContactId;
  const { workspaceId, roomId, viewerId, linkId, email, identity, preview } = facts;
  const copied = { workspaceId, roomId, viewerId, linkId, email, identity, preview };
  return { kind: "viewer", ...copied, contactId } as ViewerActor;
}

async function findContactId({ viewerId, roomId }: ViewerFacts): Promise<string | null> {
  const [row] = await db
    .select({ contactId: viewers.contactId })
    .from(viewers)
    .where(and(eq(viewers.id, viewerId), eq(viewers.roomId, roomId)));
  return row?.contactId ?? null;
}
