import { db } from "@db/client";
import { accounts, contacts, deals, merges } from "@db/schema/accounts";
import { events } from "@db/schema/activity";
import { documents } from "@db/schema/library";
import { pages, proposalImages, rooms } from "@db/schema/rooms";
import { shareLinks, viewers } from "@db/schema/sharing";
import { attentionDaily, spans, views, visits } from "@db/schema/tracking";
import { favourites, recents } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { getDoomed } from "~/features/accounts/deleting/data.server";
import { removeFiles } from "~/features/accounts/deleting/jobs.server";
import { deleteForGood } from "~/features/accounts/deleting/mutations.server";
import type { Target } from "~/features/accounts/deleting/schema";
import { reassignPerson } from "~/features/tracking/persons.server";
import { rebuild } from "~/features/tracking/rebuild.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { storage } from "~/platform/storage.server";
import { useDatabase } from "../../support/database";
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
} from "../../support/factories";
import { ingestOne, readingOf, START_MS, tokenFor, totals } from "../tracking/support";

useDatabase();
registerJob(removeFiles);
beforeEach(() => setClock(() => START_MS + 20_000));
afterEach(() => setClock(null));

async function makeHouse() {
  const { scope, member } = await makeMember();
  const account = await makeAccount(scope, { name: "Hinoki Foods" });
  const contact = await makeContact(scope, {
    accountId: account.id,
    name: "Ren Sato",
    email: `ren-${account.id}@hinoki.example`,
  });
  const deal = await makeDeal(scope, { accountId: account.id, name: "Cold chain" });
  const room = await makeRoom(scope, { dealId: deal.id, name: "Cold room" });
  const { document } = await makeDocument(scope);
  const page = await makePage(scope, { roomId: room.id, documentId: document.id });
  const { link } = await makeLink(scope, { roomId: room.id });
  const { viewer } = await makeViewer(scope, {
    link,
    contactId: contact.id,
    email: contact.email,
    identity: "verified",
  });
  const place = { scope, room, link, pages: [page], page, viewerId: viewer.id };
  await ingestOne(readingOf(tokenFor(place), { 1: 4_000 }));
  const fileKey = `images/${room.id}.png`;
  await storage().put(fileKey, new TextEncoder().encode("png"));
  const image = { contentType: "image/png" as const, width: 1, height: 1, createdAt: new Date() };
  await db
    .insert(proposalImages)
    .values({ id: newId(), workspaceId: scope.workspaceId, roomId: room.id, fileKey, ...image });
  const mine = { workspaceId: scope.workspaceId, memberId: member.id };
  await db.insert(recents).values({ ...mine, kind: "deal", targetId: deal.id, at: new Date() });
  await db.insert(favourites).values({ ...mine, kind: "room", targetId: room.id, createdAt: new Date() });
  return { scope, member, account, contact, deal, room, document, page, link, viewer, fileKey };
}

const go = (scope: WorkspaceScope, target: Target, confirmation: string) =>
  deleteForGood(scope, { target, confirmation }, reassignPerson);

describe("an account deleted for good", () => {
  test("first says all that hangs on it", async () => {
    const { scope, account } = await makeHouse();
    expect(await getDoomed(scope, { kind: "account", accountId: account.id })).toMatchObject({
      name: "Hinoki Foods",
      deals: { count: 1, names: ["Cold chain"] },
      rooms: { count: 1, names: ["Cold room"] },
      contacts: { count: 1, names: ["Ren Sato"] },
      links: 1,
      visits: 1,
      tasks: 0,
      answers: 0,
      messages: 0,
      files: 0,
      comments: 0,
      acceptances: 0,
      colleaguesOwn: 0,
    });
  });

  test("takes it along, keeps documents and the record, and removes its files", async () => {
    const { scope, account, deal, room, document, link, viewer, fileKey } = await makeHouse();
    const target = { kind: "account", accountId: account.id } as const;
    expect(await go(scope, target, "Hinoki")).toEqual({ ok: false, reason: "name" });
    expect(await db.$count(accounts, eq(accounts.id, account.id))).toBe(1);
    expect(await go(scope, target, " Hinoki Foods ")).toEqual({ ok: true });
    const left = await Promise.all([
      db.$count(accounts, eq(accounts.id, account.id)),
      db.$count(contacts, eq(contacts.accountId, account.id)),
      db.$count(deals, eq(deals.id, deal.id)),
      db.$count(rooms, eq(rooms.id, room.id)),
      db.$count(pages, eq(pages.roomId, room.id)),
      db.$count(shareLinks, eq(shareLinks.id, link.id)),
      db.$count(viewers, eq(viewers.id, viewer.id)),
      db.$count(visits, eq(visits.roomId, room.id)),
      db.$count(views, eq(views.roomId, room.id)),
      db.$count(attentionDaily, eq(attentionDaily.roomId, room.id)),
      db.$count(recents, eq(recents.targetId, deal.id)),
      db.$count(favourites, eq(favourites.targetId, room.id)),
    ]);
    expect(left).toEqual(left.map(() => 0));
    expect(await db.$count(documents, eq(documents.id, document.id))).toBe(1);
    expect(await db.$count(events, eq(events.accountId, account.id))).toBeGreaterThan(0);
    await runDueJobs();
    expect(await storage().stat(fileKey)).toBeNull();
  });

  test("is an owner's right only while nothing of a colleague hangs on it, and always an admin's", async () => {
    const { scope, account } = await makeHouse();
    const { workspaceId } = scope;
    const colleague = await makeMember({ workspaceId });
    const target = { kind: "account", accountId: account.id } as const;
    await expect(go(colleague.scope, target, "Hinoki Foods")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await makeDeal(colleague.scope, { accountId: account.id });
    await expect(go(scope, target, "Hinoki Foods")).rejects.toMatchObject({ code: "FORBIDDEN" });
    const manager = await makeMember({ workspaceId, role: "manager" });
    await expect(go(manager.scope, target, "Hinoki Foods")).rejects.toMatchObject({ code: "FORBIDDEN" });
    const stranger = await makeMember({ role: "admin" });
    await expect(go(stranger.scope, target, "Hinoki Foods")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const admin = await makeMember({ workspaceId, role: "admin" });
    expect(await go(admin.scope, target, "Hinoki Foods")).toEqual({ ok: true });
  });
});

describe("a contact deleted for good", () => {
  test("leaves what was read true, as that of an address, and a merge keeps no texts of it", async () => {
    const { scope, member, account, contact, viewer } = await makeHouse();
    const merge = {
      id: newId(),
      workspaceId: scope.workspaceId,
      memberId: member.id,
      kind: "contact" as const,
    };
    await db
      .insert(merges)
      .values({ ...merge, keptId: newId(), goneId: contact.id, before: { name: "Ren" }, at: new Date() });
    const target = { kind: "contact", accountId: account.id, contactId: contact.id } as const;
    expect(await getDoomed(scope, target)).toMatchObject({
      visits: 1,
      deals: { count: 0 },
      rooms: { count: 0 },
    });
    const before = await totals();
    expect(await go(scope, target, "Ren Sato")).toEqual({ ok: true });
    const [visit] = await db.select().from(visits).where(eq(visits.viewerId, viewer.id));
    expect(visit?.personKey).toBe(viewer.id);
    const after = await totals();
    expect(after.attention.map(({ activeMs }) => activeMs)).toEqual(
      before.attention.map(({ activeMs }) => activeMs),
    );
    await rebuild();
    expect(await totals()).toEqual(after);
    expect((await db.select().from(merges).where(eq(merges.id, merge.id)))[0]?.before).toEqual({});
  });
});

test("a deal goes with its rooms, a room by itself; each leaves a record on the account", async () => {
  const { scope, account, deal, room } = await makeHouse();
  const second = await makeRoom(scope, { dealId: deal.id, name: "Second" });
  expect(await go(scope, { kind: "room", roomId: second.id }, "Second")).toEqual({ ok: true });
  expect(await db.$count(deals, eq(deals.id, deal.id))).toBe(1);
  expect(await go(scope, { kind: "deal", dealId: deal.id }, "Cold chain")).toEqual({ ok: true });
  expect(await db.$count(rooms, eq(rooms.id, room.id))).toBe(0);
  expect(await db.$count(spans)).toBeGreaterThanOrEqual(0);
  const types = (await db.select().from(events).where(eq(events.accountId, account.id))).map(
    ({ type }) => type,
  );
  expect(types).toEqual(expect.arrayContaining(["room.deleted", "deal.deleted"]));
});
