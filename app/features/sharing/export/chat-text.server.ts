import { canUseCorner } from "~/features/rooms/attachments/policy";
import { listMessages } from "~/features/rooms/chat/data.server";
import { viewerChat } from "~/features/rooms/chat/place.server";
import type { ChatMessage, ChatThread, ViewerChat } from "~/features/rooms/chat/schema";
import type { ViewerActor } from "~/features/rooms/schema";
import { formatDate } from "~/platform/i18n/format";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";

export type ChatFile = { corner: "room" | "buyers"; lines: () => AsyncGenerator<string> };

/** The corners this reader may read, each as a text that is read while it is written. */
export function chatFiles(actor: ViewerActor, told: { language: Language; timeZone: string }): ChatFile[] {
  const corners = (["room", "buyers"] as const).filter((corner) => canUseCorner(actor, corner));
  return corners.map((corner) => ({ corner, lines: () => chatLines(viewerChat(actor, corner), told) }));
}

/** Oldest first. The pages' edges are found from the newest on, so that never more than one page is in memory. */
async function* chatLines(chat: ViewerChat, told: { language: Language; timeZone: string }) {
  const edges: (number | null)[] = [];
  for (let before: number | null = null; ; ) {
    const { messages, hasOlder } = await listMessages(chat, { before });
    edges.push(before);
    before = messages[0]?.seq ?? null;
    if (!hasOlder || before === null) break;
  }
  const t = i18nOf(told.language).getFixedT(told.language, "buyer");
  for (const before of edges.reverse()) {
    const { messages, threads } = await listMessages(chat, { before });
    const about = new Map(threads.map((thread) => [thread.id, thread]));
    for (const message of messages) {
      yield lineOf(message, about.get(message.threadId ?? ""), {
        when: formatDate(message.createdMs, { ...told, style: "dayTime" }),
        someone: t("export.visitor"),
        deleted: t("export.deleted"),
      });
    }
  }
}

type Words = { when: string; someone: string; deleted: string };

function lineOf(
  { author, body, isDeleted, attachments }: ChatMessage,
  thread: ChatThread | undefined,
  { when, someone, deleted }: Words,
): string {
  const place = thread?.pageTitle ? ` [${thread.pageTitle}${thread.unit ? ` ${thread.unit}` : ""}]` : "";
  const files = attachments.map(({ fileName }) => `  (${fileName})`);
  return [`${when}  ${author.name ?? someone}${place}`, isDeleted ? deleted : body, ...files, "", ""].join(
    "\r\n",
  );
}
