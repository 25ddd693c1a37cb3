import { beforeAll, describe, expect, test } from "vitest";
import { findAccountChoices } from "~/features/accounts/lists/filters/data.server";
import { paths } from "~/platform/paths";
import { makeAccount, makeContact, makeDeal, makeRoom } from "../../support/factories";
import { en, makePeople, type Screen, useScreens } from "../screens/support";

const screens = useScreens();
let people: Awaited<ReturnType<typeof makePeople>>;
let hinoki: { id: string };
let aoba: { id: string };
beforeAll(async () => {
  people = await makePeople();
  const { scope } = people.rep;
  hinoki = await makeAccount(scope, {
    name: "檜食品",
    reading: "ひのきしょくひん",
    domain: "hinoki.example",
  });
  aoba = await makeAccount(scope, { name: "Aoba Foods" });
  await makeAccount(scope, { name: "檜 (merged)", archivedAt: new Date(), mergedIntoId: hinoki.id });
  await makeAccount(scope, { name: "檜 (archived)", archivedAt: new Date() });
  await makeAccount(people.stranger.scope, { name: "檜 of others" });
  for (const account of [hinoki, aoba]) {
    const deal = await makeDeal(scope, { accountId: account.id, name: `Deal ${account.id}` });
    await makeRoom(scope, { dealId: deal.id, name: `Room ${account.id}` });
    await makeContact(scope, { accountId: account.id, name: `Person ${account.id}` });
  }
});

const boxesOf = (screen: Screen, which: string) =>
  [...screen.document.querySelectorAll(`input[name=account]${which}`)].map((box) =>
    box.getAttribute("value"),
  );

describe("accounts to filter by", () => {
  test.each(["檜", "ヒノキ", "hinoki.example"])("are found by %s", async (term) => {
    const { options } = await findAccountChoices(people.rep.scope, term);
    expect(options[0]).toEqual({ value: hinoki.id, label: "檜食品" });
  });

  test("are those of the workspace: archived ones last, merged ones not at all", async () => {
    const { options } = await findAccountChoices(people.rep.scope, " 檜 ");
    expect(options.map(({ label }) => label)).toEqual(["檜食品", "檜 (archived)"]);
  });

  test("are none without a word, and signs of a pattern mean themselves", async () => {
    expect(await findAccountChoices(people.rep.scope, "  ")).toEqual({ term: "", options: [] });
    expect((await findAccountChoices(people.rep.scope, "%")).options).toEqual([]);
  });
});

describe.each([
  ["deals", paths.deals(), "Deal"],
  ["contacts", paths.contacts(), "Person"],
  ["rooms", paths.rooms(), "Room"],
])("the list of %s", (_, at, name) => {
  test("offers accounts without a script: what was typed is answered with boxes to tick", async () => {
    const asked = await screens.get(`${at}?find=${encodeURIComponent("ひのき")}`, people.rep);
    const boxes = boxesOf(asked, "[type=checkbox]");
    expect(boxes).toEqual([hinoki.id]);
    expect(asked.has("details[open] input[name=find]")).toBe(true);
  });

  test("shows the rows of the ticked accounts only, and keeps them ticked", async () => {
    const shown = await screens.get(`${at}?account=${aoba.id}`, people.rep);
    expect(shown.text).toContain(`${name} ${aoba.id}`);
    expect(shown.text).not.toContain(`${name} ${hinoki.id}`);
    const boxes = boxesOf(shown, "[checked]");
    expect(boxes).toContain(aoba.id);
    expect(shown.text).toContain(`${en.lists.filters.account}: Aoba Foods`);
  });
});
