import { sendMessage } from "~/features/rooms/chat/mutations.server";
import { memberChat, viewerChat } from "~/features/rooms/chat/place.server";
import type { Chat, Sending } from "~/features/rooms/chat/schema";
import { newId } from "~/platform/ids";
import { openBuyer, openHouse } from "../attachments/support";

export { openBuyer, openHouse };

/** The house with everybody's place in its chat. */
export async function openChatHouse() {
  const house = await openHouse();
  return {
    ...house,
    rep: memberChat(house.rep),
    buyer: viewerChat(house.buyer.actor, "room"),
    apart: viewerChat(house.buyer.actor, "buyers"),
    buyerCookie: house.buyer.cookie,
    viewer: house.buyer.viewer,
    link: house.buyer.link,
  };
}
export type ChatHouse = Awaited<ReturnType<typeof openChatHouse>>;

/** Another buyer of the room, with a place in both corners. */
export async function joinBuyer(
  { scope, room }: Pick<ChatHouse, "scope" | "room">,
  facts: Parameters<typeof openBuyer>[2] = {},
) {
  const buyer = await openBuyer(scope, room.id, facts);
  return { ...buyer, chat: viewerChat(buyer.actor, "room") };
}

export function sendingOf(body: string, over: Partial<Sending> = {}): Sending {
  return { clientId: newId(), body, attachments: [], mentions: [], ...over };
}

export async function say(chat: Chat, body: string, over: Partial<Sending> = {}): Promise<string> {
  return (await sendMessage(chat, sendingOf(body, over))).messageId;
}
