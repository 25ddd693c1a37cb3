import sharp from "sharp";
import { startSession } from "~/features/auth/sessions.server";
import { memberInRoom } from "~/features/rooms/data.server";
import { requireViewerActor } from "~/features/sharing/guard.server";
import { setVisitor, tokenTagOf } from "~/features/sharing/visitor-cookie.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { newId } from "~/platform/ids";
import { cookieOf } from "../../support/app";
import { makeLink, makeMember, makeRoom, makeViewer } from "../../support/factories";

export type House = Awaited<ReturnType<typeof openHouse>>;

/** A room with a rep, and a buyer with a claimed address: each with cookie and proof. */
export async function openHouse() {
  const { scope, userId, member } = await makeMember({ name: "Aoi Mori" });
  const room = await makeRoom(scope);
  return {
    scope,
    userId,
    member,
    room,
    rep: await memberInRoom(scope, room.id),
    repCookie: cookieOf(await startSession(userId, null)),
    buyer: await openBuyer(scope, room.id),
  };
}

type ViewerFacts = {
  identity?: "anonymous" | "claimed" | "verified";
  contactId?: string | null;
  email?: string;
};

/** Somebody of the buying side who passed the gate. */
export async function openBuyer(
  scope: WorkspaceScope,
  roomId: string,
  { identity = "claimed", email = `${newId()}@hinoki.example`, contactId = null }: ViewerFacts = {},
) {
  const { link } = await makeLink(scope, { roomId });
  const address = identity === "anonymous" ? null : email;
  const { secret, viewer } = await makeViewer(scope, { link, identity, email: address, contactId });
  const visitor = { linkId: link.id, secret, hitId: newId(), tokenTag: tokenTagOf(link) };
  const cookie = cookieOf(setVisitor(roomId, visitor));
  const { actor } = await requireViewerActor({ headers: new Headers({ cookie }) }, roomId);
  return { link, viewer, actor, cookie };
}

export const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
export const PDF = bytesOf("%PDF-1.7 quotation");
export const MP4 = bytesOf("\0\0\0\x18ftypisom\0\0\x02\0 frames of a tour");
export const DOCX = bytesOf("PK\x03\x04....[Content_Types].xml....word/document.xml");

export async function pngOf(width = 4, height = 3): Promise<Uint8Array> {
  const image = sharp({ create: { width, height, channels: 3, background: "#336699" } });
  return new Uint8Array(
    await image
      .png()
      .withExif({ IFD0: { Artist: "Somebody" } })
      .toBuffer(),
  );
}
