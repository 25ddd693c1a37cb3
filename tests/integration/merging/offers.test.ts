import { db } from "@db/client";
import { accounts } from "@db/schema/accounts";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { listAccountChoices } from "~/features/accounts/data.server";
import { accountKeys } from "~/features/accounts/utils";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { paths } from "~/platform/paths";
import { makeAccount } from "../../support/factories";
import { makePeople, useScreens } from "../screens/support";

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

  test("a colleague's account can still be chosen where it need not be changed, and given away it is offered no more", async () => {
    const { mine, theirs } = await makeOffers();
    const ids = async (editable: boolean) =>
      (await listAccountChoices(people.rep.scope, { editable })).map(({ id }) => id);
    expect(await ids(false)).toEqual(expect.arrayContaining([...mine, ...theirs]));
    const given = mine[1] ?? "";
    await db.update(accounts).set({ ownerId: people.colleague.member.id }).where(eq(accounts.id, given));
    expect(await ids(true)).toContain(mine[0]);
    expect(await ids(true)).not.toContain(given);
  });
});
