import type { RoomActor } from "../schema";
import type { Corner, OwnerKind } from "./schema";

/** Whose corner this is: the buyers' is for people of the buying side who left an address. */
export function canUseCorner(actor: RoomActor, corner: Corner): boolean {
  if (corner === "room") return true;
  return actor.kind === "viewer" && !actor.preview && actor.identity !== "anonymous";
}

export function canAttach(actor: RoomActor, { ownerKind, corner }: { ownerKind: OwnerKind; corner: Corner }) {
  if (corner === "buyers" && ownerKind !== "message") return false;
  if (actor.kind === "viewer")
    return !actor.preview && ownerKind !== "proposal" && canUseCorner(actor, corner);
  return !actor.isArchived && canUseCorner(actor, corner);
}
