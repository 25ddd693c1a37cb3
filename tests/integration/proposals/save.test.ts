import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { findImage, findProposal, findRoomImage } from "~/features/rooms/proposals/data.server";
import { addProposalImage, saveProposal } from "~/features/rooms/proposals/mutations.server";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { makeMember, makePage } from "../../support/factories";

useDatabase();

const body = (text: string) => ({
  type: "doc" as const,
  content: [{ type: "paragraph", content: [{ type: "text", text }] }],
});
const withImage = (imageId: string) => ({
  type: "doc" as const,
  content: [{ type: "image", attrs: { imageId } }],
});

async function proposal() {
  const owner = await makeMember();
  const page = await makePage(owner.scope, { kind: "proposal" });
  const save = (version: number, text: string, scope = owner.scope) =>
    saveProposal(scope, { roomId: page.roomId, pageId: page.id, version, body: body(text) });
  return { owner, page, save };
}

describe("saving a proposal", () => {
  test("stores the text under the next version, and one event for one sitting", async () => {
    const { owner, page, save } = await proposal();
    expect(await save(1, "a")).toEqual({ kind: "saved", version: 2 });
    expect(await save(2, "ab")).toEqual({ kind: "saved", version: 3 });
    expect((await findProposal(owner.scope, page.roomId, page.id)).body).toMatchObject(body("ab"));
    const rows = await db.select().from(events).where(eq(events.type, "proposal.edited"));
    expect(rows.filter((row) => row.roomId === page.roomId)).toHaveLength(1);
  });

  test("never overwrites a second editor's text", async () => {
    const { owner, page, save } = await proposal();
    const colleague = await makeMember({
      workspaceId: owner.member.workspaceId,
      role: "manager",
      name: "Ren Sato",
    });
    await save(1, "theirs", colleague.scope);
    expect(await save(1, "mine")).toEqual({
      kind: "conflict",
      version: 2,
      editorName: "Ren Sato",
      body: expect.objectContaining({ content: [expect.objectContaining(body("theirs").content[0])] }),
    });
    expect((await findProposal(owner.scope, page.roomId, page.id)).body).toMatchObject(body("theirs"));
  });

  test("of two saves at once exactly one wins", async () => {
    const { save } = await proposal();
    const replies = await Promise.all([save(1, "a"), save(1, "b"), save(1, "c")]);
    expect(replies.map((reply) => reply.kind).sort()).toEqual(["conflict", "conflict", "saved"]);
  });

  test("is refused to another workspace as if it did not exist, and to a rep who doesn't own the room", async () => {
    const { owner, save } = await proposal();
    await expect(save(1, "x", (await makeMember({ role: "admin" })).scope)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const colleague = await makeMember({ workspaceId: owner.member.workspaceId, role: "rep" });
    await expect(save(1, "x", colleague.scope)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("refuses what a proposal can't hold and changes nothing", async () => {
    const { owner, page } = await proposal();
    const evil = { type: "doc" as const, content: [{ type: "script" }] };
    const reply = await saveProposal(owner.scope, {
      roomId: page.roomId,
      pageId: page.id,
      version: 1,
      body: evil,
    });
    expect(reply).toEqual({ kind: "refused", reason: "unknown_part" });
    expect((await findProposal(owner.scope, page.roomId, page.id)).version).toBe(1);
  });
});

describe("pictures in a proposal", () => {
  const png = () =>
    sharp({ create: { width: 2_000, height: 10, channels: 3, background: "#888" } })
      .png()
      .toBuffer();

  test("are re-encoded, sized down and shown in their own room only", async () => {
    const { owner, page } = await proposal();
    const reply = await addProposalImage(owner.scope, page.roomId, await png());
    if (reply.kind !== "stored") throw new Error("the picture was refused");
    expect(reply).toMatchObject({ width: 1_600, height: 8 });
    const room = { workspaceId: owner.member.workspaceId, roomId: page.roomId };
    expect((await findRoomImage(room, reply.imageId)).contentType).toBe("image/webp");
    await expect(findRoomImage({ ...room, roomId: newId() }, reply.imageId)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(findImage((await makeMember()).scope, reply.imageId)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const other = await proposal();
    const stolen = await saveProposal(other.owner.scope, {
      roomId: other.page.roomId,
      pageId: other.page.id,
      version: 1,
      body: withImage(reply.imageId),
    });
    expect(stolen).toEqual({ kind: "refused", reason: "foreign" });
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["text", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")],
    ["a broken PNG", Buffer.from("89504e470d0a1a0a0000", "hex")],
  ])("are refused when they are %s", async (_name, bytes) => {
    const { owner, page } = await proposal();
    expect(await addProposalImage(owner.scope, page.roomId, bytes)).toEqual({ kind: "refused" });
  });
});
