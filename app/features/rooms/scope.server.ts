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

/** Mints the proof of a buyer in a room. For the sharing guard, the seed and tests; dependency-cruiser keeps everyone else out. */
export async function mintViewerActor(facts: ViewerFacts): Promise<ViewerActor> {
  const [row] = await db
    .select({ contactId: viewers.contactId })
    .from(viewers)
    .where(and(eq(viewers.id, facts.viewerId), eq(viewers.roomId, facts.roomId)));
  const { workspaceId, roomId, viewerId, linkId, email, identity, preview } = facts;
  const copied = { workspaceId, roomId, viewerId, linkId, email, identity, preview };
  return { kind: "viewer", ...copied, contactId: row?.contactId ?? null } as ViewerActor;
}
