import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { shareLinks } from "@db/schema/sharing";
import { visits } from "@db/schema/tracking";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { listShareLinks } from "~/features/sharing/data.server";
import { requireLink, requireViewer } from "~/features/sharing/guard.server";
import {
  createShareLink,
  revokeShareLink,
  rotateShareLink,
  updateShareLink,
} from "~/features/sharing/mutations.server";
import type { LinkPolicyInput } from "~/features/sharing/schema";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { subscribe } from "~/platform/realtime.server";
import { useDatabase } from "../../support/database";
import { makeMember, makeRoom, makeViewer, sha256 } from "../../support/factories";
import { Browser, outcomeOf, sessionsOf } from "./support";

useDatabase();
afterEach(() => setClock(null));

const policy: LinkPolicyInput = {
  label: "Hinoki, purchasing",
  gate: "open",
  allowed: { domains: [], emails: [] },
  expiresOn: null,
  allowDownload: false,
};

async function sharedRoom(over: Partial<LinkPolicyInput> = {}) {
  const { scope } = await makeMember();
  const room = await makeRoom(scope);
  const fresh = await createShareLink(scope, { roomId: room.id, ...policy, ...over });
  const ref = { roomId: room.id, linkId: fresh.linkId };
  return { scope, room, ref, ...fresh };
}

const linkRow = async (linkId: string) =>
  (await db.select().from(shareLinks).where(eq(shareLinks.id, linkId)))[0]!;

describe("a new link", () => {
  test("has a secret of 256 bits, of which only the hash is stored", async () => {
    const { token, linkId } = await sharedRoom();
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const row = await linkRow(linkId);
    expect(row.tokenHash).toBe(sha256(token));
    expect(JSON.stringify(row)).not.toContain(token);
  });

  test("is on the list with its maker and its policy, and in the event log", async () => {
    const { scope, room, linkId } = await sharedRoom({
      gate: "code",
      allowed: { domains: ["hinoki.example"], emails: ["ren@sugi.example"] },
      expiresOn: "2030-03-01",
    });
    expect(await listShareLinks(scope, room.id)).toMatchObject([
      {
        id: linkId,
        gate: "code",
        allowedDomains: ["hinoki.example"],
        allowedEmails: ["ren@sugi.example"],
        createdByName: "Aoi Mori",
        state: "active",
        lastOpenedAt: null,
        viewerCount: 0,
        expiresAt: new Date("2030-03-01T14:59:59.999Z"),
      },
    ]);
    const logged = await db.select().from(events).where(eq(events.roomId, room.id));
    expect(logged.map((event) => event.type)).toEqual(["link.created"]);
  });

  test("of an open gate keeps no list, which nobody would check", async () => {
    const { linkId } = await sharedRoom({ allowed: { domains: ["hinoki.example"], emails: [] } });
    expect((await linkRow(linkId)).allowedDomains).toEqual([]);
  });
});

test("the list says when a link was last read through and by how many, whatever machines looked later", async () => {
  const { scope, room, linkId } = await sharedRoom();
  const link = await linkRow(linkId);
  const visit = async (day: string, engaged: boolean, viewerId?: string) => {
    const id = viewerId ?? (await makeViewer(scope, { link, lastSeenAt: new Date("2026-03-01") })).viewer.id;
    const at = new Date(`${day}T04:05:06.789Z`);
    const ids = { id: newId(), workspaceId: scope.workspaceId, roomId: room.id, viewerId: id, personKey: id };
    await db.insert(visits).values({ ...ids, day, startedAt: at, lastAt: at, engaged });
    return id;
  };
  const reader = await visit("2026-02-01", true);
  await visit("2026-02-03", true, reader);
  await visit("2026-02-20", false);
  expect(await listShareLinks(scope, room.id)).toMatchObject([
    { lastOpenedAt: new Date("2026-02-03T04:05:06.789Z"), viewerCount: 2 },
  ]);
});

describe("who may share", () => {
  test("a rep only rooms of their own, a manager every room", async () => {
    const { scope, room, ref } = await sharedRoom();
    const { workspaceId } = scope;
    const colleague = (await makeMember({ workspaceId })).scope;
    const manager = (await makeMember({ workspaceId, role: "manager" })).scope;
    const asNew = { roomId: room.id, ...policy };
    expect(await outcomeOf(createShareLink(colleague, asNew))).toMatchObject({ code: "FORBIDDEN" });
    expect(await outcomeOf(updateShareLink(colleague, { ...ref, ...policy }))).toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await outcomeOf(revokeShareLink(colleague, ref))).toMatchObject({ code: "FORBIDDEN" });
    expect(await outcomeOf(rotateShareLink(colleague, ref))).toMatchObject({ code: "FORBIDDEN" });
    await expect(createShareLink(manager, asNew)).resolves.toBeDefined();
  });

  test("another workspace's room and link are as if they did not exist", async () => {
    const { room, ref } = await sharedRoom();
    const own = await sharedRoom();
    const stranger = own.scope;
    const mixed = { roomId: own.room.id, linkId: ref.linkId };
    expect(await outcomeOf(createShareLink(stranger, { roomId: room.id, ...policy }))).toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await outcomeOf(revokeShareLink(stranger, ref))).toMatchObject({ code: "NOT_FOUND" });
    expect(await outcomeOf(revokeShareLink(stranger, mixed))).toMatchObject({ code: "NOT_FOUND" });
    expect(await outcomeOf(rotateShareLink(stranger, mixed))).toMatchObject({ code: "NOT_FOUND" });
    expect(await listShareLinks(stranger, room.id)).toEqual([]);
  });

  test("an archived room is not shared any more, but its links can still be closed", async () => {
    const { scope } = await makeMember();
    const room = await makeRoom(scope, { archivedAt: new Date() });
    expect(await outcomeOf(createShareLink(scope, { roomId: room.id, ...policy }))).toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("a change of the policy", () => {
  test("of the gate or its list sends everyone to the gate again", async () => {
    const { scope, ref, linkId } = await sharedRoom({ gate: "email" });
    const list = { domains: ["hinoki.example"], emails: [] };
    await updateShareLink(scope, { ...ref, ...policy, gate: "email", allowed: list });
    expect((await linkRow(linkId)).policyVersion).toBe(2);
    await updateShareLink(scope, { ...ref, ...policy, gate: "code", allowed: list });
    expect((await linkRow(linkId)).policyVersion).toBe(3);
  });

  test("of the name, the end or the download keeps everyone in", async () => {
    const { scope, ref, linkId } = await sharedRoom({ gate: "email" });
    const changed = {
      ...policy,
      gate: "email" as const,
      label: "New name",
      allowDownload: true,
      expiresOn: "2031-01-01",
    };
    await updateShareLink(scope, { ...ref, ...changed });
    expect(await linkRow(linkId)).toMatchObject({ policyVersion: 1, label: "New name", allowDownload: true });
  });

  test("is refused for a closed link", async () => {
    const { scope, ref } = await sharedRoom();
    await revokeShareLink(scope, ref);
    expect(await outcomeOf(updateShareLink(scope, { ...ref, ...policy }))).toMatchObject({
      code: "CONFLICT",
    });
    expect(await outcomeOf(rotateShareLink(scope, ref))).toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("closing a link", () => {
  test("ends its sessions, tells open streams and is logged once", async () => {
    const { scope, room, ref, linkId } = await sharedRoom();
    await makeViewer(scope, { link: await linkRow(linkId) });
    const heard: unknown[] = [];
    const stop = subscribe(`link:${linkId}`, (message) => heard.push(message));
    await revokeShareLink(scope, ref);
    await revokeShareLink(scope, ref);
    stop();
    expect(await sessionsOf(linkId)).toEqual([]);
    expect(heard[0]).toMatchObject({ type: "link-closed", linkId });
    const logged = await db.select().from(events).where(eq(events.roomId, room.id));
    expect(logged.filter((event) => event.type === "link.revoked")).toHaveLength(1);
    expect(await listShareLinks(scope, room.id)).toMatchObject([{ state: "revoked" }]);
  });

  test("is felt at the next request of whoever is inside", async () => {
    const { scope, room, ref, token } = await sharedRoom();
    const buyer = new Browser();
    await buyer.follow(token);
    const visit = () => outcomeOf(requireViewer(buyer.request(`/room/${room.id}`), room.id));
    expect((await visit()).code).toBeNull();
    await revokeShareLink(scope, ref);
    expect((await visit()).code).toBe("GONE");
    expect((await outcomeOf(requireLink(token))).code).toBe("GONE");
  });
});

test("a link works until the last second of its last day", async () => {
  const { room, token } = await sharedRoom({ expiresOn: "2026-12-31" });
  const buyer = new Browser();
  const end = Date.parse("2026-12-31T15:00:00Z");
  setClock(() => end - 1000);
  await buyer.follow(token);
  expect((await outcomeOf(requireViewer(buyer.request("/"), room.id))).code).toBeNull();
  setClock(() => end);
  expect((await outcomeOf(requireViewer(buyer.request("/"), room.id))).code).toBe("GONE");
  expect((await outcomeOf(requireLink(token))).code).toBe("GONE");
});

test("a new address ends the old one, and the cookies that came by it", async () => {
  const { scope, room, ref, token } = await sharedRoom();
  const buyer = new Browser();
  await buyer.follow(token);
  const fresh = await rotateShareLink(scope, ref);
  expect((await outcomeOf(requireLink(token))).code).toBe("NOT_FOUND");
  expect((await outcomeOf(requireViewer(buyer.request("/"), room.id))).code).toBe("NOT_FOUND");
  await buyer.follow(fresh.token);
  expect((await outcomeOf(requireViewer(buyer.request("/"), room.id))).code).toBeNull();
});
