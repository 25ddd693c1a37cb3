import { db } from "@db/client";
import { acceptances } from "@db/schema/proposals";
import { views } from "@db/schema/tracking";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { makeCertificate } from "~/features/rooms/proposals/acceptance/jobs.server";
import { acceptProposal } from "~/features/rooms/proposals/acceptance/mutations.server";
import { registerJob } from "~/platform/jobs.server";
import { openBuyer } from "../attachments/support";
import { type Form, useScreens } from "../screens/support";
import { ingestOne, readingOf, tokenFor } from "../tracking/support";
import { makeOffer } from "./support";

const { get, post } = useScreens();
beforeEach(() => registerJob(makeCertificate));

/** An offer in a browser: the screen to sign on, and what it sends. */
async function openOffer() {
  const offer = await makeOffer();
  const buyer = await openBuyer(offer.owner.scope, offer.room.id, { email: "kei@hinoki.example" });
  const address = `/room/${offer.room.id}/p/${offer.page.id}/accept`;
  const ask = { cookie: buyer.cookie };
  const screen = await get(address, ask);
  const { hidden } = screen;
  const shown = { versionId: hidden("versionId"), shown: hidden("shown"), language: hidden("language") };
  const typed = { name: "Kei Sato", title: "Head of IT", signature: "kei sato", consent: "on" };
  const sign = (over: Form = {}) => post(address, { ...shown, ...typed, ...over }, ask);
  const kept = () => db.select().from(acceptances).where(eq(acceptances.pageId, offer.page.id));
  return { ...offer, buyer, address, ask, screen, sign, kept };
}

describe("the screen to accept a proposal on", () => {
  test("accepts and leads back to the proposal, which says so", async () => {
    const { screen, sign, kept, room, page, ask, address } = await openOffer();
    expect(screen.status).toBe(200);
    const done = await sign();
    const there = `/room/${room.id}/p/${page.id}`;
    expect([done.status, done.location]).toEqual([303, `${there}#acceptance`]);
    expect(await kept()).toMatchObject([{ name: "Kei Sato", email: "kei@hinoki.example", verified: false }]);
    expect((await get(there, ask)).text).toContain("Accepted by Kei Sato");
    expect((await get(address, ask)).text).toContain("You have accepted this version");
  });

  test.each([
    ["no name", { name: "", signature: "" }, "name"],
    ["no consent", { consent: undefined }, "consent"],
    ["another name as signature", { signature: "Someone" }, "signature"],
  ])("with %s says so at the field and keeps what was typed", async (_, over, field) => {
    const { sign, kept } = await openOffer();
    const refused = await sign(over);
    expect(refused.status).toBe(422);
    expect(refused.field(field)).toMatchObject({ isInvalid: true, note: expect.stringMatching(/\w/) });
    expect(refused.field("title").value).toBe("Head of IT");
    const consent = refused.document.querySelector<HTMLInputElement>("[name=consent]");
    expect(consent?.hasAttribute("checked")).toBe(field !== "consent");
    expect(await kept()).toEqual([]);
  });

  test("of a version that is no longer the newest shows the newest, keeps the name and asks for consent anew", async () => {
    const { sign, kept, publish, room, page } = await openOffer();
    await publish("A newer offer");
    const refused = await sign();
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("A newer version was published");
    expect(refused.links()).toContain(`/room/${room.id}/p/${page.id}`);
    expect([refused.field("name").value, refused.field("signature").value]).toEqual(["Kei Sato", "kei sato"]);
    expect(refused.document.querySelector("[name=consent]")?.hasAttribute("checked")).toBe(false);
    expect(await kept()).toEqual([]);
    const again = await sign({ versionId: refused.hidden("versionId"), shown: refused.hidden("shown") });
    expect(again.status).toBe(303);
    expect(await kept()).toMatchObject([{ versionNumber: 2 }]);
  });

  test("that a colleague was quicker on says who it was, and offers nothing more to sign", async () => {
    const { actor, signing, sign, kept, room, page } = await openOffer();
    await acceptProposal(actor, await signing());
    const refused = await sign();
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("Accepted by 佐藤 恵美");
    expect(refused.text).toContain("There is nothing left to sign");
    expect(refused.links()).toContain(`/room/${room.id}/p/${page.id}`);
    expect(refused.document.querySelector("[name=signature]")).toBeNull();
    expect(await kept()).toHaveLength(1);
  });

  test("pressed twice, or in two tabs, accepts once and thanks in both", async () => {
    const { sign, kept } = await openOffer();
    const both = await Promise.all([sign(), sign()]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect((await sign()).status).toBe(303);
    expect(await kept()).toHaveLength(1);
  });

  test("proves that a person was there; what is refused proves nothing", async () => {
    const { owner, room, page, buyer, sign } = await openOffer();
    const place = {
      scope: owner.scope,
      room,
      link: buyer.link,
      pages: [page],
      page,
      viewerId: buyer.viewer.id,
    };
    await ingestOne(readingOf(tokenFor(place), { 1: 4_000 }));
    const proofs = () =>
      db.select({ by: views.confirmedBy }).from(views).where(eq(views.viewerId, buyer.viewer.id));
    await sign({ name: "" });
    expect(await proofs()).toEqual([{ by: "" }]);
    await sign();
    expect(await proofs()).toEqual([{ by: "chat" }]);
  });
});
