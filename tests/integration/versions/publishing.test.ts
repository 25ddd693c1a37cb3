import { db } from "@db/client";
import { proposalVersions } from "@db/schema/proposals";
import { proposals } from "@db/schema/rooms";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { listPages } from "~/features/rooms/pages/data.server";
import { addProposalPage } from "~/features/rooms/pages/mutations.server";
import { saveProposal } from "~/features/rooms/proposals/mutations.server";
import {
  compareDraft,
  compareTexts,
  contentHash,
  findDraft,
  getVersion,
  hashOf,
  listVersions,
} from "~/features/rooms/proposals/versions/data.server";
import {
  keepVersion,
  publishProposal,
  restoreVersion,
} from "~/features/rooms/proposals/versions/mutations.server";
import { DRAFT } from "~/features/rooms/proposals/versions/utils";
import { findBuyerPage } from "~/features/sharing/buyer/data.server";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { eventsOf } from "../../support/events";
import { makeLink, makeMember, makeRoom, makeViewer, publishPage } from "../../support/factories";

const database = useDatabase();

const doc = (...texts: string[]) => ({
  type: "doc" as const,
  content: texts.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] })),
});

/** A room of a rep with an empty proposal, and a buyer in it. */
async function setUp() {
  const owner = await makeMember({ name: "Aoi Mori" });
  const room = await makeRoom(owner.scope);
  const page = await addProposalPage(owner.scope, { roomId: room.id, title: "Offer", requestKey: newId() });
  const { link } = await makeLink(owner.scope, { roomId: room.id });
  const buyer = await makeViewer(owner.scope, { link });
  const key = { roomId: room.id, pageId: page.id };
  const write = async (...texts: string[]) => {
    const { draft } = await findDraft(owner.scope, key);
    const reply = await saveProposal(owner.scope, { ...key, version: draft.version, body: doc(...texts) });
    if (reply.kind !== "saved") throw new Error(reply.kind);
    return reply.version;
  };
  const buyerReads = async () => {
    const shown = await findBuyerPage(buyer.scope, page.id);
    return shown.kind === "proposal" ? shown.version : null;
  };
  return { owner, key, write, buyerReads, buyer };
}

describe("a text from before blocks had ids", () => {
  const old = {
    type: "doc" as const,
    content: [
      { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "Offer" }] },
      { type: "bulletList", content: [{ type: "listItem", content: [{ type: "paragraph" }] }] },
    ],
  };
  /** As the editor hands back what it was given: every attribute written out, ids, a line to write on. */
  const handedBack = (id: (at: number) => string) => ({
    ...old,
    content: [
      ...old.content.map((block, at) => ({ ...block, attrs: { ...block.attrs, blockId: id(at) } })),
      { type: "paragraph", attrs: { blockId: id(9) } },
    ],
  });
  async function publishedOld() {
    const made = await setUp();
    await db.update(proposals).set({ body: old }).where(eq(proposals.pageId, made.key.pageId));
    await publishPage(made.owner.scope, made.key);
    return made;
  }

  test.each([
    ["by place", (at: number) => `b000000${at}`],
    ["anew", (at: number) => `abcdefg${at}`],
  ])("has no change after it was saved as it was, with ids given %s", async (_, id) => {
    const { owner, key } = await publishedOld();
    const version = (await findDraft(owner.scope, key)).draft.version;
    const saved = await saveProposal(owner.scope, { ...key, version, body: handedBack(id) });
    expect(saved.kind).toBe("saved");
    expect((await findDraft(owner.scope, key)).publishing.state).toBe("published");
    const before = (await listVersions(owner.scope, key)).length;
    await publishPage(owner.scope, key);
    expect(await listVersions(owner.scope, key)).toHaveLength(before);
  });

  test("has one as soon as a word, a level or a block is another one", async () => {
    const { owner, key } = await publishedOld();
    const [heading, list, line] = handedBack((at) => `b000000${at}`).content;
    const others = [
      [{ ...heading, content: [{ type: "text", text: "Offers" }] }, list, line],
      [{ ...heading, attrs: { level: 3, blockId: "b0000000" } }, list, line],
      [list, heading, line],
      [heading, list, { ...line, content: [{ type: "text", text: "More" }] }],
      [heading, line],
    ];
    for (const content of others) {
      const { version } = (await findDraft(owner.scope, key)).draft;
      const body = { type: "doc" as const, content };
      expect((await saveProposal(owner.scope, { ...key, version, body })).kind).toBe("saved");
      expect((await findDraft(owner.scope, key)).publishing.state).toBe("changed");
    }
  });
});

describe("publishing", () => {
  test("buyers read nothing of a proposal that was never published, and the draft never", async () => {
    const { owner, key, write, buyerReads } = await setUp();
    await write("first words");
    expect(await buyerReads()).toBeNull();
    expect((await findDraft(owner.scope, key)).publishing).toMatchObject({
      state: "never",
      shownNumber: null,
    });

    await publishPage(owner.scope, key);
    await write("second words");
    expect(JSON.stringify(await buyerReads())).toContain("first words");
    expect(JSON.stringify(await buyerReads())).not.toContain("second words");
    expect((await findDraft(owner.scope, key)).publishing).toMatchObject({
      state: "changed",
      shownNumber: 1,
    });
  });

  test("a text that is written back to what is published counts as published", async () => {
    const { owner, key, write } = await setUp();
    await write("words");
    const before = (await findDraft(owner.scope, key)).draft.body;
    await publishPage(owner.scope, key);
    await write("other words");
    const { draft } = await findDraft(owner.scope, key);
    await saveProposal(owner.scope, { ...key, version: draft.version, body: before });
    expect((await findDraft(owner.scope, key)).publishing.state).toBe("published");
  });

  test("publishing what somebody else changed meanwhile is refused and changes nothing", async () => {
    const { owner, key, write, buyerReads } = await setUp();
    const seen = await write("seen");
    await write("unseen");
    expect(await publishProposal(owner.scope, { ...key, draft: seen, note: null })).toEqual({
      kind: "stale",
    });
    expect(await buyerReads()).toBeNull();
    expect(await eventsOf(owner.scope, "proposal.published")).toEqual([]);
  });

  test("pressed twice at once publishes one version and records one event", async () => {
    const { owner, key, write } = await setUp();
    const draft = await write("words");
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => publishProposal(owner.scope, { ...key, draft, note: "Go" })),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await listVersions(owner.scope, key)).toMatchObject([
      { number: 1, kind: "published", note: "Go", authorName: "Aoi Mori", isShown: true },
    ]);
    expect(await eventsOf(owner.scope, "proposal.published")).toHaveLength(1);
  });

  test("is for who may change the room's pages, and another workspace finds nothing", async () => {
    const { owner, key, write } = await setUp();
    const draft = await write("words");
    const colleague = await makeMember({ workspaceId: owner.member.workspaceId });
    const stranger = await makeMember({ role: "admin" });
    const wish = { ...key, draft, note: null };
    await expect(publishProposal(colleague.scope, wish)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(publishProposal(stranger.scope, wish)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(findDraft(stranger.scope, key)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(listVersions(stranger.scope, key)).resolves.toEqual([]);
  });

  test("the hash is the same however the database orders the keys", async () => {
    const { owner, key, write } = await setUp();
    await write("words");
    const versionId = await publishPage(owner.scope, key);
    const version = await getVersion(owner.scope, key, versionId);
    expect(version.contentHash).toBe(contentHash(version.body));
    expect(version.contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf({ ...version, contentHash: "" })).toBe(version.contentHash);
  });

  test("a version can't be changed afterwards, not even by the database's owner", async () => {
    const { owner, key, write } = await setUp();
    await write("words");
    const versionId = await publishPage(owner.scope, key);
    await expect(
      database.current.raw(`UPDATE proposal_versions SET title = 'x' WHERE id = '${versionId}'`),
    ).rejects.toThrow(/for good/);
  });
});

describe("versions", () => {
  test("a kept state has a name, and buyers go on reading what is published", async () => {
    const { owner, key, write, buyerReads } = await setUp();
    await write("one");
    await publishPage(owner.scope, key);
    await write("two");
    const requestKey = newId();
    const wish = { ...key, note: "Before legal", requestKey };
    const [kept] = await Promise.all([keepVersion(owner.scope, wish), keepVersion(owner.scope, wish)]);
    expect(kept).toMatchObject({ number: 2, kind: "kept", note: "Before legal" });
    expect(await listVersions(owner.scope, key)).toMatchObject([{ number: 2 }, { number: 1, isShown: true }]);
    expect((await buyerReads())?.number).toBe(1);
  });

  test("restoring keeps what was there, and taking it back brings every word again", async () => {
    const { owner, key, write, buyerReads } = await setUp();
    await write("one");
    const first = await publishPage(owner.scope, key);
    await write("two");
    const before = (await findDraft(owner.scope, key)).draft.body;

    const restored = await restoreVersion(owner.scope, { ...key, versionId: first, requestKey: newId() });
    if (restored.kind !== "restored") throw new Error(restored.kind);
    expect((await findDraft(owner.scope, key)).publishing.state).toBe("published");
    expect((await buyerReads())?.number).toBe(1);
    expect(await listVersions(owner.scope, key)).toMatchObject([{ number: 2, kind: "kept" }, { number: 1 }]);

    await restoreVersion(owner.scope, { ...key, versionId: restored.undoId, requestKey: newId() });
    expect((await findDraft(owner.scope, key)).draft.body).toEqual(before);
  });

  test("restoring twice with one key makes one kept version", async () => {
    const { owner, key, write } = await setUp();
    await write("one");
    const first = await publishPage(owner.scope, key);
    await write("two");
    const wish = { ...key, versionId: first, requestKey: newId() };
    const replies = await Promise.all([restoreVersion(owner.scope, wish), restoreVersion(owner.scope, wish)]);
    expect(replies[0]).toEqual(replies[1]);
    expect(await listVersions(owner.scope, key)).toHaveLength(2);
  });

  test("a version of another page is not found", async () => {
    const { owner, key, write } = await setUp();
    const other = await setUp();
    await write("one");
    await other.write("theirs");
    const foreign = await publishPage(other.owner.scope, other.key);
    const wish = { ...key, versionId: foreign, requestKey: newId() };
    await expect(restoreVersion(owner.scope, wish)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getVersion(owner.scope, key, foreign)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("a text that today's editor doesn't know is refused and stays readable", async () => {
    const { owner, key, write } = await setUp();
    await write("one");
    const version = { kind: "published" as const, title: "Offer", sectionCount: 1, createdAt: new Date() };
    const old = { id: newId(), workspaceId: owner.member.workspaceId, pageId: key.pageId, number: 9 };
    const body = { type: "doc" as const, content: [{ type: "hologram", attrs: { caption: "A ship" } }] };
    await db.insert(proposalVersions).values({ ...old, ...version, body });
    const wish = { ...key, versionId: old.id, requestKey: newId() };
    expect(await restoreVersion(owner.scope, wish)).toEqual({ kind: "refused" });
    const entries = await compareTexts(owner.scope, key, { from: DRAFT, to: old.id, language: "en" });
    expect(JSON.stringify(entries)).toContain("A ship");
  });

  test("an archived page rests as it is", async () => {
    const { owner, key, write } = await setUp();
    const draft = await write("one");
    const { pages } = await import("@db/schema/rooms");
    await db.update(pages).set({ archivedAt: new Date() }).where(eq(pages.id, key.pageId));
    await expect(publishProposal(owner.scope, { ...key, draft, note: null })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await listPages(owner.scope, { roomId: key.roomId })).toEqual([]);
  });

  test("a first version from before publishing existed is shown by the page's own id", async () => {
    const { owner, key, write, buyerReads } = await setUp();
    await write("old words");
    const { draft } = await findDraft(owner.scope, key);
    const id = `${key.pageId}.1`;
    await db.insert(proposalVersions).values({
      id,
      workspaceId: owner.member.workspaceId,
      pageId: key.pageId,
      number: 1,
      kind: "published",
      title: "Offer",
      body: draft.body,
      sectionCount: 1,
      createdAt: new Date(),
    });
    await db.update(proposals).set({ publishedVersionId: id }).where(eq(proposals.pageId, key.pageId));
    expect((await findDraft(owner.scope, key)).publishing.state).toBe("published");
    expect((await buyerReads())?.id).toBe(id);
    expect((await compareDraft(owner.scope, key, "en")).entries.every(({ kind }) => kind === "same")).toBe(
      true,
    );
  });
});
