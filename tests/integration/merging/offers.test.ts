import { db } from "@db/client";
import { accounts } from "@db/schema/accounts";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { findMergePeople, findMergeTargets } from "~/features/accounts/merging/data.server";
import { accountKeys } from "~/features/accounts/utils";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { paths } from "~/platform/paths";
import { makeAccount, makeContact } from "../../support/factories";
import { makePeople, makePerson, useScreens } from "../screens/support";

const screens = useScreens();
let people: Awaited<ReturnType<typeof makePeople>>;
beforeAll(async () => {
  people = await makePeople();
});

const make = (scope: WorkspaceScope, name: string) => {
  const names = { name, reading: null, domain: null };
  return makeAccount(scope, { ...names, ...accountKeys(names) });
};

/** The rep's account, with a twin and another account of their own and of a colleague. */
async function makeOffers() {
  const { rep, colleague } = people;
  const here = await make(rep.scope, "Hinoki");
  const mine = [await make(rep.scope, "ＨＩＮＯＫＩ"), await make(rep.scope, "Sugi")];
  const theirs = [await make(colleague.scope, "hinoki"), await make(colleague.scope, "Matsu")];
  return { here, mine: mine.map(({ id }) => id), theirs: theirs.map(({ id }) => id) };
}

describe("what an account can be merged with", () => {
  test("is offered to a rep only where they may change it, to an admin all of it", async () => {
    const { here, mine, theirs } = await makeOffers();
    const offered = async (cookie: string) => {
      const { status, html } = await screens.get(paths.mergeAccount(here.id), { cookie });
      expect(status).toBe(200);
      return [...mine, ...theirs].filter((id) => html.includes(id));
    };
    expect(await offered(people.rep.cookie)).toEqual(mine);
    expect(await offered(people.admin.cookie)).toEqual([...mine, ...theirs]);
  });

  test("is hinted at on the account's page in the same way", async () => {
    const { here, mine, theirs } = await makeOffers();
    const hinted = async (cookie: string) => {
      const page = await screens.get(paths.account(here.id), { cookie });
      return [mine[0], theirs[0]].filter((id) => page.links().includes(paths.mergeAccount(here.id, id)));
    };
    expect(await hinted(people.rep.cookie)).toEqual([mine[0]]);
    expect(await hinted(people.admin.cookie)).toEqual([mine[0], theirs[0]]);
  });

  test("is found by name, reading or domain, whatever was typed, and is offered no more once given away", async () => {
    const { scope, cookie } = people.rep;
    const { here, mine, theirs } = await makeOffers();
    const names = { name: "株式会社白樺商事", reading: "しらかばしょうじ", domain: "shirakaba.example" };
    const birch = await makeAccount(scope, { ...names, ...accountKeys(names) });
    const foundBy = async (find: string) => {
      const address = `${paths.mergeAccount(here.id)}?${new URLSearchParams({ find })}`;
      const page = await screens.get(address, { cookie, language: "ja" });
      expect(page.field("find").value).toBe(find);
      return page.links().flatMap((link) => /\?with=(\w+)/.exec(link)?.[1] ?? []);
    };
    for (const find of ["白樺", "シラカバ", "shirakaba.EX"]) expect(await foundBy(find)).toContain(birch.id);
    const sugi = await foundBy("ｓｕｇｉ");
    expect(sugi).toContain(mine[1]);
    expect(await foundBy("matsu")).not.toContain(theirs[1]);
    const given = eq(accounts.id, birch.id);
    await db.update(accounts).set({ ownerId: people.colleague.member.id }).where(given);
    expect(await foundBy("白樺")).not.toContain(birch.id);
  });

  test("is the same however many there are: what is not shown at first is found, and the rest is told of", async () => {
    const { scope } = await makePerson();
    const here = await make(scope, "Hinoki");
    const old = await make(scope, "Zelkova");
    for (let n = 0; n < 25; n++) await make(scope, `Company ${n}`);
    const at = new Date("2020-01-01");
    await db.update(accounts).set({ updatedAt: at }).where(eq(accounts.id, old.id));
    const lately = await findMergeTargets(scope, here.id, "");
    expect([lately.faces.length, lately.hasMore]).toEqual([20, true]);
    expect(lately.faces.map(({ id }) => id)).not.toContain(old.id);
    const found = await findMergeTargets(scope, here.id, "zelkova");
    expect([found.faces.map(({ id }) => id), found.hasMore]).toEqual([[old.id], false]);
    expect((await findMergeTargets(scope, here.id, "%_")).faces).toEqual([]);
  });

  test("goes for the people of one account too", async () => {
    const { scope } = await makePerson();
    const account = await make(scope, "Hinoki");
    const [ren, aoi] = [
      await makeContact(scope, { accountId: account.id, name: "Ren Sato" }),
      await makeContact(scope, { accountId: account.id, name: "Aoi Mori" }),
    ];
    await makeContact(scope, { name: "Aoi of elsewhere" });
    const key = { accountId: account.id, contactId: ren.id };
    const found = await findMergePeople(scope, key, "AOI");
    expect(found.faces).toEqual([{ id: aoi.id, name: "Aoi Mori", hint: aoi.email }]);
    expect((await findMergePeople(scope, key, "ren")).faces).toEqual([]);
  });
});
