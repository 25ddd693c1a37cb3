import { randomBytes } from "node:crypto";
import { db } from "@db/client";
import { attachments, chatCounters, chatMessages } from "@db/schema/chat";
import { imports } from "@db/schema/imports";
import { mails } from "@db/schema/instance";
import { uploads } from "@db/schema/library";
import { accessRequests, roomPeople } from "@db/schema/people";
import { tasks } from "@db/schema/plan";
import { proposalImages, proposals } from "@db/schema/rooms";
import { hits } from "@db/schema/tracking";
import { users } from "@db/schema/users";
import { invites, savedViews, teams } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { startSession } from "~/features/auth/sessions.server";
import { addFormPage } from "~/features/rooms/forms/mutations.server";
import { setVisitor, tokenTagOf } from "~/features/sharing/visitor-cookie.server";
import { now } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { storage } from "~/platform/storage.server";
import { cookieOf } from "../support/app";
import {
  makeAccount,
  makeContact,
  makeDeal,
  makeDocument,
  makeLink,
  makeMember,
  makePage,
  makeRoom,
  makeViewer,
  makeWorkspace,
  publishPage,
  sha256,
} from "../support/factories";
import { makeAccepted, makeTemplate } from "./accepted";
import { PRICING_BLOCK } from "./matrix/door";

/** A workspace with one of everything, and the cookies of the people around it. */
export type Tenant = Awaited<ReturnType<typeof makeTenant>>;

/** Every name in a tenant carries its mark: an answer to a stranger must not contain it. */
export async function makeTenant(mark: string) {
  const workspace = await makeWorkspace({ name: `Workspace ${mark}`, logoKey: await makeLogo() });
  const admin = await makeMember({ workspaceId: workspace.id, role: "admin", name: `Admin ${mark}` });
  const manager = await makeMember({ workspaceId: workspace.id, role: "manager", name: `Manager ${mark}` });
  const rep = await makeMember({ workspaceId: workspace.id, role: "rep", name: `Rep ${mark}` });
  const { scope } = rep;
  await addPhoto(rep.userId);
  const account = await makeAccount(scope, { name: `Account ${mark}` });
  const contact = await makeContact(scope, { name: `Contact ${mark}`, accountId: account.id });
  const deal = await makeDeal(scope, { name: `Deal ${mark}`, accountId: account.id });
  const room = await makeRoom(scope, { name: `Room ${mark}`, dealId: deal.id });
  const { document, version } = await makeStoredDocument(scope, `Document ${mark}`);
  const unplaced = await makeStoredDocument(scope, `Unplaced document ${mark}`);
  const page = await makePage(scope, { title: `Page ${mark}`, roomId: room.id, documentId: document.id });
  const proposal = await makePage(scope, { title: `Proposal ${mark}`, roomId: room.id, kind: "proposal" });
  const shown = await publishPage(scope, { roomId: room.id, pageId: proposal.id });
  const committee = { workspaceId: workspace.id, roomId: room.id, contactId: contact.id };
  await db.insert(roomPeople).values({ ...committee, createdAt: now(), updatedAt: now() });
  const form = await addFormPage(scope, {
    roomId: room.id,
    title: `Form ${mark}`,
    requestKey: newId(),
  });
  const blockId = await fillProposal(scope, { roomId: room.id, pageId: proposal.id }, document.id);
  const plan = await makePage(scope, { title: `Plan ${mark}`, roomId: room.id, kind: "plan" });
  const task = await makeTask(scope, { title: `Task ${mark}`, pageId: plan.id, roomId: room.id });
  const image = await makeImage(workspace.id, room.id);
  const mail = await makeMail(workspace.id, mark);
  const buyer = await makeBuyer(scope, room.id);
  const otherRoom = await makeRoom(scope, { name: `Other room ${mark}`, dealId: deal.id });

  return {
    mark,
    params: {
      roomId: room.id,
      accountId: account.id,
      contactId: contact.id,
      dealId: deal.id,
      pageId: page.id,
      proposalId: proposal.id,
      blockId,
      planId: plan.id,
      taskId: task,
      formId: form.id,
      proposalVersionId: shown,
      documentId: document.id,
      versionId: version.id,
      imageId: image,
      ...(await makeMessage(rep.member, room.id, mark)),
      templateId: await makeTemplate(rep.member, mark),
      ...(await makeAccepted(scope, buyer.scope, mark)),
      linkId: buyer.linkId,
      requestId: await makeRequest({ workspaceId: workspace.id, roomId: room.id, linkId: buyer.linkId }),
      mailId: mail,
      viewId: await makeView(rep.member),
      importId: await makeImport(rep.member, mark),
      memberId: rep.member.id,
      adminId: admin.member.id,
      teamId: await makeTeam(workspace.id, mark),
      inviteId: await makeInvite(admin.member, mark),
      hitId: await makeHit({ workspaceId: workspace.id, roomId: room.id, linkId: buyer.linkId }),
      uploadId: await makeUpload(rep.member),
      token: buyer.token,
    },
    /** In the library, on no page: no buyer may have it. */
    unplacedVersionId: unplaced.version.id,
    cookies: {
      admin: cookieOf(await startSession(admin.userId, null)),
      manager: cookieOf(await startSession(manager.userId, null)),
      rep: cookieOf(await startSession(rep.userId, null)),
      buyer: buyer.cookie,
      buyerOfOtherRoom: (await makeBuyer(scope, otherRoom.id)).cookie,
      buyerOfRevokedLink: (await makeBuyer(scope, room.id, { revokedAt: now() })).cookie,
      buyerOfExpiredLink: (await makeBuyer(scope, room.id, { expiresAt: new Date(Date.now() - 1000) }))
        .cookie,
    },
  };
}

type Scope = Awaited<ReturnType<typeof makeMember>>["scope"];
type LinkState = NonNullable<Parameters<typeof makeLink>[1]>;

/** Somebody who came through a link of the room and passed its gate. */
async function makeBuyer(scope: Scope, roomId: string, state: LinkState = {}) {
  const { link, token } = await makeLink(scope, { roomId, ...state });
  const { secret, scope: viewer } = await makeViewer(scope, { link });
  const visitor = { linkId: link.id, secret, hitId: newId(), tokenTag: tokenTagOf(link) };
  return { token, linkId: link.id, scope: viewer, cookie: cookieOf(setVisitor(roomId, visitor)) };
}

/** A published text with one of each block that has a door of its own; the id of its video. */
async function fillProposal(scope: Scope, key: { roomId: string; pageId: string }, documentId: string) {
  const blockId = newId();
  const video = { source: "youtube", videoId: "dQw4w9WgXcQ", title: "", blockId };
  const option = { id: "option", name: "Training", description: "", quantityMilli: 1_000, unitMinor: 100 };
  const price = { discountKind: "none", discount: 0, taxRate: 1_000, optional: true, isOn: false };
  const pricing = {
    currency: "JPY",
    rounding: "floor",
    taxMode: "exclusive",
    lines: [{ ...option, ...price }],
  };
  const content = [
    { type: "file", attrs: { documentId } },
    { type: "video", attrs: video },
    { type: "pricing", attrs: { pricing, blockId: PRICING_BLOCK } },
  ];
  await db
    .update(proposals)
    .set({ body: { type: "doc", content } })
    .where(eq(proposals.pageId, key.pageId));
  await publishPage(scope, key);
  return blockId;
}

async function makeStoredDocument(scope: Scope, title: string) {
  const keys = { fileKey: newId(), thumbKey: newId(), previewKey: newId() };
  for (const key of Object.values(keys)) await storage().put(key, new TextEncoder().encode("bytes"));
  const { document, version } = await makeDocument(scope, { title, version: { ...keys, sizeBytes: 5 } });
  if (!version) throw new Error("the document has no version");
  return { document, version };
}

async function makeUpload({
  id: memberId,
  workspaceId,
}: {
  id: string;
  workspaceId: string;
}): Promise<string> {
  const id = newId();
  const row = { id, workspaceId, memberId, sessionId: "another session", fileName: "a.pdf", sizeBytes: 9 };
  await db.insert(uploads).values({ ...row, createdAt: now() });
  return id;
}

async function makeImport({ id: memberId, workspaceId }: { id: string; workspaceId: string }, mark: string) {
  const id = newId();
  const fileKey = `imports/${id}.csv`;
  const text = `name\nImported ${mark}\n`;
  await storage().put(fileKey, new TextEncoder().encode(text));
  const file = {
    fileKey,
    fileName: `${mark}.csv`,
    sizeBytes: text.length,
    encoding: "utf-8",
    delimiter: ",",
  };
  const state = { columns: ["name"], totalRows: 1, createdAt: now() };
  await db.insert(imports).values({ id, workspaceId, memberId, kind: "accounts", ...file, ...state });
  return id;
}

/** Shared, so that colleagues see it and none but its maker and admins change it. */
async function makeView({ id: memberId, workspaceId }: { id: string; workspaceId: string }) {
  const id = newId();
  const view = { list: "accounts" as const, name: "Mine", query: "owner=me", isShared: true };
  await db.insert(savedViews).values({ id, workspaceId, memberId, ...view, createdAt: now() });
  return id;
}

/** Somebody whom the gate did not let in asks the rep. */
async function makeRequest(place: { workspaceId: string; roomId: string; linkId: string }): Promise<string> {
  const id = newId();
  const email = `${id}@elsewhere.example`;
  await db.insert(accessRequests).values({ id, ...place, email, createdAt: now() });
  return id;
}

async function makeHit(place: { workspaceId: string; roomId: string; linkId: string }): Promise<string> {
  const id = newId();
  const request = { method: "GET", ip: "203.0.113.7", userAgent: "Slackbot" };
  await db
    .insert(hits)
    .values({ id, ...place, ...request, at: now(), class: "automated", reason: "link_preview" });
  return id;
}

/** Of the buyer's side, so that buyers of the room could complete it. */
async function makeTask(
  { workspaceId }: Scope,
  place: { title: string; pageId: string; roomId: string },
): Promise<string> {
  const id = newId();
  const at = now();
  const row = { side: "viewer" as const, position: 10, createdAt: at, updatedAt: at };
  await db.insert(tasks).values({ id, workspaceId, ...place, ...row });
  return id;
}

async function makeImage(workspaceId: string, roomId: string): Promise<string> {
  const id = newId();
  await storage().put(id, new TextEncoder().encode("bytes"));
  const size = { contentType: "image/png" as const, width: 1, height: 1 };
  await db.insert(proposalImages).values({ id, workspaceId, roomId, fileKey: id, ...size, createdAt: now() });
  return id;
}

/** A message with a file, from a rep, that both sides may read. */
async function makeMessage(author: { id: string; workspaceId: string }, roomId: string, mark: string) {
  const [id, messageId] = [newId(), newId()];
  const place = { workspaceId: author.workspaceId, roomId, corner: "room" as const, createdAt: now() };
  await storage().put(id, new TextEncoder().encode("bytes"));
  const { workspaceId } = author;
  await db.insert(chatCounters).values({ workspaceId, roomId, corner: "room", lastSeq: 1 });
  await db.insert(chatMessages).values({
    ...place,
    id: messageId,
    seq: 1,
    changeSeq: 1,
    authorKind: "member",
    authorId: author.id,
    clientId: messageId,
    body: `Message ${mark}`,
    mentions: [],
  });
  await db.insert(attachments).values({
    ...place,
    id,
    ownerKind: "message",
    ownerId: messageId,
    fileKey: id,
    fileName: `${mark}.pdf`,
    contentType: "application/pdf",
    sizeBytes: 5,
    sha256: sha256(id),
    uploaderKind: "member",
    uploaderId: author.id,
  });
  return { messageId, attachmentId: id };
}

async function addPhoto(userId: string): Promise<void> {
  const photoKey = `photos/${newId()}.webp`;
  await storage().put(photoKey, new TextEncoder().encode("bytes"));
  await db.update(users).set({ photoKey }).where(eq(users.id, userId));
}

async function makeTeam(workspaceId: string, mark: string): Promise<string> {
  const id = newId();
  await db.insert(teams).values({ id, workspaceId, name: `Team ${mark}`, createdAt: now() });
  return id;
}

async function makeInvite(admin: { id: string; workspaceId: string }, mark: string): Promise<string> {
  const id = newId();
  const row = { id, workspaceId: admin.workspaceId, email: `${id}@kumano.example`, role: "rep" as const };
  const expiresAt = new Date(Date.now() + 86_400_000);
  const secret = { tokenHash: sha256(`${mark} ${id}`), language: "en" as const, invitedById: admin.id };
  await db.insert(invites).values({ ...row, ...secret, expiresAt, createdAt: now() });
  return id;
}

async function makeLogo(): Promise<string> {
  const key = `logos/${newId()}.png`;
  await storage().put(key, new TextEncoder().encode("bytes"));
  return key;
}

async function makeMail(workspaceId: string, mark: string): Promise<string> {
  const id = newId();
  const to = `${randomBytes(6).toString("hex")}@hinoki.example`;
  const text = { subject: `Mail ${mark}`, text: `Mail ${mark}`, html: `<p>Mail ${mark}</p>` };
  await db.insert(mails).values({ id, workspaceId, to, ...text, state: "kept", createdAt: now() });
  return id;
}
