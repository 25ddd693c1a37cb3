import { db } from "@db/client";
import { accounts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { paths } from "~/platform/paths";
import { makeAccount, makeContact, makeDeal, makeRoom } from "../../support/factories";
import { en, expectRedirect, type Form, ja, makePeople, type Person, useScreens } from "./support";

const screens = useScreens();
let rep: Person;
beforeAll(async () => {
  rep = (await makePeople()).rep;
});

type Case = { address: string; form: Form; typed: string };
const gone = { archivedAt: new Date() };

/** Somebody opens the form; before it is sent, somebody else archives what it is about. */
const cases: Record<string, () => Promise<Case>> = {
  account: async () => {
    const account = await makeAccount(rep.scope, { name: "Hinoki" });
    await db.update(accounts).set(gone).where(eq(accounts.id, account.id));
    const form = { name: "Hinoki Foods", notes: "typed for an hour", ownerId: rep.member.id, version: "1" };
    return { address: paths.editAccount(account.id), form, typed: "notes" };
  },
  deal: async () => {
    const deal = await makeDeal(rep.scope);
    await db.update(deals).set(gone).where(eq(deals.id, deal.id));
    const form = { name: "typed for an hour", stage: "qualify", currency: "JPY", amount: "", closeDate: "" };
    return {
      address: paths.editDeal(deal.id),
      form: { ...form, ownerId: rep.member.id, version: "1" },
      typed: "name",
    };
  },
  room: async () => {
    const room = await makeRoom(rep.scope);
    await db.update(rooms).set(gone).where(eq(rooms.id, room.id));
    const form = {
      name: "typed for an hour",
      language: "ja",
      consentMode: "notice",
      ownerId: rep.member.id,
      version: "1",
    };
    return { address: paths.editRoom(room.id), form, typed: "name" };
  },
};

describe.each(Object.entries(cases))("the form of a %s that was archived meanwhile", (_noun, arrange) => {
  test("sent without a script keeps what was typed and says what happened, in both languages", async () => {
    const { address, form, typed } = await arrange();
    for (const [language, texts] of [
      ["en", en],
      ["ja", ja],
    ] as const) {
      const answer = await screens.post(address, form, { cookie: rep.cookie, language });
      expect(answer).toMatchObject({ status: 409, alert: texts.accounts.stale.archived, lang: language });
      expect(answer.field(typed).value).toBe("typed for an hour");
    }
  });

  test("opened afterwards leads to what is archived", async () => {
    const { address } = await arrange();
    expectRedirect(await screens.get(address, rep), address.replace(/\/edit$/, ""));
  });
});

test("an archived contact's form keeps what was typed too", async () => {
  const account = await makeAccount(rep.scope);
  const contact = await makeContact(rep.scope, { accountId: account.id, ...gone });
  const form = { email: contact.email ?? "", name: "typed for an hour", version: "1" };
  const answer = await screens.post(paths.contact(account.id, contact.id), form, rep);
  expect(answer).toMatchObject({ status: 409, alert: en.accounts.stale.archived });
  expect(answer.field("name").value).toBe("typed for an hour");
});
