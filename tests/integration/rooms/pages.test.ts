import { db } from "@db/client";
import { proposals } from "@db/schema/rooms";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getRoom } from "~/features/rooms/data.server";
import { getPage, listDocumentChoices, listPages } from "~/features/rooms/pages/data.server";
import {
  addDocumentPage,
  addProposalPage,
  archivePage,
  movePage,
  renamePage,
  replaceDocument,
  restorePage,
} from "~/features/rooms/pages/mutations.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { eventsOf, eventTypes } from "../../support/events";
import { makeDocument, makeDocumentVersion, makeMember, makePage, makeRoom } from "../../support/factories";

useDatabase();

async function makeOrderedRoom(scope: WorkspaceScope, titles: string[]) {
  const room = await makeRoom(scope);
  const ids = new Map<string, string>();
  for (const [index, title] of titles.entries()) {
    const page = await makePage(scope, {
      roomId: room.id,
      title,
      kind: "proposal",
      position: (index + 1) * 10,
    });
    ids.set(title, page.id);
  }
  return { roomId: room.id, idOf: (title: string) => ids.get(title) ?? "" };
}

const titlesOf = async (scope: WorkspaceScope, roomId: string) =>
  (await listPages(scope, { roomId })).map((page) => page.title);

describe("adding a page", () => {
  test("puts a document at the end under its title and touches the room", async () => {
    const { scope } = await makeMember();
    const { roomId } = await makeOrderedRoom(scope, ["first"]);
    const before = await getRoom(scope, roomId);
    const { document, version } = await makeDocument(scope, { title: "Price list" });
    const page = await addDocumentPage(scope, { roomId, documentId: document.id, requestKey: newId() });
    expect(await titlesOf(scope, roomId)).toEqual(["first", "Price list"]);
    expect(await getPage(scope, { roomId, pageId: page.id })).toMatchObject({
      kind: "document",
      newest: { id: version?.id },
      shown: { id: version?.id },
    });
    expect(await eventsOf(scope)).toMatchObject([{ type: "page.added", roomId, data: { pageId: page.id } }]);
    const after = await getRoom(scope, roomId);
    expect(after.updatedAt.getTime()).toBeGreaterThan(before.updatedAt.getTime());
    expect(after.version).toBe(before.version);
  });

  test("puts an empty proposal at the end", async () => {
    const { scope } = await makeMember();
    const { id: roomId } = await makeRoom(scope);
    const page = await addProposalPage(scope, { roomId, title: "ご提案", requestKey: newId() });
    const [proposal] = await db.select().from(proposals).where(eq(proposals.pageId, page.id));
    expect(proposal).toMatchObject({ version: 1, body: { type: "doc" }, updatedById: scope.memberId });
  });

  test("happens once though the request comes twice at once", async () => {
    const { scope } = await makeMember();
    const { id: roomId } = await makeRoom(scope);
    const { document } = await makeDocument(scope);
    const input = { roomId, documentId: document.id, requestKey: newId() };
    await Promise.all([addDocumentPage(scope, input), addDocumentPage(scope, input)]);
    const proposal = { roomId, title: "Once", requestKey: newId() };
    await Promise.all([addProposalPage(scope, proposal), addProposalPage(scope, proposal)]);
    expect(await titlesOf(scope, roomId)).toEqual(["Price list", "Once"]);
    expect(await eventTypes(scope)).toEqual(["page.added", "page.added"]);
  });

  test("two added at once get places of their own", async () => {
    const { scope } = await makeMember();
    const { id: roomId } = await makeRoom(scope);
    const titles = ["a", "b", "c", "d"];
    await Promise.all(titles.map((title) => addProposalPage(scope, { roomId, title, requestKey: newId() })));
    const positions = (await listPages(scope, { roomId })).map((page) => page.position);
    expect(positions).toEqual([10, 20, 30, 40]);
  });

  test("refuses another workspace's document, an archived one and an archived room", async () => {
    const { scope } = await makeMember();
    const { id: roomId } = await makeRoom(scope);
    const { document: foreign } = await makeDocument((await makeMember()).scope);
    const intrusion = addDocumentPage(scope, { roomId, documentId: foreign.id, requestKey: newId() });
    await expect(intrusion).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { id: archived } = await makeRoom(scope, { archivedAt: new Date() });
    const late = addProposalPage(scope, { roomId: archived, title: "Late", requestKey: newId() });
    await expect(late).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await listDocumentChoices(scope)).toEqual([]);
  });
});

describe("moving a page", () => {
  test.each([
    ["c", "a", ["c", "a", "b", "d"]],
    ["a", "d", ["b", "c", "a", "d"]],
    ["a", null, ["b", "c", "d", "a"]],
    ["d", "b", ["a", "d", "b", "c"]],
  ])("%s before %s gives %j, and asking again changes nothing", async (title, before, order) => {
    const { scope } = await makeMember();
    const { roomId, idOf } = await makeOrderedRoom(scope, ["a", "b", "c", "d"]);
    const move = { roomId, pageId: idOf(title), before: before && idOf(before) };
    await movePage(scope, move);
    await movePage(scope, move);
    expect(await titlesOf(scope, roomId)).toEqual(order);
    expect(await eventTypes(scope)).toEqual(["page.moved"]);
  });

  test("at the same time as a colleague keeps every page once and both wishes", async () => {
    const { scope } = await makeMember();
    const { roomId, idOf } = await makeOrderedRoom(scope, ["a", "b", "c", "d"]);
    await Promise.all([
      movePage(scope, { roomId, pageId: idOf("d"), before: idOf("a") }),
      movePage(scope, { roomId, pageId: idOf("b"), before: null }),
    ]);
    expect(await titlesOf(scope, roomId)).toEqual(["d", "a", "c", "b"]);
  });

  test("before a page that is gone is a conflict, and of an archived page not found", async () => {
    const { scope } = await makeMember();
    const { roomId, idOf } = await makeOrderedRoom(scope, ["a", "b", "c"]);
    await archivePage(scope, { roomId, pageId: idOf("b") });
    const beforeGone = movePage(scope, { roomId, pageId: idOf("c"), before: idOf("b") });
    await expect(beforeGone).rejects.toMatchObject({ code: "CONFLICT" });
    const gone = movePage(scope, { roomId, pageId: idOf("b"), before: null });
    await expect(gone).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await titlesOf(scope, roomId)).toEqual(["a", "c"]);
  });
});

test("renaming is refused when a colleague renamed it meanwhile", async () => {
  const { scope } = await makeMember();
  const { roomId, idOf } = await makeOrderedRoom(scope, ["old"]);
  const key = { roomId, pageId: idOf("old") };
  expect(await renamePage(scope, { ...key, title: "new", seenTitle: "old" })).toMatchObject({ ok: true });
  expect(await renamePage(scope, { ...key, title: "new", seenTitle: "old" })).toMatchObject({ ok: true });
  expect(await renamePage(scope, { ...key, title: "other", seenTitle: "old" })).toMatchObject({
    ok: false,
    current: { title: "new" },
  });
  expect(await eventTypes(scope)).toEqual(["page.renamed"]);
});

test("an archived page leaves the room and comes back to its place", async () => {
  const { scope } = await makeMember();
  const { roomId, idOf } = await makeOrderedRoom(scope, ["a", "b", "c"]);
  const key = { roomId, pageId: idOf("b") };
  for (let times = 0; times < 2; times++) await archivePage(scope, key);
  expect(await titlesOf(scope, roomId)).toEqual(["a", "c"]);
  expect(await listPages(scope, { roomId, archived: true })).toMatchObject([{ title: "b" }]);
  for (let times = 0; times < 2; times++) await restorePage(scope, key);
  expect(await titlesOf(scope, roomId)).toEqual(["a", "b", "c"]);
  expect(await eventTypes(scope)).toEqual(["page.archived", "page.restored"]);
});

test("readers see the newest ready version, members also learn what became of the newest", async () => {
  const { scope } = await makeMember();
  const { document, version } = await makeDocument(scope);
  const failed = {
    documentId: document.id,
    number: 2,
    state: "failed",
    failure: "broken",
    pageCount: null,
  } as const;
  const second = await makeDocumentVersion(scope, failed);
  const page = await makePage(scope, { documentId: document.id });
  expect(await getPage(scope, { roomId: page.roomId, pageId: page.id })).toMatchObject({
    newest: { id: second.id, failure: "broken" },
    shown: { id: version?.id },
  });
});

describe("replacing the document of a page", () => {
  test("shows the other document and records it once", async () => {
    const { scope } = await makeMember();
    const page = await makePage(scope);
    const key = { roomId: page.roomId, pageId: page.id };
    const { document, version } = await makeDocument(scope);
    for (let times = 0; times < 2; times++) await replaceDocument(scope, { ...key, documentId: document.id });
    expect(await getPage(scope, key)).toMatchObject({ shown: { id: version?.id }, title: page.title });
    expect(await eventTypes(scope)).toEqual(["page.document_replaced"]);
  });

  test("is not for proposals, nor with a foreign document", async () => {
    const { scope } = await makeMember();
    const proposal = await makePage(scope, { kind: "proposal" });
    const page = await makePage(scope);
    const { document } = await makeDocument(scope);
    const { document: foreign } = await makeDocument((await makeMember()).scope);
    const wrongKind = { roomId: proposal.roomId, pageId: proposal.id, documentId: document.id };
    await expect(replaceDocument(scope, wrongKind)).rejects.toMatchObject({ code: "INVALID" });
    const intrusion = { roomId: page.roomId, pageId: page.id, documentId: foreign.id };
    await expect(replaceDocument(scope, intrusion)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

const verbs = (scope: WorkspaceScope, key: { roomId: string; pageId: string }, documentId: string) => [
  () => addDocumentPage(scope, { roomId: key.roomId, documentId, requestKey: newId() }),
  () => addProposalPage(scope, { roomId: key.roomId, title: "x", requestKey: newId() }),
  () => renamePage(scope, { ...key, title: "x", seenTitle: "Prices" }),
  () => movePage(scope, { ...key, before: null }),
  () => replaceDocument(scope, { ...key, documentId }),
  () => archivePage(scope, key),
  () => restorePage(scope, key),
];

test("a page is found only through its own room and workspace", async () => {
  const { scope: strange } = await makeMember();
  const foreign = await makePage(strange);
  const { scope } = await makeMember({ role: "admin" });
  const { document } = await makeDocument(scope);
  const own = await makeRoom(scope);
  const foreignKey = { roomId: foreign.roomId, pageId: foreign.id };
  for (const attempt of [() => getPage(scope, foreignKey), ...verbs(scope, foreignKey, document.id)]) {
    await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  const crossed = { roomId: own.id, pageId: foreign.id };
  for (const attempt of [() => getPage(scope, crossed), ...verbs(scope, crossed, document.id).slice(2)]) {
    await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  expect(await listPages(scope, { roomId: foreign.roomId })).toEqual([]);
  expect(await getPage(strange, foreignKey)).toMatchObject({ title: "Prices", archivedAt: null });
});

test("a rep may not change the pages of a colleague's room", async () => {
  const { scope: owner } = await makeMember();
  const { scope: rep } = await makeMember({ workspaceId: owner.workspaceId });
  const page = await makePage(owner);
  const { document } = await makeDocument(rep);
  for (const attempt of verbs(rep, { roomId: page.roomId, pageId: page.id }, document.id)) {
    await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  expect(await eventTypes(owner)).toEqual([]);
});
