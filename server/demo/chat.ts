import { db } from "@db/client";
import { viewers } from "@db/schema/sharing";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import { markRead, sendMessage } from "~/features/rooms/chat/mutations.server";
import { memberChat, viewerChat } from "~/features/rooms/chat/place.server";
import type { Chat } from "~/features/rooms/chat/schema";
import { memberInRoom } from "~/features/rooms/data.server";
import { mintViewerActor } from "~/features/rooms/scope.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import type { DemoRoom } from "./rooms";

const HOUR_MS = 3_600_000;

type Line = { by: "rep" | "buyer" | "apart"; hoursAgo: number; about?: number; body: string };

const TALKS: Record<DemoRoom["language"], readonly Line[]> = {
  ja: [
    {
      by: "rep",
      hoursAgo: 120,
      body: "資料一式をこちらにまとめました。**ご不明な点**は、この場でお気軽にお尋ねください。",
    },
    { by: "buyer", hoursAgo: 98, body: "ありがとうございます。関係部署に共有しました。" },
    { by: "buyer", hoursAgo: 75, about: 0, body: "このページの前提となる拠点数は 6 でよろしいでしょうか。" },
    {
      by: "rep",
      hoursAgo: 74,
      about: 0,
      body: "はい、6 拠点です。増減の目安は次のとおりです。\n- 1 拠点追加：初期設定 2 日\n- 1 拠点削減：翌月から減額",
    },
    { by: "apart", hoursAgo: 50, body: "社内だけの相談です。来週の役員会までに概算がほしいところです。" },
    {
      by: "buyer",
      hoursAgo: 5,
      body: "来週火曜に役員会があります。それまでに納期の確定版をいただけますか。",
    },
  ],
  en: [
    {
      by: "rep",
      hoursAgo: 120,
      body: "Everything for your evaluation is in this room. **Please ask here** whenever something is unclear.",
    },
    { by: "buyer", hoursAgo: 98, body: "Thank you. I have passed it on to operations and finance." },
    { by: "buyer", hoursAgo: 75, about: 0, body: "Does this assume six sites, or all nine?" },
    {
      by: "rep",
      hoursAgo: 74,
      about: 0,
      body: "Six. For each further site:\n- two days of set-up\n- the same price per user",
    },
    {
      by: "apart",
      hoursAgo: 50,
      body: "Among ourselves: we need a figure before the board meets next week.",
    },
    {
      by: "buyer",
      hoursAgo: 5,
      body: "Our board meets on Tuesday. Could we have the final dates before then?",
    },
  ],
};

/** A talk in rooms that are read: the last question waits for an answer. */
export async function seedChat(room: DemoRoom, endMs: number): Promise<void> {
  if (room.interest !== "hot" && room.interest !== "warm") return;
  const buyer = await findBuyer(room);
  if (!buyer) return;
  const rep = memberChat(await memberInRoom(room.scope, room.roomId));
  const chats: Record<Line["by"], Chat> = {
    rep,
    buyer: viewerChat(buyer, "room"),
    apart: viewerChat(buyer, "buyers"),
  };
  for (const { by, hoursAgo, about, body } of TALKS[room.language]) {
    setClock(() => endMs - hoursAgo * HOUR_MS);
    const aboutPageId = about === undefined ? undefined : room.pages[about]?.pageId;
    const sending = { clientId: newId(), body, attachments: [], mentions: [], aboutPageId };
    await sendMessage(chats[by], sending);
  }
  if (room.interest === "warm") await markRead(rep, Number.MAX_SAFE_INTEGER);
}

async function findBuyer({ roomId }: DemoRoom) {
  const [viewer] = await db
    .select()
    .from(viewers)
    .where(and(eq(viewers.roomId, roomId), isNotNull(viewers.email), isNotNull(viewers.contactId)))
    .orderBy(asc(viewers.firstSeenAt))
    .limit(1);
  if (!viewer) return null;
  const { id: viewerId, workspaceId, linkId, email, identity } = viewer;
  return mintViewerActor({ workspaceId, roomId, viewerId, linkId, email, identity, preview: false });
}
