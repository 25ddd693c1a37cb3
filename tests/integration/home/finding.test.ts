import { db } from "@db/client";
import { accounts, contacts, deals } from "@db/schema/accounts";
import { documents } from "@db/schema/library";
import { rooms } from "@db/schema/rooms";
import { favourites, recents } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAccount } from "~/features/accounts/mutations.server";
import { listFavourites, MAX_FAVOURITES } from "~/features/home/favourites/data.server";
import { addFavourite, removeFavourite } from "~/features/home/favourites/mutations.server";
import { searchEverything } from "~/features/home/palette/data.server";
import { listRecents } from "~/features/home/recents/data.server";
import { rememberOpened } from "~/features/home/recents/mutations.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { foldText } from "~/platform/text";
import { useDatabase } from "../../support/database";
import {
  makeAccount,
  makeContact,
  makeDeal,
  makeDocument,
  makeMember,
  makeRoom,
} from "../../support/factories";

useDatabase();

let atMs = Date.parse("2026-03-15T03:00:00Z");
beforeEach(() => setClock(() => ++atMs));
afterEach(() => setClock(null));

const folded = (...texts: string[]) => texts.map(foldText).join("\n");

/** One of everything, each with a name of its own, as the verbs would fold it. */
async function makeHouse() {
  const { scope } = await makeMember();
  const name = "檜食品株式会社";
  const account = await makeAccount(scope, {
    name,
    reading: "ひのきしょくひん",
    searchText: folded(name, "ひのきしょくひん"),
  });
  const contact = await makeContact(scope, {
    accountId: account.id,
    name: "Ren Sato",
    email: `ren.${account.id}@hinoki.example`,
    searchText: folded("Ren Sato", `ren.${account.id}@hinoki.example`),
  });
  const deal = await makeDeal(scope, {
    accountId: account.id,
    name: "冷凍倉庫",
    searchText: folded("冷凍倉庫"),
  });
  const room = await makeRoom(scope, {
    dealId: deal.id,
    name: "Ｃold Chain 提案",
    searchText: folded("Ｃold Chain 提案"),
  });
  const { document } = await makeDocument(scope, { title: "カタログ 2026" });
  return { scope, account, contact, deal, room, document };
}

const find = async (scope: WorkspaceScope, term: string, language: "ja" | "en" = "ja") =>
  (await searchEverything(scope, { term, language })).hits.map(({ group, title }) => `${group} ${title}`);

describe("the search", () => {
  test("finds every kind by its name, whatever the width, case or kana", async () => {
    const { scope } = await makeHouse();
    expect(await find(scope, "cold chain")).toEqual(["room Ｃold Chain 提案"]);
    expect(await find(scope, "ＣＯＬＤ")).toEqual(["room Ｃold Chain 提案"]);
    expect(await find(scope, "かたろぐ")).toEqual(["document カタログ 2026"]);
    expect(await find(scope, "sato ren")).toEqual(["contact Ren Sato"]);
    expect(await find(scope, "冷凍")).toContain("deal 冷凍倉庫");
  });

  test("finds an account by its reading, and what belongs to it after it", async () => {
    const { scope } = await makeHouse();
    expect(await find(scope, "ヒノキ")).toEqual([
      "room Ｃold Chain 提案",
      "account 檜食品株式会社",
      "contact Ren Sato",
      "deal 冷凍倉庫",
    ]);
    const { hits } = await searchEverything(scope, { term: "ひのき", language: "ja" });
    expect(hits.toSorted((a, b) => b.rank - a.rank)[0]?.group).toBe("account");
  });

  test("finds what the verbs have stored", async () => {
    const { scope } = await makeMember();
    await createAccount(scope, {
      requestKey: newId(),
      name: "Kaede",
      reading: "かえで",
      domain: "kaede.example",
      notes: null,
    });
    expect(await find(scope, "kaede.ex")).toContain("account Kaede");
    expect(await find(scope, "カエデ")).toEqual(["account Kaede"]);
  });

  test("says nothing of what is archived, nor of another workspace", async () => {
    const { scope, ...house } = await makeHouse();
    const stranger = await makeMember({ role: "admin" });
    for (const term of ["cold", "ひのき", "sato", "冷凍", "かたろぐ"])
      expect(await find(stranger.scope, term)).toEqual([]);
    const archivedAt = new Date();
    await db.update(accounts).set({ archivedAt }).where(eq(accounts.id, house.account.id));
    await db.update(contacts).set({ archivedAt }).where(eq(contacts.id, house.contact.id));
    await db.update(deals).set({ archivedAt }).where(eq(deals.id, house.deal.id));
    await db.update(rooms).set({ archivedAt }).where(eq(rooms.id, house.room.id));
    await db.update(documents).set({ archivedAt }).where(eq(documents.id, house.document.id));
    for (const term of ["cold", "ひのき", "sato", "冷凍", "かたろぐ"])
      expect(await find(scope, term)).toEqual([]);
  });

  test("signs of a pattern mean themselves", async () => {
    const { scope } = await makeHouse();
    for (const term of ["%", "_", "'", "\\", ".*"]) expect(await find(scope, term)).toEqual([]);
  });

  test("names only the settings that the role may open", async () => {
    const { member } = await makeMember();
    const admin = await makeMember({ workspaceId: member.workspaceId, role: "admin" });
    const rep = await makeMember({ workspaceId: member.workspaceId });
    expect((await find(admin.scope, "smtp", "en")).length).toBeGreaterThan(0);
    expect(await find(rep.scope, "smtp", "en")).toEqual([]);
  });
});

describe("what was opened lately", () => {
  test("is told by whoever opened it, the latest first, each once", async () => {
    const { scope, room, account, deal } = await makeHouse();
    for (const thing of [
      { kind: "room" as const, id: room.id },
      { kind: "account" as const, id: account.id },
      { kind: "room" as const, id: room.id },
      { kind: "deal" as const, id: deal.id },
    ]) {
      await rememberOpened(scope, thing);
    }
    expect((await listRecents(scope)).map(({ kind }) => kind)).toEqual(["deal", "room", "account"]);
    const colleague = await makeMember({ workspaceId: scope.workspaceId });
    expect(await listRecents(colleague.scope)).toEqual([]);
    expect(await find(scope, "")).toEqual([
      "recent 冷凍倉庫",
      "recent Ｃold Chain 提案",
      "recent 檜食品株式会社",
    ]);
  });

  test("leaves out what was archived since", async () => {
    const { scope, room } = await makeHouse();
    await rememberOpened(scope, { kind: "room", id: room.id });
    await db.update(rooms).set({ archivedAt: new Date() }).where(eq(rooms.id, room.id));
    expect(await listRecents(scope)).toEqual([]);
  });

  test("keeps nothing of another workspace, and not more than a person could want back", async () => {
    const { scope, account, room } = await makeHouse();
    const stranger = await makeMember();
    await expect(rememberOpened(stranger.scope, { kind: "room", id: room.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(rememberOpened(scope, { kind: "deal", id: room.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    for (let n = 0; n < 55; n++) {
      const { id } = await makeContact(scope, { accountId: account.id });
      await rememberOpened(scope, { kind: "contact", id });
    }
    expect(await db.$count(recents, eq(recents.memberId, scope.memberId))).toBe(50);
  });
});

describe("favourites", () => {
  test("stand in the order in which they were marked, and go when they are taken back", async () => {
    const { scope, room, document } = await makeHouse();
    await addFavourite(scope, { kind: "document", id: document.id });
    await addFavourite(scope, { kind: "room", id: room.id });
    await addFavourite(scope, { kind: "room", id: room.id });
    expect((await listFavourites(scope)).map(({ kind }) => kind)).toEqual(["document", "room"]);
    await rememberOpened(scope, { kind: "room", id: room.id });
    expect(await find(scope, "")).toEqual(["favourite カタログ 2026", "favourite Ｃold Chain 提案"]);
    await removeFavourite(scope, { kind: "document", id: document.id });
    expect((await listFavourites(scope)).map(({ kind }) => kind)).toEqual(["room"]);
  });

  test("belong to one member, who marks only what the workspace has", async () => {
    const { scope, room } = await makeHouse();
    await addFavourite(scope, { kind: "room", id: room.id });
    const colleague = await makeMember({ workspaceId: scope.workspaceId });
    expect(await listFavourites(colleague.scope)).toEqual([]);
    await removeFavourite(colleague.scope, { kind: "room", id: room.id });
    expect(await listFavourites(scope)).toHaveLength(1);
    const stranger = await makeMember();
    await expect(addFavourite(stranger.scope, { kind: "room", id: room.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("end where the side list would", async () => {
    const { scope, account, room } = await makeHouse();
    for (let n = 0; n < MAX_FAVOURITES; n++) {
      const { id } = await makeContact(scope, { accountId: account.id });
      await addFavourite(scope, { kind: "contact", id });
    }
    await expect(addFavourite(scope, { kind: "room", id: room.id })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect(await db.$count(favourites, eq(favourites.memberId, scope.memberId))).toBe(MAX_FAVOURITES);
  });
});
