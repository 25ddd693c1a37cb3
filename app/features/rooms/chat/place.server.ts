import { chatMessages } from "@db/schema/chat";
import { and, eq } from "drizzle-orm";
import { AppError, assertCan } from "~/platform/errors";
import { canUseCorner } from "../attachments/policy";
import type { Corner } from "../attachments/schema";
import type { MemberActor, RoomActor, ViewerActor } from "../schema";
import type { Chat, MemberChat, ViewerChat } from "./schema";

export function memberChat(actor: MemberActor): MemberChat {
  return { actor, corner: "room" };
}

/** FORBIDDEN for who may not be in this corner: a preview, or a visitor who left no address. */
export function viewerChat(actor: ViewerActor, corner: Corner): ViewerChat {
  assertCan(canUseCorner(actor, corner));
  return { actor, corner };
}

/** The corner a browser asked for. There is no such place for a member: NOT_FOUND. */
export function chatOf(actor: RoomActor, corner: Corner): Chat {
  if (actor.kind === "viewer") return viewerChat(actor, corner);
  if (corner !== "room") throw new AppError("NOT_FOUND");
  return memberChat(actor);
}

/** Every read and write of messages goes through here, and asks once more who it is for. */
export function inCorner({ actor, corner }: Chat) {
  assertCan(canUseCorner(actor, corner));
  return and(
    eq(chatMessages.workspaceId, actor.workspaceId),
    eq(chatMessages.roomId, actor.roomId),
    eq(chatMessages.corner, corner),
  );
}

/** Whoever writes, reacts and reads: the row of one browser for a buyer, the membership for a member. */
export function selfOf(actor: RoomActor): { kind: "member" | "viewer"; id: string } {
  return actor.kind === "member"
    ? { kind: "member", id: actor.memberId }
    : { kind: "viewer", id: actor.viewerId };
}
