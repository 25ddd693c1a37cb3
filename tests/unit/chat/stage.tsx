import { ChatPanel } from "~/features/rooms/chat/components/chat-panel";
import type { ChatView } from "~/features/rooms/chat/load.server";
import type { ChatMessage } from "~/features/rooms/chat/schema";
import { all, open } from "../components/support";
import { BUYER_DOORS, DOORS, ROOM, view } from "./support";

type Given = { over?: Partial<ChatView>; language?: "en" | "ja"; onDeleted?: (undo: () => void) => void };

/** A conversation as a page shows it. */
export async function show(messages: ChatMessage[], { over, language, onDeleted }: Given = {}) {
  const { page } = await open(
    <ChatPanel
      view={view(messages, over)}
      doors={over?.corner === "buyers" ? BUYER_DOORS : DOORS}
      roomId={ROOM}
      brandName="みなと製作所"
      onDeleted={onDeleted}
    />,
    { language },
  );
  return page;
}

export const items = (page: HTMLElement) => all(page, "li[id^=m-]");
