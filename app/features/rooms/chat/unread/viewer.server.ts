import { canUseCorner } from "../../attachments/policy";
import type { ViewerActor } from "../../schema";
import { countUnread } from "../data.server";
import { viewerChat } from "../place.server";
import { keyOf } from "../utils";

/** What is new for a buyer in the corners they may be in. */
export async function unreadOfViewer(actor: ViewerActor): Promise<{ unread: number; self: string }> {
  const corners = (["room", "buyers"] as const).filter((corner) => canUseCorner(actor, corner));
  const counts = await Promise.all(corners.map((corner) => countUnread(viewerChat(actor, corner))));
  return { unread: counts.reduce((sum, n) => sum + n, 0), self: keyOf("viewer", actor.viewerId) };
}
