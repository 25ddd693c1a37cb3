import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { proposalComments } from "@db/schema/proposals";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDoomed } from "~/features/accounts/deleting/data.server";
import { receiveAttachment } from "~/features/rooms/attachments/mutations.server";
import { sendMessage } from "~/features/rooms/chat/mutations.server";
import { memberChat, viewerChat } from "~/features/rooms/chat/place.server";
import type { Chat } from "~/features/rooms/chat/schema";
import { memberInRoom } from "~/features/rooms/data.server";
import { acceptProposal } from "~/features/rooms/proposals/acceptance/mutations.server";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { makeOffer } from "../acceptance/support";
import { PDF } from "../attachments/support";

useDatabase();

test("what people wrote, sent and agreed to is named before it goes, and nothing of the buyers' own corner", async () => {
  const { owner, room, page, actor, signing } = await makeOffer();
  await acceptProposal(actor, await signing());
  const member = await memberInRoom(owner.scope, room.id);
  const say = (chat: Chat, attachments: string[] = []) =>
    sendMessage(chat, { clientId: newId(), body: "One moment", attachments, mentions: [] });
  const send = async (corner: "room" | "buyers") => {
    const file = { fileName: "offer.pdf", bytes: PDF };
    const received = await receiveAttachment(actor, { ownerKind: "message", corner, file });
    return received.ok ? [received.attachment.id] : [];
  };
  await say(memberChat(member));
  await say(viewerChat(actor, "room"), await send("room"));
  await say(viewerChat(actor, "buyers"), await send("buyers"));
  await send("room");
  const comment = { workspaceId: member.workspaceId, pageId: page.id, authorId: member.memberId };
  const at = new Date();
  await db.insert(proposalComments).values([
    { ...comment, id: newId(), body: "Rather ten", createdAt: at },
    { ...comment, id: newId(), body: "Gone", createdAt: at, deletedAt: at },
  ]);
  const hanging = { acceptances: 1, messages: 2, files: 1, comments: 1, tasks: 0, answers: 0 };
  expect(await getDoomed(owner.scope, { kind: "room", roomId: room.id })).toMatchObject(hanging);
  const [deal] = await db.select().from(deals).where(eq(deals.id, room.dealId));
  expect(await getDoomed(owner.scope, { kind: "deal", dealId: room.dealId })).toMatchObject(hanging);
  const account = { kind: "account", accountId: deal?.accountId ?? "" } as const;
  expect(await getDoomed(owner.scope, account)).toMatchObject(hanging);
});
