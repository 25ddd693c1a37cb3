import { db } from "@db/client";
import { workspaces } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { forgetCustomHosts } from "~/features/workspaces/domains/data.server";
import { paths } from "~/platform/paths";
import { makeRoom } from "../../support/factories";
import { en, makePeople, makePerson, type Person, useScreens } from "../screens/support";
import { makeBuyer } from "../server/support";

const screens = useScreens();
const HOST = "rooms.kumano.example:3000";
let admin: Person;
let room: { id: string };
let buyer: string;
beforeEach(async () => {
  ({ admin } = await makePeople());
  room = await makeRoom(admin.scope, { name: "Cold chain room" });
  ({ buyer } = await makeBuyer(admin.scope, room.id));
  await setDomain(admin, "rooms.kumano.example");
});
afterEach(async () => {
  await db.update(workspaces).set({ customDomain: null });
  forgetCustomHosts();
});

async function setDomain(person: Person, customDomain: string) {
  await db.update(workspaces).set({ customDomain }).where(eq(workspaces.id, person.member.workspaceId));
  forgetCustomHosts();
}
const ask = (path: string, host = HOST, cookie = buyer, init: RequestInit & { origin?: string } = {}) =>
  screens.raw(path, init, { cookie, headers: { host, ...(init.origin && { origin: init.origin }) } });

describe("under a workspace's own domain", () => {
  test("its rooms open", async () => {
    const response = await ask(`${paths.buyerRoom(room.id)}/p/none`);
    expect(response.status).toBe(404);
    expect((await ask(paths.buyerRoom(room.id))).status).toBe(200);
  });

  test("a buyer's forms are taken from that domain, and from no other site", async () => {
    const consent = (origin: string) =>
      ask(paths.buyerConsent(room.id), HOST, buyer, { method: "POST", body: "choice=declined", origin });
    expect((await consent(`http://${HOST}`)).status).toBe(303);
    expect((await consent("https://elsewhere.example")).status).toBe(403);
    expect((await consent("http://localhost:3000")).status).toBe(403);
  });

  test("no room of another workspace is found", async () => {
    const other = await makePerson({ role: "admin" });
    const theirs = await makeRoom(other.scope);
    const { buyer: cookie } = await makeBuyer(other.scope, theirs.id);
    expect((await ask(paths.buyerRoom(theirs.id), "localhost:3000", cookie)).status).toBe(200);
    expect((await ask(paths.buyerRoom(theirs.id), HOST, cookie)).status).toBe(404);
    await setDomain(other, "rooms.hinoki.example");
    expect((await ask(paths.buyerRoom(room.id), "rooms.hinoki.example:3000")).status).toBe(404);
  });

  test.each([paths.signIn(), paths.home(), paths.rooms(), paths.settings(), paths.setup(), "/logo"])(
    "%s is not there",
    async (path) => {
      expect((await ask(path, HOST, admin.cookie)).status).toBe(404);
    },
  );

  test.each([
    "elsewhere.example:3000",
    "rooms.kumano.example.evil.example:3000",
    "rooms.kumano.example:8080",
    "",
  ])("the host %j is not served", async (host) => {
    expect((await ask(paths.health(), host)).status).toBe(421);
  });
});

describe("the page of the domain", () => {
  const filled = async () => {
    const screen = await screens.get(paths.domainSettings(), admin);
    return { screen, seen: screen.hidden("seen") };
  };

  test("says whether the installation was reached, and how links will look", async () => {
    expect((await filled()).screen.text).toContain("http://rooms.kumano.example:3000/r/");
    expect(await (await ask(paths.health(), HOST, "")).text()).toBe("ok");
    expect((await filled()).screen.text).toContain(en.settings.domain.reached);
  });

  test("takes no domain that another workspace or the installation itself has", async () => {
    const other = await makePerson({ role: "admin" });
    await setDomain(other, "rooms.hinoki.example");
    const { seen } = await filled();
    const refused = await screens.post(
      paths.domainSettings(),
      { seen, customDomain: "Rooms.Hinoki.Example" },
      admin,
    );
    expect(refused.status).toBe(422);
    expect(refused.field("customDomain").note).toContain(en.validation.taken);
  });

  test("goes to one of two workspaces that wish for it at the same moment", async () => {
    await db.update(workspaces).set({ customDomain: null });
    const other = await makePerson({ role: "admin" });
    const wish = { seen: "{}", customDomain: "shared.kumano.example" };
    const pages = await Promise.all(
      [admin, other].map(({ cookie }) => screens.post(paths.domainSettings(), wish, { cookie })),
    );
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 422]);
    const refused = pages.find(({ status }) => status === 422);
    expect(refused?.field("customDomain").note).toContain(en.validation.taken);
    expect(refused?.field("customDomain").value).toBe("shared.kumano.example");
    const held = eq(workspaces.customDomain, "shared.kumano.example");
    expect(await db.$count(workspaces, held)).toBe(1);
  });

  test("a domain that is taken away is no longer served, and links are made under our own name", async () => {
    const { seen } = await filled();
    expect((await screens.post(paths.domainSettings(), { seen, customDomain: "" }, admin)).status).toBe(200);
    expect((await ask(paths.buyerRoom(room.id))).status).toBe(421);
    expect(await newLinkOrigin()).toBe("http://localhost:3000");
  });

  test("new links carry the domain", async () => {
    expect(await newLinkOrigin()).toBe(`http://${HOST}`);
  });

  async function newLinkOrigin(): Promise<string> {
    const form = { intent: "create", label: "For the team", gate: "open", expiresOn: "" };
    const made = await screens.post(paths.roomLinks(room.id), form, admin);
    const address = made.document.querySelector<HTMLInputElement>("input[readonly]")?.value ?? "";
    return new URL(address).origin;
  }
});
