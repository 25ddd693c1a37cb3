import { describe, expect, test } from "vitest";
import { paths } from "~/platform/paths";
import { makeAccount, makeContact, makeDeal, makeRoom } from "../../support/factories";
import { en, expectRedirect, expectRefused, ja, makePerson, useScreens } from "./support";

const screens = useScreens();

async function makeHouse() {
  const person = await makePerson();
  const { scope } = person;
  const account = await makeAccount(scope, { name: "Hinoki Foods" });
  const contact = await makeContact(scope, { accountId: account.id, name: "Ren Sato" });
  const deal = await makeDeal(scope, { accountId: account.id, name: "Cold chain" });
  const room = await makeRoom(scope, { dealId: deal.id, name: "Cold room" });
  return { ...person, account, contact, deal, room };
}
type House = Awaited<ReturnType<typeof makeHouse>>;

const KINDS = {
  room: ({ room }: House) => [paths.deleteRoom(room.id), room.name, paths.rooms(), paths.room(room.id)],
  deal: ({ deal }: House) => [paths.deleteDeal(deal.id), deal.name, paths.deals(), paths.deal(deal.id)],
  contact: ({ account, contact }: House) => [
    paths.deleteContact(account.id, contact.id),
    "Ren Sato",
    paths.account(account.id),
    paths.contact(account.id, contact.id),
  ],
  account: ({ account }: House) => [
    paths.deleteAccount(account.id),
    account.name,
    paths.accounts(),
    paths.account(account.id),
  ],
} as const;

describe.each(["room", "deal", "contact", "account"] as const)("the page that deletes a %s", (kind) => {
  test("names it, leads back, asks for its name at the field, and leaves once it is gone", async () => {
    const house = await makeHouse();
    const [address = "", name = "", list = "", back = ""] = KINDS[kind](house);
    const asked = await screens.get(address, { ...house, language: "ja" });
    expect(asked.heading).toBe(ja.deleting.title[kind]);
    expect(asked.text).toContain(name);
    expect(asked.links()).toContain(back);
    const refused = await screens.post(address, { confirmation: "Something else" }, house);
    expectRefused(refused, "confirmation", en.deleting.mismatch);
    expect(refused.field("confirmation").value).toBe("Something else");
    expectRefused(await screens.post(address, {}, house), "confirmation", en.validation.required);
    expectRedirect(await screens.post(address, { confirmation: name }, house), list);
    expect((await screens.get(address, house)).status).toBe(404);
  });

  test("is not for a colleague who may not even ask", async () => {
    const house = await makeHouse();
    const colleague = await makePerson({ workspaceId: house.member.workspaceId });
    const [address = ""] = KINDS[kind](house);
    expect((await screens.get(address, colleague)).status).toBe(403);
    expect((await screens.post(address, { confirmation: "x" }, colleague)).status).toBe(403);
  });
});
