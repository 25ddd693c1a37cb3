import { readdir } from "node:fs/promises";
import path from "node:path";
import { db } from "@db/client";
import { contacts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import type { Tx } from "@db/types";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { deleteForGood } from "~/features/accounts/deleting/mutations.server";
import type { Target } from "~/features/accounts/deleting/schema";
import { createRoom } from "~/features/rooms/mutations.server";
import { addProposalImage } from "~/features/rooms/proposals/mutations.server";
import { passWithEmail } from "~/features/sharing/gate/mutations.server";
import { requireGate } from "~/features/sharing/guard.server";
import { createShareLink } from "~/features/sharing/mutations.server";
import { reassignPerson } from "~/features/tracking/persons.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { env } from "~/platform/env.server";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { makeAccount, makeContact, makeDeal, makeLink, makeMember, makeRoom } from "../../support/factories";
import { meanwhile } from "../../support/meanwhile";
import { Browser } from "../sharing/support";

useDatabase();

async function makeHouse() {
  const { scope } = await makeMember();
  const colleague = await makeMember({ workspaceId: scope.workspaceId });
  const account = await makeAccount(scope, { name: "Hinoki Foods" });
  const deal = await makeDeal(scope, { accountId: account.id, name: "Cold chain" });
  const room = await makeRoom(scope, { dealId: deal.id, name: "Cold room" });
  return { scope, colleague: colleague.scope, account, deal, room };
}

const LINK = {
  label: "Board",
  gate: "open",
  allowed: { domains: [], emails: [] },
  allowDownload: false,
  expiresOn: null,
} as const;

async function storedFiles(): Promise<string[]> {
  const folder = path.join(env().dataDir, "files");
  return (await readdir(folder, { recursive: true }).catch(() => [])).filter((name) =>
    /[^/]{20}$/.test(name),
  );
}

const go = (scope: WorkspaceScope, target: Target, confirmation: string) =>
  deleteForGood(scope, { target, confirmation }, reassignPerson);

describe("what a colleague makes while something is being deleted", () => {
  const roomOf = (scope: WorkspaceScope, dealId: string) => (tx: Tx) =>
    tx.insert(rooms).values({
      id: newId(),
      workspaceId: scope.workspaceId,
      dealId,
      name: "A colleague's",
      searchText: "",
      language: "en",
      ownerId: scope.memberId,
      createdAt: new Date(),
      updatedAt: new Date(),
    });

  test("is seen before the decision: their room under an account, a deal", async () => {
    for (const kind of ["account", "deal"] as const) {
      const { scope, colleague, account, deal } = await makeHouse();
      const target: Target = kind === "account" ? { kind, accountId: account.id } : { kind, dealId: deal.id };
      const name = kind === "account" ? account.name : deal.name;
      const deletion = meanwhile(roomOf(colleague, deal.id), () => go(scope, target, name));
      await expect(deletion).rejects.toMatchObject({ code: "FORBIDDEN" });
      expect(await db.$count(rooms, eq(rooms.dealId, deal.id))).toBe(2);
    }
  });

  test("comes too late once it is gone, and is told so", async () => {
    const { scope, room, deal } = await makeHouse();
    const goneRoom = (tx: Tx) => tx.delete(rooms).where(eq(rooms.id, room.id));
    const link = { ...LINK, allowed: { domains: [], emails: [] }, roomId: room.id };
    await expect(meanwhile(goneRoom, () => createShareLink(scope, link))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const second = await makeRoom(scope, { dealId: deal.id });
    const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    const before = await storedFiles();
    const goneSecond = (tx: Tx) => tx.delete(rooms).where(eq(rooms.id, second.id));
    await expect(meanwhile(goneSecond, () => addProposalImage(scope, second.id, png))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await storedFiles()).toEqual(before);
    const goneDeal = (tx: Tx) => tx.delete(deals).where(eq(deals.id, deal.id));
    const wish = { requestKey: newId(), name: null, language: "en", currency: "JPY" } as const;
    const made = meanwhile(goneDeal, () => createRoom(scope, { ...wish, subject: { dealId: deal.id } }));
    await expect(made).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("and two who delete and make at once never wait for each other for ever", async () => {
    const { scope, account, deal } = await makeHouse();
    const wish = { name: null, language: "en", currency: "JPY", subject: { dealId: deal.id } } as const;
    const outcomes = await Promise.allSettled([
      ...[1, 2, 3].map(() => createRoom(scope, { ...wish, requestKey: newId() })),
      go(scope, { kind: "account", accountId: account.id }, account.name),
      ...[1, 2, 3].map(() => createRoom(scope, { ...wish, requestKey: newId() })),
    ]);
    const reasons = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
    expect(new Set([...reasons, "NOT_FOUND"])).toEqual(new Set(["NOT_FOUND"]));
    expect(await db.$count(rooms, eq(rooms.workspaceId, scope.workspaceId))).toBe(0);
  });
});

test("a reader who passes the gate while their contact is deleted is let in under their address", async () => {
  const { scope, account, room } = await makeHouse();
  const contact = await makeContact(scope, { accountId: account.id, email: `ren-${room.id}@hinoki.example` });
  const { link, token } = await makeLink(scope, { roomId: room.id, gate: "email" });
  const browser = new Browser();
  await browser.follow(token);
  const gate = await requireGate(browser.request("/"), room.id);
  const caller = { address: "192.0.2.7", language: "en", consent: "unasked" } as const;
  const goneContact = (tx: Tx) => tx.delete(contacts).where(eq(contacts.id, contact.id));
  await meanwhile(goneContact, () => passWithEmail(gate, { email: contact.email, caller }));
  const [viewer] = await db.select().from(viewers).where(eq(viewers.linkId, link.id));
  expect(viewer).toMatchObject({ email: contact.email, contactId: null });
});
