import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { viewers } from "@db/schema/sharing";
import { attentionDaily, visits } from "@db/schema/tracking";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { archiveContact } from "~/features/accounts/contacts/mutations.server";
import { mergeContacts, unmergeContacts } from "~/features/accounts/merging/contacts/mutations.server";
import { admit } from "~/features/sharing/viewers/mutations.server";
import { reassignPerson } from "~/features/tracking/persons.server";
import { rebuild } from "~/features/tracking/rebuild.server";
import { setClock } from "~/platform/clock.server";
import { useDatabase } from "../../support/database";
import { eventTypes } from "../../support/events";
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

const SIDES = {
  name: "this",
  reading: "this",
  phone: "this",
  title: "this",
  department: "this",
  decisionRole: "this",
} as const;

/** Two entries for one person of one account, each of whom has read in the room. */
async function makeTwins() {
  const { scope } = await makeMember();
  const account = await makeAccount(scope);
  const deal = await makeDeal(scope, { accountId: account.id });
  const room = await makeRoom(scope, { dealId: deal.id });
  const { link } = await makeLink(scope, { roomId: room.id });
  const page = await makePage(scope, { roomId: room.id });
  const place = { scope, room, link, pages: [page], page, viewerId: "" };
  const ren = await makeContact(scope, {
    accountId: account.id,
    name: "Ren Sato",
    email: `ren-${account.id}@hinoki.example`,
  });
  const twin = await makeContact(scope, {
    accountId: account.id,
    name: "Ren",
    title: "CFO",
    email: `sato-${account.id}@hinoki.example`,
  });
  const read = async (contact: typeof ren, units: Record<number, number>) => {
    const { viewer } = await makeViewer(scope, {
      link,
      contactId: contact.id,
      email: contact.email,
      identity: "verified",
    });
    await ingestOne(readingOf(tokenFor(place, { viewerId: viewer.id }), units));
    return viewer;
  };
  const renViewer = await read(ren, { 1: 4_000 });
  const twinViewer = await read(twin, { 1: 3_000, 2: 5_000 });
  const wish = { accountId: account.id, contactId: ren.id, otherId: twin.id, version: 1, otherVersion: 1 };
  return { scope, account, room, link, place, ren, twin, renViewer, twinViewer, wish };
}

const personKeys = async (roomId: string) =>
  new Set(
    (await db.select().from(attentionDaily).where(eq(attentionDaily.roomId, roomId))).map(
      (row) => row.personKey,
    ),
  );
const contactOf = async (id: string) => (await db.select().from(contacts).where(eq(contacts.id, id)))[0]!;

describe("two contacts become one person", () => {
  test("what both read counts as one person, and can be made anew from the raw facts", async () => {
    const { scope, room, ren, twin, wish } = await makeTwins();
    const merged = await mergeContacts(
      scope,
      { ...wish, ...SIDES, keep: "this", email: "this", title: "other" },
      reassignPerson,
    );
    expect(merged).toMatchObject({ ok: true, keptId: ren.id });
    expect(await personKeys(room.id)).toEqual(new Set([ren.id]));
    expect(await contactOf(ren.id)).toMatchObject({ name: "Ren Sato", title: "CFO", archivedAt: null });
    expect(await contactOf(twin.id)).toMatchObject({ mergedIntoId: ren.id, archivedAt: expect.any(Date) });
    const kept = await totals();
    await rebuild();
    expect(await totals()).toEqual(kept);
    expect((await eventTypes(scope)).at(-1)).toBe("contact.merged");
  });

  test("taken back, every number is as it was, and stays so when made anew", async () => {
    const { scope, account, wish, ren, twin } = await makeTwins();
    const before = await totals();
    const merged = await mergeContacts(
      scope,
      { ...wish, ...SIDES, keep: "other", email: "this", title: "other" },
      reassignPerson,
    );
    if (!merged.ok) throw new Error("refused");
    expect(merged.keptId).toBe(twin.id);
    expect(await contactOf(twin.id)).toMatchObject({ email: ren.email, name: "Ren Sato", title: "CFO" });
    expect(await contactOf(ren.id)).toMatchObject({ email: twin.email });
    const undone = await unmergeContacts(
      scope,
      { accountId: account.id, mergeId: merged.mergeId },
      reassignPerson,
    );
    expect(undone).toMatchObject({ ok: true });
    expect(await totals()).toEqual(before);
    await rebuild();
    expect(await totals()).toEqual(before);
    expect(await contactOf(ren.id)).toMatchObject({
      email: ren.email,
      name: "Ren Sato",
      title: null,
      archivedAt: null,
      mergedIntoId: null,
    });
    expect(await contactOf(twin.id)).toMatchObject({ email: twin.email, name: "Ren", title: "CFO" });
  });

  test("whoever comes later under the old address is the kept one, and the other one again when taken back", async () => {
    const { scope, account, link, wish, ren, twin } = await makeTwins();
    const merged = await mergeContacts(
      scope,
      { ...wish, ...SIDES, keep: "this", email: "this" },
      reassignPerson,
    );
    if (!merged.ok) throw new Error("refused");
    const fresh = await makeLink(scope, { roomId: link.roomId });
    const gate = { linkId: fresh.link.id, sessionId: "none", hitId: null } as never;
    await db.transaction((tx) =>
      admit(tx, {
        gate,
        link: fresh.link,
        identity: "verified",
        email: twin.email,
        caller: { language: "en", consent: "granted" },
      }),
    );
    const [viewer] = await db.select().from(viewers).where(eq(viewers.linkId, fresh.link.id));
    expect(viewer?.contactId).toBe(ren.id);
    await unmergeContacts(scope, { accountId: account.id, mergeId: merged.mergeId }, reassignPerson);
    const [again] = await db.select().from(viewers).where(eq(viewers.linkId, fresh.link.id));
    expect(again?.contactId).toBe(twin.id);
  });

  test("what was changed since stays changed when it is taken back", async () => {
    const { scope, account, wish, ren } = await makeTwins();
    const merged = await mergeContacts(
      scope,
      { ...wish, ...SIDES, keep: "this", email: "this", title: "other", name: "other" },
      reassignPerson,
    );
    if (!merged.ok) throw new Error("refused");
    await db.update(contacts).set({ title: "CEO" }).where(eq(contacts.id, ren.id));
    await unmergeContacts(scope, { accountId: account.id, mergeId: merged.mergeId }, reassignPerson);
    expect(await contactOf(ren.id)).toMatchObject({ name: "Ren Sato", title: "CEO" });
  });

  test("it is refused when one changed meanwhile, with itself, or to who may not change the account", async () => {
    const { scope, account, wish, ren, twin } = await makeTwins();
    const go = (over: object) =>
      mergeContacts(scope, { ...wish, ...SIDES, keep: "this", email: "this", ...over }, reassignPerson);
    expect(await go({ version: 7 })).toEqual({ ok: false, reason: "stale" });
    expect(await go({ otherId: ren.id })).toEqual({ ok: false, reason: "same" });
    const colleague = await makeMember({ workspaceId: scope.workspaceId });
    await expect(
      mergeContacts(colleague.scope, { ...wish, ...SIDES, keep: "this", email: "this" }, reassignPerson),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    const stranger = await makeMember();
    await expect(
      mergeContacts(stranger.scope, { ...wish, ...SIDES, keep: "this", email: "this" }, reassignPerson),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await archiveContact(scope, { accountId: account.id, contactId: twin.id });
    expect(await go({})).toEqual({ ok: false, reason: "stale" });
  });

  test("a merge that something made impossible to take back says what", async () => {
    const { scope, account, wish, ren, twin } = await makeTwins();
    const third = await makeContact(scope, {
      accountId: account.id,
      email: `third-${account.id}@hinoki.example`,
    });
    const first = await mergeContacts(
      scope,
      { ...wish, ...SIDES, keep: "this", email: "this" },
      reassignPerson,
    );
    const second = await mergeContacts(
      scope,
      {
        ...wish,
        contactId: third.id,
        otherId: ren.id,
        version: 1,
        otherVersion: 2,
        ...SIDES,
        keep: "this",
        email: "this",
      },
      reassignPerson,
    );
    if (!first.ok || !second.ok) throw new Error("refused");
    expect((await contactOf(twin.id)).mergedIntoId).toBe(third.id);
    const undo = (mergeId: string) =>
      unmergeContacts(scope, { accountId: account.id, mergeId }, reassignPerson);
    expect(await undo(first.mergeId)).toEqual({ ok: false, reason: "merged_on" });
    expect(await undo(second.mergeId)).toMatchObject({ ok: true });
    expect(await undo(second.mergeId)).toEqual({ ok: false, reason: "undone" });
    expect(await undo(first.mergeId)).toMatchObject({ ok: true });
    expect(await db.$count(visits, eq(visits.personKey, twin.id))).toBe(1);
  });
});
