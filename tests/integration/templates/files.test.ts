import { db } from "@db/client";
import { attachments } from "@db/schema/chat";
import { pages, proposalImages, proposals, rooms } from "@db/schema/rooms";
import { templateFiles, templates } from "@db/schema/templates";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeEach, describe, expect, test } from "vitest";
import { removeFiles } from "~/features/accounts/deleting/jobs.server";
import { deleteForGood } from "~/features/accounts/deleting/mutations.server";
import { findAttachment } from "~/features/rooms/attachments/data.server";
import { removeAttachmentFiles } from "~/features/rooms/attachments/jobs.server";
import { dropAttachments, receiveAttachment } from "~/features/rooms/attachments/mutations.server";
import { memberInRoom } from "~/features/rooms/data.server";
import { findImage, findProposal, findRoomImage } from "~/features/rooms/proposals/data.server";
import { addProposalImage, saveProposal } from "~/features/rooms/proposals/mutations.server";
import { mentionsOf } from "~/features/rooms/proposals/validate.server";
import { mintViewerActor } from "~/features/rooms/scope.server";
import { getTemplate } from "~/features/rooms/templates/data.server";
import {
  createRoomFrom,
  insertTemplatePage,
  keepAsTemplate,
} from "~/features/rooms/templates/mutations.server";
import { reassignPerson } from "~/features/tracking/persons.server";
import { newId } from "~/platform/ids";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { storage } from "~/platform/storage.server";
import { useDatabase } from "../../support/database";
import { makeDeal, makeLink, makeMember, makePage, makeRoom, makeViewer } from "../../support/factories";
import { MP4 } from "../attachments/support";

useDatabase();
beforeEach(() => {
  registerJob(removeFiles);
  registerJob(removeAttachmentFiles);
});

/** A proposal with a picture, a picture in a quotation and a film. */
async function makeIllustrated() {
  const owner = await makeMember();
  const page = await makePage(owner.scope, { kind: "proposal", title: "Offer" });
  const png = await sharp({ create: { width: 8, height: 6, channels: 3, background: "#336" } })
    .png()
    .toBuffer();
  const images = await Promise.all([1, 2].map(() => addProposalImage(owner.scope, page.roomId, png)));
  const imageIds = images.map((image) => (image.kind === "stored" ? image.imageId : ""));
  const member = await memberInRoom(owner.scope, page.roomId);
  const received = await receiveAttachment(member, {
    ownerKind: "proposal",
    corner: "room",
    file: { fileName: "walk.mp4", bytes: MP4 },
  });
  const videoId = received.ok ? received.attachment.id : "";
  const picture = (imageId: string | undefined) => ({
    type: "image",
    attrs: { imageId, alt: "A ship", width: 8, height: 6, widthPercent: 50 },
  });
  const body = {
    type: "doc" as const,
    content: [
      picture(imageIds[0]),
      { type: "blockquote", content: [picture(imageIds[1])] },
      { type: "video", attrs: { source: "upload", videoId, title: "A walk" } },
      { type: "paragraph", content: [{ type: "text", text: "Words stay" }] },
    ],
  };
  const saved = await saveProposal(owner.scope, { roomId: page.roomId, pageId: page.id, version: 1, body });
  expect(saved.kind).toBe("saved");
  return { owner, page, imageIds, videoId };
}

type Illustrated = Awaited<ReturnType<typeof makeIllustrated>>;

const keep = ({ owner, page }: Illustrated, pageId: string | null = null) =>
  keepAsTemplate(owner.scope, {
    roomId: page.roomId,
    pageId,
    name: "Ours",
    description: null,
    requestKey: newId(),
  });

/** A room made of the template, and what its only page shows. */
async function makeRoomFrom({ owner }: Illustrated, templateId: string) {
  const deal = await makeDeal(owner.scope);
  const room = await createRoomFrom(owner.scope, {
    requestKey: newId(),
    subject: { dealId: deal.id },
    name: "From a template",
    language: "en",
    currency: "JPY",
    templateId,
  });
  const [page] = await db.select().from(pages).where(eq(pages.roomId, room.id));
  const { body } = await findProposal(owner.scope, room.id, page?.id ?? "");
  return { room, pageId: page?.id ?? "", body, shown: mentionsOf(body) };
}

async function readByBuyer({ owner }: Illustrated, roomId: string) {
  const { link } = await makeLink(owner.scope, { roomId });
  const { scope } = await makeViewer(owner.scope, { link });
  const actor = await mintViewerActor(scope);
  return {
    image: (id: string) => findRoomImage({ workspaceId: scope.workspaceId, roomId }, id),
    film: (id: string) => findAttachment(actor, id),
  };
}

describe("a template of a proposal with pictures and a film", () => {
  test("brings them into a room made of it, where they are that room's own", async () => {
    const house = await makeIllustrated();
    const templateId = await keep(house);
    const { room, pageId, body, shown } = await makeRoomFrom(house, templateId);
    expect(shown.imageIds).toHaveLength(2);
    expect(shown.attachmentIds).toHaveLength(1);
    expect([...shown.imageIds, ...shown.attachmentIds]).not.toEqual(
      expect.arrayContaining([...house.imageIds]),
    );
    expect(JSON.stringify(body)).toMatch(/"alt":"A ship".*"widthPercent":50/);

    const reader = await readByBuyer(house, room.id);
    for (const id of shown.imageIds) expect((await reader.image(id)).contentType).toBe("image/webp");
    const film = await reader.film(shown.attachmentIds[0] ?? "");
    expect(film).toMatchObject({ fileName: "walk.mp4", contentType: "video/mp4" });
    expect(await storage().stat(film.fileKey)).not.toBeNull();
    const before = await findProposal(house.owner.scope, room.id, pageId);
    const again = {
      roomId: room.id,
      pageId,
      version: before.version,
      body: { type: "doc" as const, ...Object(body) },
    };
    expect((await saveProposal(house.owner.scope, again)).kind).toBe("saved");
  });

  test("keeps them when the room they came from is deleted for good, and the last to go takes them along", async () => {
    const house = await makeIllustrated();
    const templateId = await keep(house, house.page.id);
    await deleteRoom(house, house.page.roomId);
    const { room, shown } = await makeRoomFrom(house, templateId);
    const reader = await readByBuyer(house, room.id);
    const keys = [
      (await reader.film(shown.attachmentIds[0] ?? "")).fileKey,
      ...(await Promise.all(shown.imageIds.map(async (id) => (await reader.image(id)).fileKey))),
    ];
    expect(keys).toHaveLength(3);
    for (const key of keys) expect(await storage().stat(key)).not.toBeNull();

    await db.delete(templates).where(eq(templates.id, templateId));
    for (const key of keys) expect(await storage().stat(key)).not.toBeNull();
    await deleteRoom(house, room.id);
    for (const key of keys) expect(await storage().stat(key)).toBeNull();
  });

  test("gives each room its own: another room's buyers and another workspace find nothing", async () => {
    const house = await makeIllustrated();
    const templateId = await keep(house);
    const [one, two] = [await makeRoomFrom(house, templateId), await makeRoomFrom(house, templateId)];
    const other = await readByBuyer(house, two.room.id);
    const notFound = { code: "NOT_FOUND" };
    for (const id of [...one.shown.imageIds, ...house.imageIds])
      await expect(other.image(id)).rejects.toMatchObject(notFound);
    await expect(other.film(one.shown.attachmentIds[0] ?? "")).rejects.toMatchObject(notFound);
    const stranger = await makeIllustrated();
    await expect(findImage(stranger.owner.scope, one.shown.imageIds[0] ?? "")).rejects.toMatchObject(
      notFound,
    );
    await expect(getTemplate(stranger.owner.scope, templateId)).rejects.toMatchObject(notFound);
  });

  test("never takes what another room or workspace shows, whatever a text says", async () => {
    const house = await makeIllustrated();
    const stranger = await makeIllustrated();
    const { body } = await findProposal(stranger.owner.scope, stranger.page.roomId, stranger.page.id);
    const foreign = { ...Object(body), type: "doc" as const };
    await db.update(proposals).set({ body: foreign }).where(eq(proposals.pageId, house.page.id));
    const templateId = await keep(house);
    const { content } = await getTemplate(house.owner.scope, templateId);
    expect(JSON.stringify(content)).toContain("Words stay");
    expect(JSON.stringify(content)).not.toMatch(/imageId|videoId/);
    expect(await db.$count(templateFiles, eq(templateFiles.templateId, templateId))).toBe(0);
  });

  test("inserted as one page twice at once is one page with its pictures", async () => {
    const house = await makeIllustrated();
    const templateId = await keep(house, house.page.id);
    const room = await makeRoom(house.owner.scope);
    const wish = { roomId: room.id, templateId, place: 0, requestKey: newId() };
    await Promise.all([
      insertTemplatePage(house.owner.scope, wish),
      insertTemplatePage(house.owner.scope, wish),
    ]);
    expect(await db.$count(proposalImages, eq(proposalImages.roomId, room.id))).toBe(2);
    expect(await db.$count(attachments, eq(attachments.ownerId, wish.requestKey))).toBe(1);
  });

  test("a film taken off a proposal is kept while a template has it", async () => {
    const house = await makeIllustrated();
    await keep(house);
    const member = await memberInRoom(house.owner.scope, house.page.roomId);
    const { fileKey } = await findAttachment(member, house.videoId);
    const owner = { ownerKind: "proposal" as const, ownerId: house.page.id };
    await db.transaction((tx) => dropAttachments(tx, member, owner));
    await runDueJobs();
    expect(await storage().stat(fileKey)).not.toBeNull();
  });
});

async function deleteRoom({ owner }: Illustrated, roomId: string) {
  const [room] = await db.select({ name: rooms.name }).from(rooms).where(eq(rooms.id, roomId));
  const target = { kind: "room", roomId } as const;
  const done = await deleteForGood(owner.scope, { target, confirmation: room?.name ?? "" }, reassignPerson);
  expect(done).toEqual({ ok: true });
  await runDueJobs();
}
