import { db } from "@db/client";
import { accounts, contacts, deals } from "@db/schema/accounts";
import { viewers } from "@db/schema/sharing";
import { attentionDaily } from "@db/schema/tracking";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listMerges, listPossibleTwins } from "~/features/accounts/merging/data.server";
import { mergeAccounts, unmergeAccounts } from "~/features/accounts/merging/mutations.server";
import { accountKeys } from "~/features/accounts/utils";
import { listAccountTimeline } from "~/features/activity/data.server";
import { reassignPerson } from "~/features/tracking/persons.server";
import { rebuild } from "~/features/tracking/rebuild.server";
import { setClock } from "~/platform/clock.server";
import { useDatabase } from "../../support/database";
import {
  makeAccount,
  makeContact,
  makeDeal,
  makeLink,
  makeMember,
  makePage,
  makeRoom,
  makeViewer,
} from "../../support/factories";
import { ingestOne, readingOf, START_MS, tokenFor, totals } from "../tracking/support";

useDatabase();
beforeEach(() => setClock(() => START_MS + 20_000));
afterEach(() => setClock(null));

const SIDES = { name: "this", reading: "other", domain: "other", notes: "this", ownerId: "this" } as const;

/** One company twice: its deal and room under one entry, a person who read there known under the other. */
async function makeTwins() {
  const { scope } = await makeMember();
  const here = await makeAccount(scope, { name: "Hinoki Foods", notes: "big" });
  const other = await makeAccount(scope, {
    name: "ヒノキ食品",
    reading: "ひのきしょくひん",
    domain: "hinoki.example",
  });
  const deal = await makeDeal(scope, { accountId: other.id });
  const room = await makeRoom(scope, { dealId: deal.id });
  const { link } = await makeLink(scope, { roomId: room.id });
  const page = await makePage(scope, { roomId: room.id });
  const contact = await makeContact(scope, { accountId: here.id, email: `ren-${here.id}@hinoki.example` });
  const { viewer } = await makeViewer(scope, { link, email: contact.email, identity: "verified" });
  const place = { scope, room, link, pages: [page], page, viewerId: viewer.id };
  await ingestOne(readingOf(tokenFor(place), { 1: 4_000, 2: 2_000 }));
  const wish = { accountId: here.id, otherId: other.id, version: 1, otherVersion: 1, ...SIDES };
  return { scope, here, other, deal, room, contact, viewer, wish };
}

const accountOf = async (id: string) => (await db.select().from(accounts).where(eq(accounts.id, id)))[0]!;
const dealOf = async (id: string) => (await db.select().from(deals).where(eq(deals.id, id)))[0]!;

describe("two accounts become one", () => {
  test("deals, contacts, rooms and what was read gather under the kept one", async () => {
    const { scope, here, other, deal, room, contact, viewer, wish } = await makeTwins();
    const merged = await mergeAccounts(scope, { ...wish, keep: "this" }, reassignPerson);
    expect(merged).toMatchObject({ ok: true, keptId: here.id });
    const kept = await accountOf(here.id);
    expect(kept).toMatchObject({
      name: "Hinoki Foods",
      reading: "ひのきしょくひん",
      domain: "hinoki.example",
      notes: "big",
    });
    expect(kept).toMatchObject(accountKeys(kept));
    expect(await accountOf(other.id)).toMatchObject({ mergedIntoId: here.id, archivedAt: expect.any(Date) });
    expect((await dealOf(deal.id)).accountId).toBe(here.id);
    // Known by address alone before: now a contact of the account whose room it is.
    expect((await db.select().from(viewers).where(eq(viewers.id, viewer.id)))[0]?.contactId).toBe(contact.id);
    const attention = await db.select().from(attentionDaily).where(eq(attentionDaily.roomId, room.id));
    expect(new Set(attention.map(({ personKey }) => personKey))).toEqual(new Set([contact.id]));
    const after = await totals();
    await rebuild();
    expect(await totals()).toEqual(after);
    expect(await listMerges(scope, { kind: "account", keptId: here.id })).toMatchObject([
      { goneName: "ヒノキ食品" },
    ]);
  });

  test("taken back, everything is where it was, numbers included", async () => {
    const { scope, here, other, deal, contact, viewer, wish } = await makeTwins();
    const before = await totals();
    const merged = await mergeAccounts(scope, { ...wish, keep: "other" }, reassignPerson);
    if (!merged.ok) throw new Error("refused");
    expect(merged.keptId).toBe(other.id);
    expect(await accountOf(other.id)).toMatchObject({ name: "Hinoki Foods", notes: "big" });
    expect(await unmergeAccounts(scope, merged.mergeId, reassignPerson)).toMatchObject({ ok: true });
    expect(await totals()).toEqual(before);
    await rebuild();
    expect(await totals()).toEqual(before);
    expect(await accountOf(here.id)).toMatchObject({
      name: "Hinoki Foods",
      mergedIntoId: null,
      archivedAt: null,
    });
    expect(await accountOf(other.id)).toMatchObject({ name: "ヒノキ食品", notes: null });
    expect((await dealOf(deal.id)).accountId).toBe(other.id);
    expect((await db.select().from(contacts).where(eq(contacts.id, contact.id)))[0]?.accountId).toBe(here.id);
    expect((await db.select().from(viewers).where(eq(viewers.id, viewer.id)))[0]?.contactId).toBeNull();
    expect(await unmergeAccounts(scope, merged.mergeId, reassignPerson)).toEqual({
      ok: false,
      reason: "undone",
    });
  });

  test("what happened to the other one is told in the kept one's activity", async () => {
    const { scope, here, wish } = await makeTwins();
    const merged = await mergeAccounts(scope, { ...wish, keep: "this" }, reassignPerson);
    if (!merged.ok) throw new Error("refused");
    expect((await listAccountTimeline(scope, here.id)).map(({ type }) => type)).toContain("account.merged");
  });

  test("deleted, it can no longer be taken back, and says so", async () => {
    const { scope, other, here, wish } = await makeTwins();
    const merged = await mergeAccounts(scope, { ...wish, keep: "this" }, reassignPerson);
    if (!merged.ok) throw new Error("refused");
    await db.delete(accounts).where(eq(accounts.id, other.id));
    expect(await unmergeAccounts(scope, merged.mergeId, reassignPerson)).toEqual({
      ok: false,
      reason: "gone_gone",
    });
    await db.delete(accounts).where(eq(accounts.id, here.id));
    expect(await unmergeAccounts(scope, merged.mergeId, reassignPerson)).toEqual({
      ok: false,
      reason: "kept_gone",
    });
  });

  test("a merge of another workspace does not exist, and a rep needs both", async () => {
    const { scope, wish } = await makeTwins();
    const merged = await mergeAccounts(scope, { ...wish, keep: "this" }, reassignPerson);
    if (!merged.ok) throw new Error("refused");
    const stranger = await makeMember({ role: "admin" });
    await expect(unmergeAccounts(stranger.scope, merged.mergeId, reassignPerson)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const theirs = await makeAccount((await makeMember({ workspaceId: scope.workspaceId })).scope);
    const mine = await makeAccount(scope);
    const pair = { ...wish, accountId: mine.id, otherId: theirs.id, keep: "this" as const };
    await expect(mergeAccounts(scope, pair, reassignPerson)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

test("possible duplicates share domain, folded name or reading; archived ones are none", async () => {
  const { scope } = await makeMember();
  const make = (over: { name: string; reading?: string; domain?: string; archivedAt?: Date }) => {
    const names = { reading: null, domain: null, ...over };
    return makeAccount(scope, { ...names, ...accountKeys(names) });
  };
  const account = await make({ name: "Hinoki", reading: "ひのき", domain: "hinoki.example" });
  const twins = [
    await make({ name: "ＨＩＮＯＫＩ" }),
    await make({ name: "檜", reading: "ヒノキ" }),
    await make({ name: "Other", domain: "hinoki.example" }),
    await make({ name: "hinoki", reading: "べつ" }),
  ];
  await make({ name: "Hinoki", archivedAt: new Date() });
  await make({ name: "Hinoki Foods" });
  expect((await listPossibleTwins(scope, account)).map(({ id }) => id).sort()).toEqual(
    twins.map(({ id }) => id).sort(),
  );
});
