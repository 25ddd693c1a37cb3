import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { memberInRoom } from "~/features/rooms/data.server";
import { findVariables, firstNameOf, knownValues } from "~/features/rooms/proposals/variables/data.server";
import { mintViewerActor } from "~/features/rooms/scope.server";
import { setClock } from "~/platform/clock.server";
import { useDatabase } from "../../support/database";
import {
  makeAccount,
  makeContact,
  makeDeal,
  makeLink,
  makeMember,
  makeRoom,
  makeViewer,
} from "../../support/factories";

useDatabase();
afterEach(() => setClock(() => Date.now()));

async function setUp(language: "ja" | "en", contactName: string | null) {
  const owner = await makeMember({ name: "森 あおい" });
  const account = await makeAccount(owner.scope, { name: "株式会社あおば" });
  const deal = await makeDeal(owner.scope, {
    accountId: account.id,
    name: "在庫管理",
    currency: "JPY",
    amountMinor: 18_400_000,
    closeDate: "2026-12-25",
  });
  const room = await makeRoom(owner.scope, { dealId: deal.id, language });
  const contact = await makeContact(owner.scope, { accountId: account.id, name: contactName });
  const { link } = await makeLink(owner.scope, { roomId: room.id });
  const { scope } = await makeViewer(owner.scope, { link, contactId: contact.id, identity: "verified" });
  return { owner, room, deal, actor: await mintViewerActor(scope) };
}

describe("variables", () => {
  test("speak to the reader in the room's language", async () => {
    const { actor } = await setUp("ja", "佐藤 恵美");
    setClock(() => Date.UTC(2026, 10, 22, 16));
    const values = await findVariables(actor);
    expect(values("contact.firstName")).toBe("佐藤");
    expect(values("account.name")).toBe("株式会社あおば");
    expect(values("deal.amount")).toBe("￥18,400,000");
    expect(values("deal.closeDate")).toBe("2026年12月25日");
    expect(values("owner.name")).toBe("森 あおい");
    expect(values("today")).toBe("2026年11月23日");
  });

  test("are formatted in English in an English room", async () => {
    const { actor } = await setUp("en", "Grace Whitfield");
    const values = await findVariables(actor);
    expect(values("contact.firstName")).toBe("Grace");
    expect(values("deal.amount")).toBe("¥18,400,000");
    expect(values("deal.closeDate")).toBe("Dec 25, 2026");
  });

  test("leave the fallback where nothing is known", async () => {
    const { actor, deal, owner, room } = await setUp("ja", null);
    await db.update(deals).set({ amountMinor: null, closeDate: null }).where(eq(deals.id, deal.id));
    const values = await findVariables(actor);
    expect([values("contact.name"), values("contact.firstName"), values("deal.amount")]).toEqual([
      null,
      null,
      null,
    ]);
    expect(Object.keys(knownValues(values))).not.toContain("deal.closeDate");
    const member = await findVariables(await memberInRoom(owner.scope, room.id));
    expect(member("contact.company")).toBeNull();
    expect(member("account.name")).toBe("株式会社あおば");
  });

  test("never speak of a contact of another workspace", async () => {
    const { actor } = await setUp("ja", "佐藤 恵美");
    const stranger = await setUp("ja", "別人 太郎");
    const values = await findVariables({ ...actor, contactId: stranger.actor.contactId });
    expect(values("contact.name")).toBeNull();
  });
});

describe("how a person is addressed", () => {
  test.each([
    ["佐藤 恵美", "佐藤"],
    ["佐藤　恵美", "佐藤"],
    ["佐藤恵美", "佐藤恵美"],
    ["Grace Whitfield", "Grace"],
    ["Whitfield, Grace Ann", "Grace"],
    ["アンナ・シュミット", "アンナ"],
    ["Cher", "Cher"],
  ])("%s is %s", (name, expected) => expect(firstNameOf(name)).toBe(expected));
});
