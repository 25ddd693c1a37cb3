import { rooms } from "@db/schema/rooms";
import { users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import { buyerOrigin } from "~/features/workspaces/domains/data.server";
import { found } from "~/platform/errors";
import { i18nOf } from "~/platform/i18n/translator.server";
import { mailTexts } from "~/platform/mail-text.server";
import { queueMail } from "~/platform/mailer.server";
import { paths } from "~/platform/paths";

type Place = { readonly workspaceId: string; readonly roomId: string };

export type RoomInvite = {
  to: string;
  /** Secret of the personal link: it exists only in this mail. */
  token: string;
  /** A member invites, a colleague of theirs does, or their own request was granted. */
  by: { kind: "member"; memberId: string } | { kind: "colleague"; name: string | null } | { kind: "request" };
};

/** In the room's language. The link asks for a code, so that a mail that is passed on opens for nobody else. */
export async function queueRoomInvite(tx: Tx, place: Place, origin: URL, invite: RoomInvite): Promise<void> {
  const [row] = await tx
    .select({ room: rooms.name, language: rooms.language, brand: workspaces.name })
    .from(rooms)
    .innerJoin(workspaces, eq(workspaces.id, rooms.workspaceId))
    .where(and(eq(rooms.id, place.roomId), eq(rooms.workspaceId, place.workspaceId)));
  const { room, language, brand } = found(row);
  const t = i18nOf(language).getFixedT(language, "people");
  const sender = invite.by.kind === "member" ? await findSender(tx, invite.by.memberId) : null;
  const name =
    sender?.name ?? (invite.by.kind === "colleague" ? invite.by.name : null) ?? t("mail.aColleague");
  await queueMail(tx, {
    workspaceId: place.workspaceId,
    to: invite.to,
    subject: t(`mail.${invite.by.kind}.subject`, { name, brand, room }),
    ...mailTexts({
      language,
      lead: [t(`mail.${invite.by.kind}.lead`, { name, brand, room })],
      action: { label: t("mail.open"), url: new URL(paths.shareLink(invite.token), origin).href },
      notes: [t("mail.code"), t("mail.notYou")],
      signature: sender?.signature ?? null,
    }),
    isPrivate: true,
  });
}

/** Asked before the transaction: it may look up the workspace's own domain. */
export function inviteOrigin(place: { readonly workspaceId: string }): Promise<URL> {
  return buyerOrigin(place);
}

async function findSender(tx: Tx, memberId: string) {
  const [row] = await tx
    .select({ name: users.name, signature: users.signature })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.id, memberId));
  return found(row);
}
