import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { users } from "@db/schema/users";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { paths } from "~/platform/paths";
import { foldText } from "~/platform/text";
import { makeAccount, makeContact, makeDeal, makeLink, makeRoom } from "../../support/factories";
import {
  expectEscaped,
  expectRedirect,
  fill,
  IMG,
  LANGUAGES,
  makePeople,
  type Person,
  TEXTS,
  useScreens,
} from "./support";

const screens = useScreens();
let people: Awaited<ReturnType<typeof makePeople>>;
let rep: Person;

beforeAll(async () => {
  people = await makePeople();
  rep = people.rep;
});

const as = (person: Person, language = "en") => ({ cookie: person.cookie, language });

describe("home", () => {
  test.each(LANGUAGES)("teaches the first steps in %s while nothing is shared yet", async (language) => {
    const { home } = TEXTS[language];
    const screen = await screens.get("/", as(people.stranger, language));
    expect(screen.heading).toBe(home.title);
    for (const step of ["account", "deal", "room", "upload", "share"] as const) {
      expect(screen.text).toContain(home.steps[step].title);
    }
    expect(screen.text).toContain(fill(home.steps.progress, { done: 0, count: 5 }));
    expect(screen.links()).toContain(paths.newAccount());
  });

  test.each(LANGUAGES)(
    "names what is due in %s, each with a way to do something about it",
    async (language) => {
      const { home } = TEXTS[language];
      const deal = await makeDeal(rep.scope, { name: `Overdue ${IMG}`, closeDate: "2026-01-05" });
      const room = await makeRoom(rep.scope, { dealId: deal.id });
      const { link } = await makeLink(rep.scope, {
        roomId: room.id,
        expiresAt: new Date(Date.now() + 86_400_000),
      });
      const screen = await screens.get("/", as(rep, language));
      expectEscaped(screen, `Overdue ${IMG}`);
      expect(screen.text).toContain(link.label);
      expect(screen.links()).toEqual(
        expect.arrayContaining([paths.editDeal(deal.id), paths.roomLinks(room.id)]),
      );
      expect(screen.text).not.toContain(home.steps.title);
      // The slow part is streamed after the rest, in the same answer.
      expect(screen.html).toContain(home.hot.none);
      await db.update(deals).set({ closeDate: null }).where(eq(deals.id, deal.id));
    },
  );

  test("a rep has no choice whose rooms it speaks of; an admin has, and it is in the address", async () => {
    expect((await screens.get("/?whose=everyone", as(rep))).links()).not.toContain("/?whose=everyone");
    const mine = await screens.get("/?whose=mine", as(people.admin));
    expect(mine.document.querySelector("[aria-current=true]")?.textContent).toBe(TEXTS.en.home.whose.mine);
    const nonsense = await screens.get("/?whose=nobody", as(people.admin));
    expect(nonsense.document.querySelector("[aria-current=true]")?.textContent).toBe(
      TEXTS.en.home.whose.everyone,
    );
  });
});

describe("the search as a page", () => {
  test("works without a script, repeats what was typed, and says how to find more", async () => {
    const name = `Kiri ${IMG}`;
    const account = await makeAccount(rep.scope, { name, searchText: foldText(name) });
    const found = await screens.get(paths.search("kiri"), as(rep));
    expectEscaped(found, name);
    expect(found.links()).toContain(paths.account(account.id));
    expect(found.document.querySelector<HTMLInputElement>("[name=q]")?.value).toBe("kiri");
    const none = await screens.get(paths.search("no such thing"), as(rep, "ja"));
    expect(none.text).toContain(fill(TEXTS.ja.home.search.none, { term: "no such thing" }));
    expect((await screens.get(paths.search("x".repeat(3_000)), as(rep))).status).toBe(200);
  });
});

describe("the star", () => {
  test("stands at what the page shows, works without a script, and fills the side list", async () => {
    const room = await makeRoom(rep.scope, { name: "Starred room" });
    const page = paths.room(room.id);
    const star = (await screens.get(page, as(rep))).document.querySelector("button[name=intent]");
    expect([star?.getAttribute("value"), star?.getAttribute("aria-pressed")]).toEqual(["add", "false"]);
    const form = { kind: "room", id: room.id, next: page };
    expectRedirect(await screens.post(paths.favourites(), { ...form, intent: "add" }, as(rep)), page);
    const marked = await screens.get(paths.roomReport(room.id), as(rep));
    expect(marked.document.querySelector("button[name=intent]")?.getAttribute("aria-pressed")).toBe("true");
    expect(
      marked.document.querySelector(`nav[aria-label="${TEXTS.en.home.favourites.title}"]`)?.textContent,
    ).toContain("Starred room");
    expect((await screens.get("/accounts", as(rep))).has("button[aria-pressed]")).toBe(false);
    expect((await screens.post(paths.favourites(), { ...form, intent: "burn" }, as(rep))).status).toBe(422);
  });

  test("what was opened is told by the page, after it is shown", async () => {
    const room = await makeRoom(rep.scope);
    expect((await screens.post(paths.recents(), { kind: "room", id: room.id }, as(rep))).status).toBe(204);
    expect(
      (await screens.post(paths.recents(), { kind: "room", id: room.id }, as(people.stranger))).status,
    ).toBe(404);
    expect((await screens.post(paths.recents(), { kind: "moon", id: room.id }, as(rep))).status).toBe(422);
  });
});

describe("taking an archiving back", () => {
  const archivedFor = async (path: string) => {
    const answer = await screens.post(path, { intent: "archive", acceptsHanging: "on" }, as(rep));
    expect(answer.status).toBe(302);
    const cookie = answer.cookies.find((line) => line.startsWith("engawa_archived=")) ?? "";
    expect(cookie).toMatch(/HttpOnly.*Max-Age=20$/);
    return JSON.parse(decodeURIComponent(cookie.split(";")[0]?.split("=")[1] ?? ""));
  };

  test.each(["room", "account", "deal", "contact"] as const)(
    "a %s comes back by what the next page is told",
    async (kind) => {
      const account = await makeAccount(rep.scope, { name: "Archived account" });
      const contact = await makeContact(rep.scope, { accountId: account.id, name: "Archived contact" });
      const deal = await makeDeal(rep.scope, { accountId: account.id, name: "Archived deal" });
      const room = await makeRoom(rep.scope, { dealId: deal.id, name: "Archived room" });
      const places = {
        room: { edit: paths.editRoom(room.id), page: paths.editRoom(room.id) },
        account: { edit: paths.editAccount(account.id), page: paths.editAccount(account.id) },
        deal: { edit: paths.editDeal(deal.id), page: paths.editDeal(deal.id) },
        contact: { edit: paths.contact(account.id, contact.id), page: paths.contact(account.id, contact.id) },
      };
      const told = await archivedFor(places[kind].edit);
      expect(told).toMatchObject({ name: `Archived ${kind}`, ref: { kind } });
      expect((await screens.post(paths.undo(), told.ref, as(people.colleague))).status).toBe(403);
      expect((await screens.post(paths.undo(), told.ref, as(people.stranger))).status).toBe(404);
      expect((await screens.post(paths.undo(), told.ref, as(rep))).status).toBe(200);
      const back = await screens.get(places[kind].page, as(rep));
      expect([back.status, back.has("input[value=restore], button[value=restore]")]).toEqual([200, false]);
    },
  );

  test("a cookie that somebody changed is nothing to the next page", async () => {
    for (const value of [
      "nonsense",
      "{}",
      JSON.stringify({ key: "x", name: "y", ref: { kind: "room", id: "z" } }),
    ]) {
      const cookie = `${rep.cookie}; engawa_archived=${encodeURIComponent(value)}`;
      expect((await screens.get("/accounts", { cookie })).status).toBe(200);
    }
  });
});

describe("appearance and language", () => {
  test("a chosen appearance is kept in the browser and goes with the page, but not to buyers' pages", async () => {
    const answer = await screens.post("/theme", { theme: "dark", next: "/rooms" }, as(rep));
    expectRedirect(answer, "/rooms");
    const [theme = ""] = (answer.cookies[0] ?? "").split(";");
    const cookie = `${rep.cookie}; ${theme}`;
    expect((await screens.get("/rooms", { cookie })).document.documentElement.dataset.theme).toBe("dark");
    expect(
      (await screens.get("/room/none/gate", { cookie })).document.documentElement.dataset.theme,
    ).toBeUndefined();
    expect((await screens.get("/rooms", as(rep))).document.documentElement.dataset.theme).toBeUndefined();
    expect((await screens.post("/theme", { theme: "pink" }, as(rep))).status).toBe(422);
    expectRedirect(
      await screens.post("/theme", { theme: "light", next: "https://elsewhere.example" }, as(rep)),
      "/",
    );
  });

  test("choosing a language changes what a member had chosen before", async () => {
    await db.update(users).set({ language: "ja" }).where(eq(users.id, rep.userId));
    expect((await screens.get("/rooms", as(rep))).lang).toBe("ja");
    await screens.post("/language", { language: "en", next: "/rooms" }, as(rep));
    expect((await screens.get("/rooms", as(rep, "ja"))).lang).toBe("en");
    await db.update(users).set({ language: null }).where(eq(users.id, rep.userId));
  });
});
