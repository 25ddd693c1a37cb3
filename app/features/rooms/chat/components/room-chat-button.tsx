import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { ChatButton } from "~/ui/chat-button";
import { useUnread } from "../hooks/use-unread";

export type RoomChatFacts = { unread: number; self: string };

/** For buyers, at the head of every page of their room. */
export function RoomChatButton({ roomId, chat }: { roomId: string; chat: RoomChatFacts }) {
  const { t } = useTranslation("chat");
  const { pathname } = useLocation();
  const to = paths.buyerChat(roomId);
  const isCurrent = pathname === to;
  const count = useUnread({ events: paths.buyerEvents(roomId), self: chat.self, count: chat.unread });
  const unread = isCurrent ? null : { count, label: t("unread", { count }) };
  return <ChatButton to={to} label={t("title")} unread={unread} isCurrent={isCurrent} />;
}
