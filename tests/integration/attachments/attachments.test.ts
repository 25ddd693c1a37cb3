import { db } from "@db/client";
import { attachments, chatMessages } from "@db/schema/chat";
import { jobs } from "@db/schema/instance";
import { taskComments, tasks } from "@db/schema/plan";
import { rooms } from "@db/schema/rooms";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeEach, describe, expect, test } from "vitest";
import { deleteForGood } from "~/features/accounts/deleting/mutations.server";
import { findAttachment, listAttachments } from "~/features/rooms/attachments/data.server";
import { removeLeftAttachments } from "~/features/rooms/attachments/jobs.server";
import {
  claimAttachments,
  dropAttachments,
  receiveAttachment,
} from "~/features/rooms/attachments/mutations.server";
import type { Corner, OwnerKind } from "~/features/rooms/attachments/schema";
import { memberInRoom } from "~/features/rooms/data.server";
import type { RoomActor } from "~/features/rooms/schema";
import { newId } from "~/platform/ids";
import { storage } from "~/platform/storage.server";
import { useDatabase } from "../../support/database";
import { makeMember, makePage } from "../../support/factories";
import { bytesOf, DOCX, type House, MP4, openBuyer, openHouse, PDF, pngOf } from "./support";

useDatabase();
let house: House;
beforeEach(async () => {
  house = await openHouse();
});

type What = { bytes?: Uint8Array; fileName?: string; ownerKind?: OwnerKind; corner?: Corner };

const receive = (
  actor: RoomActor,
  { bytes = PDF, fileName = "offer.pdf", ownerKind = "message", corner = "room" }: What = {},
) => receiveAttachment(actor, { ownerKind, corner, file: { fileName, bytes } });

async function received(actor: RoomActor, what: What = {}) {
  const reply = await receive(actor, what);
  if (!reply.ok) throw new Error(reply.error);
  return reply.attachment;
}

async function postMessage(corner: Corner = "room"): Promise<string> {
  const id = newId();
  const author = { authorKind: "viewer" as const, authorId: house.buyer.viewer.id, clientId: id };
  const place = { workspaceId: house.scope.workspaceId, roomId: house.room.id, corner };
  const seq = (await db.$count(chatMessages)) + 1;
  const text = { body: "See the file", mentions: [], createdAt: new Date() };
  await db.insert(chatMessages).values({ id, ...place, ...author, ...text, seq, changeSeq: seq });
  return id;
}

async function makeTask(internal: boolean): Promise<string> {
  const { scope, room } = house;
  const page = await makePage(scope, { roomId: room.id, kind: "plan" });
  const id = newId();
  const at = { createdAt: new Date(), updatedAt: new Date() };
  const place = { workspaceId: scope.workspaceId, roomId: room.id, pageId: page.id };
  await db
    .insert(tasks)
    .values({ id, ...place, title: "Review", internal, side: "member", position: 10, ...at });
  return id;
}

const claim = (
  actor: RoomActor,
  ids: string[],
  owner: { ownerKind?: OwnerKind; ownerId: string; corner?: Corner },
) => db.transaction((tx) => claimAttachments(tx, actor, { ownerKind: "message", ...owner, ids }));

const isFound = (actor: RoomActor, id: string) =>
  findAttachment(actor, id).then(
    () => true,
    (error: { code: string }) => {
      if (error.code !== "NOT_FOUND") throw error;
      return false;
    },
  );

describe("a file that is sent", () => {
  test("is kept under a name of ours, with the type its bytes have", async () => {
    const file = await received(house.rep, { fileName: "../../見積\u202e書.exe" });
    expect(file).toEqual({
      id: file.id,
      fileName: "見積書.pdf",
      contentType: "application/pdf",
      sizeBytes: PDF.length,
    });
    const stored = await findAttachment(house.rep, file.id);
    expect(stored.fileKey).toBe(`attachments/${file.id}`);
    expect(await storage().stat(stored.fileKey)).toEqual({ size: PDF.length });
  });

  test("keeps of a picture only what is seen", async () => {
    const file = await received(house.rep, { bytes: await pngOf(), fileName: "Screenshot" });
    expect(file).toMatchObject({ fileName: "Screenshot.png", contentType: "image/png" });
    const path = storage().localPath((await findAttachment(house.rep, file.id)).fileKey);
    const facts = await sharp(path ?? "").metadata();
    expect([facts.width, facts.height, facts.exif]).toEqual([4, 3, undefined]);
  });

  test.each([
    ["a program", "run.pdf", bytesOf("MZ\x90\0")],
    ["a page with a script", "offer.html", bytesOf("<script>alert(1)</script>")],
    ["a drawing with a script", "logo.svg", bytesOf("<svg onload='alert(1)'/>")],
    ["a package of another kind", "offer.docx", bytesOf("PK\x03\x04 classes.dex")],
    ["a document with macros", "offer.docx", bytesOf("PK\x03\x04 word/vbaProject.bin")],
    ["an archive", "all.zip", DOCX],
    ["a broken picture", "photo.png", bytesOf("\x89PNG\r\n\x1a\n broken")],
    ["a binary that calls itself text", "notes.txt", bytesOf("\0\x01\x02")],
    ["a video outside a proposal", "tour.mp4", MP4],
  ])("is refused when it is %s", async (_what, fileName, bytes) => {
    expect(await receive(house.rep, { fileName, bytes })).toEqual({ ok: false, error: "file_type" });
    expect(await db.$count(attachments, eq(attachments.roomId, house.room.id))).toBe(0);
  });

  test("is refused with its reason when it is empty or too large", async () => {
    expect(await receive(house.rep, { bytes: bytesOf("") })).toEqual({ ok: false, error: "file_missing" });
    const large = new Uint8Array(25 * 1024 * 1024 + 1).fill(0x20);
    large.set(PDF);
    expect(await receive(house.rep, { bytes: large })).toEqual({ ok: false, error: "file_too_large" });
    expect(await receive(house.rep, { bytes: large, ownerKind: "proposal" })).toEqual({
      ok: false,
      error: "file_too_large",
    });
  });

  test.each([
    ["offer.docx", DOCX],
    ["prices.csv", bytesOf("a,b\r\n1,2")],
    ["メモ.txt", new Uint8Array(Buffer.from("明日まで"))],
    ["old.xls", new Uint8Array(Buffer.from("d0cf11e0a1b11ae100", "hex"))],
  ])("may be %s", async (fileName, bytes) => {
    expect(await received(house.rep, { fileName, bytes })).toMatchObject({ fileName });
  });

  test("may be a video where a member writes a proposal, and there alone", async () => {
    const video = await received(house.rep, { bytes: MP4, fileName: "tour.mov", ownerKind: "proposal" });
    expect(video).toMatchObject({ contentType: "video/mp4", fileName: "tour.mp4" });
    const byBuyer = receive(house.buyer.actor, { bytes: MP4, ownerKind: "proposal" });
    await expect(byBuyer).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("who may send one", () => {
  test("a member not into the buyers' corner, nor a visitor without an address", async () => {
    const visitor = await openBuyer(house.scope, house.room.id, { identity: "anonymous" });
    for (const actor of [house.rep, visitor.actor])
      await expect(receive(actor, { corner: "buyers" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await received(house.buyer.actor, { corner: "buyers" })).toMatchObject({ fileName: "offer.pdf" });
    expect(await received(visitor.actor)).toMatchObject({ fileName: "offer.pdf" });
  });

  test("nobody in a room that is put away", async () => {
    await db.update(rooms).set({ archivedAt: new Date() }).where(eq(rooms.id, house.room.id));
    const rep = await memberInRoom(house.scope, house.room.id);
    await expect(receive(rep)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("before it is sent with something", () => {
  test("only its sender finds it", async () => {
    const { id } = await received(house.buyer.actor);
    const colleague = await openBuyer(house.scope, house.room.id);
    expect(await isFound(house.buyer.actor, id)).toBe(true);
    expect(await isFound(colleague.actor, id)).toBe(false);
    expect(await isFound(house.rep, id)).toBe(false);
  });

  test("it is gone after a day, file and row, and what was sent stays", async () => {
    const left = await received(house.buyer.actor);
    const sent = await received(house.buyer.actor);
    await claim(house.buyer.actor, [sent.id], { ownerId: await postMessage() });
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    await db.update(attachments).set({ createdAt: yesterday }).where(eq(attachments.roomId, house.room.id));
    const fresh = await received(house.buyer.actor);
    await removeLeftAttachments();
    const ids = (await db.select().from(attachments).where(eq(attachments.roomId, house.room.id))).map(
      ({ id }) => id,
    );
    expect(ids.sort()).toEqual([sent.id, fresh.id].sort());
    const kept = await db.select().from(jobs).where(eq(jobs.kind, "attachments.remove_files"));
    expect(JSON.stringify(kept.map(({ payload }) => payload))).toContain(left.id);
  });
});

describe("claiming", () => {
  test("ties files to their owner once, however often it is said", async () => {
    const { id } = await received(house.buyer.actor);
    const ownerId = await postMessage();
    await claim(house.buyer.actor, [id, id], { ownerId });
    await claim(house.buyer.actor, [id], { ownerId });
    const listed = await listAttachments(house.rep, { ownerKind: "message", ownerIds: [ownerId, newId()] });
    expect([...listed]).toEqual([[ownerId, [expect.objectContaining({ id })]]]);
  });

  test("refuses another's, another kind's, another corner's, another room's and sent ones", async () => {
    const ownerId = await postMessage();
    const mine = (await received(house.buyer.actor)).id;
    const secret = (await received(house.buyer.actor, { corner: "buyers" })).id;
    const ofTask = (await received(house.buyer.actor, { ownerKind: "task" })).id;
    const reps = (await received(house.rep)).id;
    const foreign = (await received((await openHouse()).buyer.actor)).id;
    const sent = (await received(house.buyer.actor)).id;
    await claim(house.buyer.actor, [sent], { ownerId: await postMessage() });
    for (const id of [secret, ofTask, reps, foreign, sent, newId()]) {
      await expect(claim(house.buyer.actor, [mine, id], { ownerId })).rejects.toMatchObject({
        code: "INVALID",
      });
    }
    const [row] = await db.select().from(attachments).where(eq(attachments.id, mine));
    expect(row?.ownerId).toBeNull();
  });

  test("is undone by dropping: the row at once, the file by a job", async () => {
    const { id } = await received(house.rep, { ownerKind: "task" });
    const ownerId = await makeTask(false);
    await claim(house.rep, [id], { ownerKind: "task", ownerId });
    await db.transaction((tx) => dropAttachments(tx, house.rep, { ownerKind: "task", ownerId }));
    expect(await isFound(house.rep, id)).toBe(false);
    const queued = await db.select().from(jobs).where(eq(jobs.kind, "attachments.remove_files"));
    expect(JSON.stringify(queued.map(({ payload }) => payload))).toContain(`attachments/${id}`);
  });
});

describe("reading", () => {
  test("a message's file is for both sides until the message is deleted", async () => {
    const { id } = await received(house.buyer.actor);
    const ownerId = await postMessage();
    await claim(house.buyer.actor, [id], { ownerId });
    expect([await isFound(house.rep, id), await isFound(house.buyer.actor, id)]).toEqual([true, true]);
    await db.update(chatMessages).set({ deletedAt: new Date() }).where(eq(chatMessages.id, ownerId));
    expect([await isFound(house.rep, id), await isFound(house.buyer.actor, id)]).toEqual([false, false]);
  });

  test("a file of the buyers' corner is for buyers with an address, and for no member whoever they are", async () => {
    const { id } = await received(house.buyer.actor, { corner: "buyers" });
    const ownerId = await postMessage("buyers");
    await claim(house.buyer.actor, [id], { ownerId, corner: "buyers" });
    const admin = await makeMember({ workspaceId: house.scope.workspaceId, role: "admin" });
    const visitor = await openBuyer(house.scope, house.room.id, { identity: "anonymous" });
    expect(await isFound(await memberInRoom(admin.scope, house.room.id), id)).toBe(false);
    expect(await isFound(house.rep, id)).toBe(false);
    expect(await isFound(visitor.actor, id)).toBe(false);
    const colleague = await openBuyer(house.scope, house.room.id);
    expect(await isFound(colleague.actor, id)).toBe(true);
    const listing = { ownerKind: "message" as const, ownerIds: [ownerId], corner: "buyers" as const };
    expect((await listAttachments(house.rep, listing)).size).toBe(0);
    expect((await listAttachments(colleague.actor, listing)).size).toBe(1);
  });

  test("a file of a task the buyers don't know of is not theirs, nor of a comment on it", async () => {
    const internal = await makeTask(true);
    const open = await makeTask(false);
    const commentId = newId();
    const place = { workspaceId: house.scope.workspaceId, roomId: house.room.id };
    const author = { authorKind: "member" as const, authorId: house.rep.memberId, clientId: newId() };
    const text = { body: "Ours", createdAt: new Date() };
    await db.insert(taskComments).values({ id: commentId, ...place, taskId: internal, ...author, ...text });
    const ofInternal = (await received(house.rep, { ownerKind: "task" })).id;
    const ofComment = (await received(house.rep, { ownerKind: "task_comment" })).id;
    const ofOpen = (await received(house.rep, { ownerKind: "task" })).id;
    await claim(house.rep, [ofInternal], { ownerKind: "task", ownerId: internal });
    await claim(house.rep, [ofComment], { ownerKind: "task_comment", ownerId: commentId });
    await claim(house.rep, [ofOpen], { ownerKind: "task", ownerId: open });
    for (const id of [ofInternal, ofComment, ofOpen]) expect(await isFound(house.rep, id)).toBe(true);
    expect(await isFound(house.buyer.actor, ofInternal)).toBe(false);
    expect(await isFound(house.buyer.actor, ofComment)).toBe(false);
    expect(await isFound(house.buyer.actor, ofOpen)).toBe(true);
  });

  test("another room's file is found by nobody", async () => {
    const { id } = await received(house.rep);
    const other = await openHouse();
    expect(await isFound(other.rep, id)).toBe(false);
    expect(await isFound(other.buyer.actor, id)).toBe(false);
  });
});

test("a deleted room takes its files along", async () => {
  const { id } = await received(house.rep);
  const target = { kind: "room" as const, roomId: house.room.id };
  const admin = await makeMember({ workspaceId: house.scope.workspaceId, role: "admin" });
  const reply = await deleteForGood(
    admin.scope,
    { target, confirmation: house.room.name },
    async () => undefined,
  );
  expect(reply).toEqual({ ok: true });
  expect(await db.$count(attachments, eq(attachments.id, id))).toBe(0);
  const [job] = await db.select().from(jobs).where(eq(jobs.kind, "files.remove"));
  expect(JSON.stringify(job?.payload)).toContain(`attachments/${id}`);
});
