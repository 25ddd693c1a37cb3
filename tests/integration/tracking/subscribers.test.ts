import { db } from "@db/client";
import { accounts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import { visitsDaily } from "@db/schema/tracking";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createContact } from "~/features/accounts/contacts/mutations.server";
import { rebuild } from "~/features/tracking/rebuild.server";
import { trackingSubscribers } from "~/features/tracking/subscribers.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { useDatabase } from "../../support/database";
import { makeAccount } from "../../support/factories";
import {
  ingestOne,
  makeKnownViewer,
  makeReadableRoom,
  readingOf,
  START_MS,
  tokenFor,
  totals,
} from "./support";

useDatabase();
for (const job of trackingSubscribers) registerJob(job);
beforeEach(() => setClock(() => START_MS + 20_000));
afterEach(() => setClock(null));

const EMAIL = "kei@aoba.example";

/** Somebody read under a claimed address that no contact has yet. */
async function readUnderAddress() {
  const place = await makeReadableRoom();
  const { viewer } = await makeKnownViewer(place, { email: EMAIL, identity: "claimed" });
  await ingestOne(readingOf(tokenFor(place, { viewerId: viewer.id }), { 1: 4_000 }));
  const [row] = await db
    .select({ accountId: accounts.id })
    .from(rooms)
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .innerJoin(accounts, eq(accounts.id, deals.accountId))
    .where(eq(rooms.id, place.room.id));
  if (!row) throw new Error("the room has no account");
  return { place, viewer, accountId: row.accountId };
}

function addContact(scope: Parameters<typeof createContact>[0], accountId: string) {
  const blank = { reading: null, phone: null, title: null, department: null, decisionRole: null };
  return createContact(scope, { accountId, requestKey: newId(), email: EMAIL, name: "Kei", ...blank });
}

async function peopleOf(roomId: string) {
  const rows = await db.select().from(visitsDaily).where(eq(visitsDaily.roomId, roomId));
  return rows.map(({ personKey, visits, activeMs }) => ({ personKey, visits, activeMs }));
}

async function contactOf(viewerId: string) {
  const [row] = await db
    .select({ contactId: viewers.contactId })
    .from(viewers)
    .where(eq(viewers.id, viewerId));
  return row?.contactId ?? null;
}

describe("a contact added for an address that has read already", () => {
  test("takes over the visits, and a rebuild from raw facts says the same", async () => {
    const { place, viewer, accountId } = await readUnderAddress();
    const before = await peopleOf(place.room.id);
    await addContact(place.scope, accountId);
    await runDueJobs();
    const contactId = await contactOf(viewer.id);
    expect(contactId).not.toBeNull();
    expect(before).toHaveLength(1);
    expect(await peopleOf(place.room.id)).toEqual(before.map((row) => ({ ...row, personKey: contactId })));
    const kept = await totals();
    await rebuild();
    expect(await totals()).toEqual(kept);
  });

  test("takes over nothing in a room of another account", async () => {
    const { place, viewer } = await readUnderAddress();
    const stranger = await makeAccount(place.scope);
    await addContact(place.scope, stranger.id);
    await runDueJobs();
    expect(await contactOf(viewer.id)).toBeNull();
    expect(await peopleOf(place.room.id)).toMatchObject([{ personKey: viewer.id }]);
  });

  test("takes over nothing in another workspace", async () => {
    const { viewer } = await readUnderAddress();
    const other = await makeReadableRoom();
    const account = await makeAccount(other.scope);
    await addContact(other.scope, account.id);
    await runDueJobs();
    expect(await contactOf(viewer.id)).toBeNull();
  });
});
