import { db } from "@db/client";
import { jobs, mails } from "@db/schema/instance";
import { acceptanceCertificates, acceptances } from "@db/schema/proposals";
import { rooms } from "@db/schema/rooms";
import { workspaces } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { removeFiles } from "~/features/accounts/deleting/jobs.server";
import { deleteForGood } from "~/features/accounts/deleting/mutations.server";
import { listDealTimeline } from "~/features/activity/data.server";
import { memberInRoom } from "~/features/rooms/data.server";
import {
  findOwnCertificate,
  findPlace,
  getOffer,
  listAcceptances,
} from "~/features/rooms/proposals/acceptance/data.server";
import { makeCertificate } from "~/features/rooms/proposals/acceptance/jobs.server";
import { acceptProposal } from "~/features/rooms/proposals/acceptance/mutations.server";
import { choosePricing } from "~/features/rooms/proposals/pricing/mutations.server";
import { contentHash } from "~/features/rooms/proposals/versions/data.server";
import { mintViewerActor } from "~/features/rooms/scope.server";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { storage } from "~/platform/storage.server";
import { useDatabase } from "../../support/database";
import { eventsOf } from "../../support/events";
import { makeMember, makeViewer } from "../../support/factories";
import { makeOffer, offerBody } from "./support";

const database = useDatabase();
beforeEach(() => registerJob(makeCertificate));

async function accepted(pageId: string) {
  return db.select().from(acceptances).where(eq(acceptances.pageId, pageId));
}

describe("accepting a proposal", () => {
  test("keeps who accepted exactly what, with the sums the server worked out", async () => {
    const { owner, page, room, actor, signing, versionId } = await makeOffer();
    await choosePricing(actor, { pageId: page.id, blockId: "priceshere", line: ["extra"] });
    const outcome = await acceptProposal(actor, await signing());
    expect(outcome.kind).toBe("accepted");
    const [row] = await accepted(page.id);
    expect(row).toMatchObject({
      versionId,
      versionNumber: 1,
      contentHash: contentHash(offerBody("最初の提案")),
      name: "佐藤 恵美",
      title: "部長",
      signature: "佐藤恵美",
      email: "sato@hinoki.example",
      verified: true,
      ip: "203.0.113.8",
      language: "ja",
      totals: [
        {
          blockId: "priceshere",
          currency: "JPY",
          netMinor: 148_000,
          taxMinor: 14_800,
          totalMinor: 162_800,
          chosen: ["extra"],
        },
      ],
    });
    expect(row?.consentText).toContain("版 1");
    expect(row?.shownValues).toMatchObject({ "account.name": "Hinoki Foods" });
    expect(await eventsOf(owner.scope, "proposal.accepted")).toMatchObject([
      { actorKind: "viewer", roomId: room.id, dealId: room.dealId, data: { versionId, number: 1 } },
    ]);
    const timeline = await listDealTimeline(owner.scope, room.dealId);
    expect(timeline.map(({ type }) => type)).toContain("proposal.accepted");
  });

  test("of an outdated version is refused and writes nothing", async () => {
    const { page, actor, signing, publish } = await makeOffer();
    const old = await signing();
    await publish("新しい提案");
    expect(await acceptProposal(actor, old)).toEqual({ kind: "outdated" });
    expect(await accepted(page.id)).toEqual([]);
  });

  test("of sums that changed since they were shown is refused", async () => {
    const { page, actor, signing } = await makeOffer();
    const old = await signing();
    await choosePricing(actor, { pageId: page.id, blockId: "priceshere", line: ["extra"] });
    expect(await acceptProposal(actor, old)).toEqual({ kind: "outdated" });
    expect(await accepted(page.id)).toEqual([]);
  });

  test("pressed twice, or by two people at once, is one acceptance, one event and one certificate", async () => {
    const { owner, page, actor, link, signing } = await makeOffer();
    const colleague = await mintViewerActor((await makeViewer(owner.scope, { link })).scope);
    const wish = await signing();
    const outcomes = await Promise.all([
      acceptProposal(actor, wish),
      acceptProposal(actor, wish),
      acceptProposal(colleague, { ...wish, name: "田中 健", signature: "田中 健" }),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["accepted", "already", "already"]);
    expect(await accepted(page.id)).toHaveLength(1);
    expect(await eventsOf(owner.scope, "proposal.accepted")).toHaveLength(1);
    const made = await db.select().from(jobs).where(eq(jobs.kind, makeCertificate.kind));
    const [row] = await accepted(page.id);
    expect(made.filter(({ key }) => key === `certificate:${row?.id}`)).toHaveLength(1);
  });

  test("a newer version can be accepted after an older one", async () => {
    const { page, actor, signing, publish, owner, room } = await makeOffer();
    await acceptProposal(actor, await signing());
    const next = await publish("新しい提案");
    expect((await getOffer(actor, page.id)).accepted).toBeNull();
    expect((await acceptProposal(actor, await signing({ versionId: next }))).kind).toBe("accepted");
    const member = await memberInRoom(owner.scope, room.id);
    expect((await listAcceptances(member, page.id)).map(({ versionNumber }) => versionNumber)).toEqual([
      2, 1,
    ]);
  });

  test("is nothing for a preview, an archived room or a text that asks for none", async () => {
    const { actor, signing, room, page } = await makeOffer();
    const wish = await signing();
    await expect(acceptProposal({ ...actor, preview: true }, wish)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await db.update(rooms).set({ archivedAt: new Date() }).where(eq(rooms.id, room.id));
    await expect(acceptProposal(actor, wish)).rejects.toMatchObject({ code: "GONE" });
    expect(await findPlace(actor, { id: "x", body: { type: "doc", content: [] } })).toBeNull();
    expect(await accepted(page.id)).toEqual([]);
  });

  test("another room's page is not found", async () => {
    const mine = await makeOffer();
    const theirs = await makeOffer();
    const wish = await theirs.signing();
    await expect(acceptProposal(mine.actor, wish)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("an acceptance is for good", () => {
  test("nobody changes or deletes it, not even in the database", async () => {
    const { actor, signing, page } = await makeOffer();
    await acceptProposal(actor, await signing());
    const [row] = await accepted(page.id);
    for (const sql of [
      `UPDATE acceptances SET name = 'x' WHERE id = '${row?.id}'`,
      `DELETE FROM acceptances WHERE id = '${row?.id}'`,
      `DELETE FROM pages WHERE id = '${page.id}'`,
    ]) {
      await expect(database.current.raw(sql)).rejects.toThrow(/for good/);
    }
    expect(await accepted(page.id)).toHaveLength(1);
  });

  test("goes only with its room or its workspace", async () => {
    const one = await makeOffer();
    await acceptProposal(one.actor, await one.signing());
    await db.delete(rooms).where(eq(rooms.id, one.room.id));
    expect(await accepted(one.page.id)).toEqual([]);

    const two = await makeOffer();
    await acceptProposal(two.actor, await two.signing());
    await db.delete(workspaces).where(eq(workspaces.id, two.owner.member.workspaceId));
    expect(await accepted(two.page.id)).toEqual([]);
  });
});

describe("the certificate", () => {
  test("is a PDF, made once, mailed to both sides with the file", async () => {
    const { actor, signing, page, owner } = await makeOffer();
    const outcome = await acceptProposal(actor, await signing());
    if (outcome.kind !== "accepted") throw new Error(outcome.kind);
    await runDueJobs();
    const acceptanceId = outcome.acceptance.id;
    await makeCertificate.run({ acceptanceId }, { jobId: "again", attempt: 2 });

    const [made] = await db
      .select()
      .from(acceptanceCertificates)
      .where(eq(acceptanceCertificates.acceptanceId, acceptanceId));
    const key = made?.fileKey ?? "";
    const chunks: Uint8Array[] = [];
    for await (const chunk of storage().get(key)) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect(bytes.length).toBeGreaterThan(5_000);

    const sent = await db.select().from(mails).where(eq(mails.attachmentKey, key));
    expect(sent.map(({ to }) => to).sort()).toEqual(
      ["sato@hinoki.example", expect.stringMatching(/@kumano\.example$/)].sort(),
    );
    expect(sent.every(({ attachmentName }) => attachmentName?.endsWith(".pdf"))).toBe(true);
    expect(sent.find(({ to }) => to === "sato@hinoki.example")?.subject).toContain("ご提案書");
    const [face] = await listAcceptances(await memberInRoom(owner.scope, page.roomId), page.id);
    expect(face?.hasCertificate).toBe(true);
  });

  test("is given to who accepted, and to nobody else in the room", async () => {
    const { actor, signing, owner, link } = await makeOffer();
    const outcome = await acceptProposal(actor, await signing());
    if (outcome.kind !== "accepted") throw new Error(outcome.kind);
    await runDueJobs();
    const { id } = outcome.acceptance;
    expect((await findOwnCertificate(actor, id)).fileKey).toContain(id);
    const colleague = await mintViewerActor((await makeViewer(owner.scope, { link })).scope);
    await expect(findOwnCertificate(colleague, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const other = await makeMember();
    expect(other.scope.workspaceId).not.toBe(owner.scope.workspaceId);
  });

  test("goes with a room that is deleted for good, its file too", async () => {
    registerJob(removeFiles);
    const { actor, signing, owner, room } = await makeOffer();
    const outcome = await acceptProposal(actor, await signing());
    if (outcome.kind !== "accepted") throw new Error(outcome.kind);
    await runDueJobs();
    const { fileKey } = await findOwnCertificate(actor, outcome.acceptance.id);
    expect(await storage().stat(fileKey)).not.toBeNull();
    const target = { kind: "room", roomId: room.id } as const;
    const wish = { target, confirmation: room.name };
    expect(await deleteForGood(owner.scope, wish, async () => {})).toEqual({ ok: true });
    await runDueJobs();
    expect(await storage().stat(fileKey)).toBeNull();
    expect(await db.$count(acceptances, eq(acceptances.roomId, room.id))).toBe(0);
  });

  test("of a room that is gone by then is nobody's", async () => {
    const { actor, signing, room } = await makeOffer();
    const outcome = await acceptProposal(actor, await signing());
    if (outcome.kind !== "accepted") throw new Error(outcome.kind);
    await db.delete(rooms).where(eq(rooms.id, room.id));
    await expect(
      makeCertificate.run({ acceptanceId: outcome.acceptance.id }, { jobId: "late", attempt: 1 }),
    ).resolves.toBeUndefined();
  });
});
