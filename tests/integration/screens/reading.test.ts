import { db } from "@db/client";
import { users } from "@db/schema/users";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { startSession } from "~/features/auth/sessions.server";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { makeTenant, type Tenant } from "../../isolation/world";
import { cookieOf } from "../../support/app";
import { makeMember } from "../../support/factories";
import { addVisit, makeReportedRoom } from "../engagement/support";
import { en, fill, ja, LANGUAGES, TEXTS, type Texts, useScreens } from "./support";

const screens = useScreens();
let own: Tenant;
let other: Tenant;
beforeAll(async () => {
  own = await makeTenant("Asagi");
  other = await makeTenant("Benikaba");
});

type Place = {
  at: (params: Tenant["params"]) => string;
  /** What the screen says in its own words. */
  says: (texts: Texts) => string[];
  /** What it shows of the workspace, each with the workspace's mark. */
  shows: string[];
  title?: string;
};

const PLACES: Record<string, Place> = {
  "the rooms": {
    at: () => paths.rooms(),
    says: ({ rooms }) => [rooms.list.title, rooms.list.description],
    shows: ["Room", "Deal", "Account", "Rep"],
  },
  "a new room": {
    at: () => paths.newRoom(),
    says: ({ rooms }) => [rooms.new.title, rooms.new.fromDeal, rooms.new.languageHint],
    shows: ["Account Asagi: Deal"],
  },
  "a room": {
    at: ({ roomId }) => paths.room(roomId),
    says: ({ rooms }) => [rooms.pages.title, rooms.add.addDocument, rooms.activity, rooms.pages.moveUp],
    shows: ["Room", "Page", "Proposal", "Document", "Unplaced document", "Account"],
    title: "Room",
  },
  "editing a room": {
    at: ({ roomId }) => paths.editRoom(roomId),
    says: ({ rooms }) => [rooms.edit.title, rooms.edit.consent.strict, rooms.archive.body],
    shows: ["Room", "Rep", "Admin"],
    title: "Room",
  },
  "a page with a proposal": {
    at: ({ roomId, proposalId }) => paths.roomPage(roomId, proposalId),
    says: () => [],
    shows: ["Proposal", "Room"],
    title: "Proposal",
  },
  "a page with a document": {
    at: ({ roomId, pageId }) => paths.roomPage(roomId, pageId),
    says: () => [],
    shows: ["Page", "Room"],
    title: "Page",
  },
  "the links of a room": {
    at: ({ roomId }) => paths.roomLinks(roomId),
    says: ({ sharing }) => [
      sharing.description,
      sharing.newTitle,
      sharing.gates.code,
      sharing.actions.create,
    ],
    shows: ["Room", "Rep"],
    title: "Room",
  },
  "the report of a room": {
    at: ({ roomId }) => paths.roomReport(roomId),
    says: ({ engagement }) => [engagement.report.title, engagement.report.emptyTitle, engagement.hits.title],
    shows: ["Room"],
    title: "Room",
  },
  "the accounts": {
    at: () => paths.accounts(),
    says: ({ accounts }) => [accounts.list.title, accounts.list.description, accounts.lists.updated],
    shows: ["Account", "Rep"],
  },
  "a new account": {
    at: () => paths.newAccount(),
    says: ({ accounts }) => [accounts.new.title, accounts.fields.readingHint, accounts.new.submit],
    shows: ["Workspace"],
  },
  "an account": {
    at: ({ accountId }) => paths.account(accountId),
    says: ({ accounts }) => [accounts.contacts.title, accounts.deals.title, accounts.report],
    shows: ["Account", "Contact", "Deal", "Room"],
    title: "Account",
  },
  "editing an account": {
    at: ({ accountId }) => paths.editAccount(accountId),
    says: ({ accounts }) => [accounts.edit.title, accounts.archive.hanging, accounts.archive.submit],
    shows: ["Account", "Deal", "Room"],
    title: "Account",
  },
  "the report of an account": {
    at: ({ accountId }) => paths.accountReport(accountId),
    says: ({ engagement }) => [engagement.account.rooms, engagement.account.contactsCaption],
    shows: ["Account", "Contact", "Room", "Deal"],
    title: "Account",
  },
  "a new contact": {
    at: ({ accountId }) => paths.newContact(accountId),
    says: ({ accounts }) => [accounts.contacts.new, accounts.roles.champion, accounts.contacts.add],
    shows: ["Account"],
    title: "Account",
  },
  "a contact": {
    at: ({ accountId, contactId }) => paths.contact(accountId, contactId),
    says: ({ accounts }) => [accounts.contacts.contact, accounts.contacts.department, accounts.contacts.save],
    shows: ["Contact", "Account"],
    title: "Contact",
  },
  "a new deal": {
    at: ({ accountId }) => paths.newDeal(accountId),
    says: ({ accounts }) => [accounts.stages.negotiate, accounts.deals.amountHint, accounts.deals.add],
    shows: ["Account"],
    title: "Account",
  },
  "the deals": {
    at: () => paths.deals(),
    says: ({ accounts }) => [accounts.deals.title, accounts.deals.description, accounts.stages.qualify],
    shows: ["Deal", "Account", "Rep"],
  },
  "a deal": {
    at: ({ dealId }) => paths.deal(dealId),
    says: ({ accounts }) => [accounts.deals.facts, accounts.deals.closing, accounts.deals.reasonHint],
    shows: ["Deal", "Account", "Room"],
    title: "Deal",
  },
  "editing a deal": {
    at: ({ dealId }) => paths.editDeal(dealId),
    says: ({ accounts }) => [accounts.deals.edit, accounts.deals.archiveBody, accounts.stages.close],
    shows: ["Deal", "Rep", "Admin"],
    title: "Deal",
  },
  "the library": {
    at: () => paths.library(),
    says: ({ library }) => [library.list.title, library.list.description],
    shows: ["Document", "Unplaced document"],
  },
  "the definitions": {
    at: () => paths.definitions(),
    says: ({ engagement: { definitions } }) => [
      definitions.title,
      ...Object.values(definitions.items).flatMap(({ name, formula, text }) => [name, formula, text]),
    ],
    shows: ["Workspace"],
  },
  "the profile": {
    at: () => paths.settings(),
    says: ({ auth }) => [auth.settings.profile, auth.settings.name],
    shows: ["Rep"],
  },
  "the settings of security": {
    at: () => paths.security(),
    says: ({ auth }) => [auth.settings.security, auth.settings.sessionsBody, auth.settings.thisDevice],
    shows: ["Rep"],
  },
};

describe.each(Object.entries(PLACES))("%s", (_name, { at, says, shows, title }) => {
  test.each(LANGUAGES)("reads in %s, with what is the workspace's and nothing of another's", async (lang) => {
    const page = await screens.get(at(own.params), { cookie: own.cookies.rep, language: lang });
    expect(page.status).toBe(200);
    expect(page.lang).toBe(lang);
    expect(page.title).toContain(title ? `${title} Asagi` : " · Engawa");
    expect(page.heading).not.toBe("");
    const stems = says(TEXTS[lang]).map((text) => text.split("{{")[0] ?? "");
    for (const text of stems) expect(page.document.body.innerHTML + page.text).toContain(text);
    for (const text of shows) expect(page.text).toContain(text.includes("Asagi") ? text : `${text} Asagi`);
    expect(page.html).not.toContain("Benikaba");
    expect(page.headers.get("cache-control")).toContain("no-store");
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self' 'nonce-");
  });

  test("sends a visitor without a session to sign in, and back afterwards", async () => {
    const address = at(own.params);
    const page = await screens.get(address);
    expect(page.status).toBe(302);
    expect(page.location).toBe(paths.signIn(address));
    expect(page.html).not.toContain("Asagi");
  });

  test("of another workspace, or with an id that is none, does not exist", async () => {
    const asking = { cookie: other.cookies.rep };
    if (at(own.params) === at(other.params)) return;
    const foreign = await screens.get(at(own.params), asking);
    expect(foreign.status).toBe(404);
    expect(foreign.html).not.toContain("Asagi");
    expect(foreign.text).toContain(en.common.error.title["404"]);
    const ids = { ...own.params, roomId: newId(), accountId: newId(), dealId: newId() };
    expect((await screens.get(at(ids), asking)).status).toBe(404);
    for (const odd of ["%00", "..%2f..%2fetc", "'; drop table rooms --", "x".repeat(500), "%F0%9F%92%A9"]) {
      const params = { ...own.params, roomId: odd, accountId: odd, dealId: odd };
      expect((await screens.get(at(params), asking)).status, odd).toBe(404);
    }
  });
});

test.each(LANGUAGES)("the admin's screens read in %s and are closed to everyone else", async (lang) => {
  const texts = TEXTS[lang];
  const admin = { cookie: own.cookies.admin, language: lang };
  const mails = await screens.get(paths.adminMails(), admin);
  expect(mails).toMatchObject({ status: 200, lang, heading: texts.admin.mails.title });
  expect(mails.title).toMatch(new RegExp(`^${texts.admin.mails.title} · .*Asagi · Engawa$`));
  expect(mails.text).toContain("Mail Asagi");
  expect(mails.text).not.toContain("Mail Benikaba");
  const mail = await screens.get(paths.adminMail(own.params.mailId), admin);
  expect(mail).toMatchObject({ status: 200, lang, heading: "Mail Asagi" });
  expect(mail.text).toContain(texts.admin.mails.states.kept);
  const jobs = await screens.get(paths.adminJobs(), admin);
  expect(jobs).toMatchObject({ status: 200, lang, heading: texts.admin.jobs.title });
  for (const address of [paths.adminMails(), paths.adminMail(own.params.mailId), paths.adminJobs()]) {
    const refused = await screens.get(address, { cookie: own.cookies.rep, language: lang });
    expect(refused.status).toBe(403);
    expect(refused.lang).toBe(lang);
    expect(refused.text).toContain(texts.common.error.title["403"]);
    expect(refused.html).not.toContain("Mail Asagi");
  }
  expect((await screens.get(paths.adminMail(other.params.mailId), admin)).status).toBe(404);
});

describe("the language of a page", () => {
  test("is the profile's, else the chosen one, else the browser's", async () => {
    const { userId } = await makeMember();
    const session = cookieOf(await startSession(userId, null));
    const chosen = `${session}; engawa_language=ja`;
    expect((await screens.get("/rooms", { cookie: session, language: "ja" })).lang).toBe("ja");
    expect((await screens.get("/rooms", { cookie: session, language: "fr, de;q=0.8" })).lang).toBe("en");
    expect((await screens.get("/rooms", { cookie: chosen, language: "en" })).lang).toBe("ja");
    await db.update(users).set({ language: "en" }).where(eq(users.id, userId));
    expect((await screens.get("/rooms", { cookie: chosen, language: "ja" })).lang).toBe("en");
  });

  test.each(LANGUAGES)("holds on pages that do not exist: %s", async (lang) => {
    const texts = TEXTS[lang].common;
    for (const cookie of [undefined, own.cookies.rep]) {
      for (const address of ["/no/such/page", "/admin", "/rooms/x/y/z", "/%E6%88%91"]) {
        const page = await screens.get(address, { cookie, language: lang });
        expect(page).toMatchObject({ status: 404, lang });
        expect(page.title).toMatch(new RegExp(`^${texts.error.title["404"]} · (.* · )?Engawa$`));
        expect(page.text).toContain(texts.error.title["404"]);
        expect(page.text).toContain(texts.error.body["404"]);
        expect(page.links()).toContain(paths.home());
      }
    }
  });

  test("a change sent to a page that does not exist is answered the same way", async () => {
    const page = await screens.post("/no/such/page", { name: "x" }, { language: "ja" });
    expect(page).toMatchObject({ status: 404, lang: "ja" });
    expect(page.text).toContain(ja.common.error.title["404"]);
  });

  test("holds when a change is refused", async () => {
    const asking = { cookie: own.cookies.rep, language: "ja" };
    const lost = await screens.post(paths.editDeal(other.params.dealId), { intent: "archive" }, asking);
    expect(lost).toMatchObject({ status: 404, lang: "ja" });
    expect(lost.text).toContain(ja.common.error.title["404"]);
    const odd = await screens.post(paths.deal(own.params.dealId), { intent: "sell" }, asking);
    expect(odd).toMatchObject({ status: 422, lang: "ja" });
    expect(odd.text).toContain(ja.common.error.body["400"]);
    const headers = { "content-type": "text/plain" };
    const noForm = await screens.raw(
      paths.signIn(),
      { method: "POST", body: "x" },
      { language: "ja", headers },
    );
    expect(noForm.status).toBe(422);
    expect(await noForm.text()).toContain(ja.common.error.title["400"]);
  });
});

test("the start is home, for members only", async () => {
  const page = await screens.get(paths.home(), { cookie: own.cookies.rep });
  expect(page).toMatchObject({ status: 200, heading: en.home.title });
  expect((await screens.get(paths.home())).location).toBe(paths.signIn());
});

test("every number of a report leads to its own definition", async () => {
  const of = await makeReportedRoom();
  const cookie = cookieOf(await startSession(of.userId, null));
  const startedAt = new Date();
  await addVisit(of, {
    startedAt,
    contactId: of.sato.id,
    views: [{ pageId: of.prices.id, versionId: of.version.id, units: { 1: 9_000 } }],
  });
  const definitions = await screens.get(paths.definitions(), { cookie });
  for (const address of [paths.roomReport(of.room.id), paths.accountReport(of.account.id)]) {
    const report = await screens.get(`${address}?window=all`, { cookie });
    expect(report.status).toBe(200);
    const anchors = report.links().filter((link) => link.startsWith("/definitions#"));
    expect(new Set(anchors).size).toBeGreaterThanOrEqual(8);
    for (const anchor of anchors) {
      const entry = definitions.document.getElementById(anchor.split("#")[1] ?? "");
      expect(entry?.querySelector("dt")?.textContent, anchor).toBeTruthy();
    }
    const link = report.document.querySelector('a[href="/definitions#active-time"]');
    expect(link?.getAttribute("aria-label")).toBe(
      fill(en.common.chart.howCountedFor, { label: en.engagement.numbers.activeTime }),
    );
  }
});
