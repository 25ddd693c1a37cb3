import type { Browser, Page } from "@playwright/test";
import { newId } from "~/platform/ids";
import { ADMIN, createFirstAdmin, expect, test } from "../support/e2e";
import { type RunningServer, startServer } from "../support/server";
import { deckPdf } from "./support/files";
import { askForCode, enterCode } from "./support/gate";
import { watchProblems } from "./support/problems";
import { lookAt } from "./support/screens";
import { openSeller, type Seller } from "./support/seller";
import { furnish, OFFER, type Workplace } from "./support/workplace";

const LANGUAGES = ["en", "ja"] as const;
type Language = (typeof LANGUAGES)[number];
const LOCALES = { en: "en-GB", ja: "ja-JP" } as const;

/** From another address than the people, so that they are not suspected for it. */
const SLACK = { "user-agent": "Slackbot-LinkExpanding 1.0", "x-forwarded-for": "203.0.113.9" };
const UNKNOWN_ID = "01k0000000000000000000zzzz";
const LONG_NAME = "株式会社ひのき食品ホールディングス関西物流統括本部";
/** One server for all screens: first empty, then with one of everything. */
let server: RunningServer;
let seller: Seller;
let member: Page;
const problems: string[] = [];

test.describe.configure({ mode: "serial" });
// A trace of so many pages would take longer than looking at them.
test.use({ trace: "off" });

test.beforeAll(async ({ browser }) => {
  server = await startServer({ env: { TRUSTED_PROXIES: "1", DESIGN_PAGE: "on" } });
  const context = await browser.newContext({ baseURL: server.url });
  member = await context.newPage();
  await watchProblems(member, server.url, problems);
});

test.afterAll(async () => {
  await member?.context().close();
  await seller?.close();
  await server?.stop();
});

test.afterEach(() => {
  expect(problems.splice(0)).toEqual([]);
});

test("the doors of members", async ({ browser }) => {
  const address = await server.setUpUrl();
  const walk = async (language: Language) => {
    const page = await visitor(browser, language);
    await page.goto(address);
    await lookAt(page, "set-up", language);
    await page.goto("/sign-in");
    await lookAt(page, "sign-in", language);
    await page.goto("/forgot-password");
    await lookAt(page, "forgot-password", language);
    await page.goto("/sign-in");
    await page.locator('[name="email"]').fill(ADMIN.email);
    await page.locator('[name="password"]').fill("wrong");
    await page.locator('form:has([name="password"]) [type="submit"]').click();
    await expect(page.getByRole("alert")).toBeVisible();
    await lookAt(page, "sign-in-refused", language);
    await page.context().close();
  };
  await Promise.all(LANGUAGES.map(walk));
  await createFirstAdmin(member, server);
  seller = await openSeller({ ...server, storageState: await member.context().storageState() });
});

test("what a new workspace sees", async ({ browser }) => {
  test.setTimeout(300_000);
  const roomId = await seller.makeRoom("An empty room", "Sugi Logistics");
  const empty = {
    accounts: "/accounts?q=nothing",
    rooms: "/rooms?archived=1",
    library: "/library",
    imports: "/imports",
    "library-archived": "/library?archived=1",
    mails: "/admin/mails",
    jobs: "/admin/jobs",
    room: `/rooms/${roomId}`,
    links: `/rooms/${roomId}/links`,
    report: `/rooms/${roomId}/report`,
    chat: `/rooms/${roomId}/chat`,
    people: `/rooms/${roomId}/people`,
    tasks: "/tasks",
  };
  const named = Object.entries(empty).map(([name, address]) => [`empty-${name}`, address]);
  await lookInBothLanguages(browser, Object.fromEntries(named));
});

test("the screens of members", async ({ browser }) => {
  test.setTimeout(480_000);
  const world = await fill(browser);
  await lookInBothLanguages(browser, world.addresses);
});

test("the rooms of buyers", async ({ browser }) => {
  test.setTimeout(300_000);
  const roomId = await seller.makeRoom("ひのき食品様 コールドチェーン刷新のご提案", LONG_NAME);
  await seller.addDocument(roomId, await deckPdf());
  const proposalId = await seller.addProposal(roomId, "ご提案", OFFER);
  const work = await furnish(seller.request, roomId);
  const coded = await seller.share(roomId, { label: "Coded", gate: "code" });
  const claimed = await seller.share(roomId, { label: "Claimed", gate: "email" });
  const open = await seller.share(roomId, { label: "Open", allowDownload: true });
  const expired = await seller.share(roomId, { label: "Expired", expiresOn: "2020-01-31" });
  const walk = async (language: Language) => {
    const page = await visitor(browser, language);
    await page.goto(claimed);
    await lookAt(page, "gate-email", language);
    await page.goto(open);
    await expect(page.locator("[data-page='1'] canvas").first()).toBeVisible();
    await lookAt(page, "buyer-notice", language);
    await page.locator('[data-consent] button[type="submit"]').last().click();
    await expect(page.locator("[data-consent]")).toHaveCount(0);
    await lookAt(page, "buyer-document", language);
    await page.goto(`/room/${roomId}/p/${proposalId}`);
    await lookAt(page, "buyer-proposal", language);
    await page.locator("details summary").click();
    await lookAt(page, "buyer-privacy", language);
    const plan = `/room/${roomId}/p/${work.planId}`;
    const addresses = {
      "buyer-accept": `/room/${roomId}/p/${proposalId}/accept`,
      "buyer-plan": plan,
      "buyer-task": `${plan}/tasks/${work.taskId}`,
      "buyer-form": `/room/${roomId}/p/${work.formId}`,
      "buyer-chat": `/room/${roomId}/chat`,
      "buyer-chat-apart": `/room/${roomId}/chat?corner=buyers`,
      "buyer-people": `/room/${roomId}/people`,
      "buyer-calendar": `/room/${roomId}/calendar`,
    };
    await walkThrough(page, addresses, language);
    await page.goto(expired);
    await lookAt(page, "buyer-closed", language);
    await page.goto(`/room/${UNKNOWN_ID}`);
    await lookAt(page, "buyer-unknown", language);
    await page.context().close();
  };
  await Promise.all([...LANGUAGES.map(walk), passByCode(browser, coded)]);

  await member.goto(`/rooms/${roomId}`);
  await member.locator('form[action$="/preview"] button').click();
  await member.waitForURL(/\/room\//);
  await lookAt(member, "buyer-preview", "en");
});

async function passByCode(browser: Browser, address: string): Promise<void> {
  const page = await visitor(browser, "en");
  await page.goto(address);
  await askForCode(page, "ren@hinoki.example");
  await lookAt(page, "gate-code", "en");
  await enterCode(page, "000000");
  await expect(page.getByLabel("Six-digit code")).toHaveAttribute("aria-invalid", "true");
  await lookAt(page, "gate-code-wrong", "en");
  await page.context().close();
}

/** Side by side: each language has a browser of its own, which the profile follows. */
async function lookInBothLanguages(
  browser: Browser,
  addresses: Readonly<Record<string, string>>,
): Promise<void> {
  await speak("");
  const storageState = await member.context().storageState();
  await Promise.all(
    LANGUAGES.map(async (language) => {
      const context = await browser.newContext({
        baseURL: server.url,
        locale: LOCALES[language],
        storageState,
      });
      const page = await context.newPage();
      await watchProblems(page, server.url, problems);
      await walkThrough(page, addresses, language);
      await context.close();
    }),
  );
  await speak("en");
}

async function walkThrough(
  page: Page,
  addresses: Readonly<Record<string, string>>,
  language: Language,
): Promise<void> {
  for (const [name, address] of Object.entries(addresses)) {
    await page.goto(address);
    await settle(page);
    await lookAt(page, name, language);
  }
}

/** Pictures and viewers come after the page. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  if ((await page.locator("[data-page='1'].viewer-paper").count()) > 0) {
    await expect(page.locator("[data-page='1'] canvas").first()).toBeVisible();
  }
}

/** Empty: as in the browser. */
async function speak(language: Language | ""): Promise<void> {
  const form = { intent: "profile", name: ADMIN.name, language };
  expect((await seller.request.post("/settings", { form })).status()).toBeLessThan(400);
}

let visitorCount = 0;

/** Each comes from an address of their own: one that opens several links within seconds is a scanner's. */
async function visitor(browser: Browser, language: Language): Promise<Page> {
  const locale = LOCALES[language];
  visitorCount += 1;
  const extraHTTPHeaders = { "x-forwarded-for": `198.51.100.${visitorCount}` };
  const page = await (await browser.newContext({ baseURL: server.url, locale, extraHTTPHeaders })).newPage();
  await watchProblems(page, server.url, problems);
  return page;
}

/** One of everything, a person who read and a machine that looked. */
async function fill(browser: Browser) {
  const roomId = await seller.makeRoom("ひのき食品様 2026年度コールドチェーン刷新プロジェクト", LONG_NAME);
  const documentId = await seller.addDocument(roomId, await deckPdf());
  const proposalId = await seller.addProposal(roomId, "ご提案", OFFER);
  await seller.share(roomId, { label: "Expired one", expiresOn: "2020-01-31" });
  await seller.share(roomId, { label: "To be closed" });
  await seller.revokeNewest(roomId);
  const open = await seller.share(roomId, { label: "For the buyers", allowDownload: true });
  await fetch(open, { redirect: "manual", headers: SLACK });
  await readALittle(browser, await seller.share(roomId, { label: "For readers", gate: "email" }));

  await member.goto(`/rooms/${roomId}`);
  const [accountId = "", dealId = ""] = await Promise.all(
    ["accounts", "deals"].map(async (noun) => {
      const link = member.locator(`a[href^="/${noun}/"]`).first();
      return (await link.getAttribute("href"))?.split("/").at(-1);
    }),
  );
  const contact = await makeContact(accountId);
  const code = await seller.share(roomId, { label: "Coded", gate: "code" });
  const page = await visitor(browser, "en");
  await page.goto(code);
  await askForCode(page, "ren@hinoki.example");
  await page.context().close();
  await member.goto("/admin/mails");
  const mail = await member.locator('a[href^="/admin/mails/"]').first().getAttribute("href");
  await member.goto(`/rooms/${roomId}/links`);
  const edit = await member.locator('a[href*="?edit="]').first().getAttribute("href");

  const work = await furnish(seller.request, roomId);
  const account = `/accounts/${accountId}`;
  const addresses = {
    home: "/",
    rooms: "/rooms",
    "room-new": "/rooms/new",
    room: `/rooms/${roomId}`,
    "room-edit": `/rooms/${roomId}/edit`,
    "room-document": `/rooms/${roomId}/pages/${documentId}`,
    "room-proposal": `/rooms/${roomId}/pages/${proposalId}`,
    ...workplaceOf(roomId, proposalId, work),
    "room-links": `/rooms/${roomId}/links`,
    "room-link-edit": edit ?? "",
    "room-report": `/rooms/${roomId}/report`,
    "room-report-week": `/rooms/${roomId}/report?window=7&class=automated`,
    accounts: "/accounts",
    "account-new": "/accounts/new",
    account,
    "account-edit": `${account}/edit`,
    "account-report": `${account}/report`,
    "account-delete": `${account}/delete`,
    "account-merge": `${account}/merge`,
    "contact-new": `${account}/contacts/new`,
    contact,
    "deal-new": `${account}/deals/new`,
    deals: "/deals",
    contacts: "/contacts",
    "deals-board": "/deals/board",
    deal: `/deals/${dealId}`,
    "deal-edit": `/deals/${dealId}/edit`,
    tasks: "/tasks",
    templates: "/templates",
    template: "/templates/ja.enterprise-evaluation",
    library: "/library",
    imports: "/imports",
    "import-new": "/imports/new",
    definitions: "/definitions",
    search: "/search?q=ひのき",
    settings: "/settings",
    "settings-workspace": "/settings/workspace",
    "settings-branding": "/settings/branding",
    "settings-hours": "/settings/hours",
    "settings-deals": "/settings/deals",
    "settings-tracking": "/settings/tracking",
    "settings-domain": "/settings/domain",
    security: "/settings/security",
    members: "/settings/members",
    teams: "/settings/teams",
    mails: "/admin/mails",
    mail: mail ?? "",
    jobs: "/admin/jobs",
    design: "/design",
    "no-such-page": "/no/such/page",
    "no-such-room": `/rooms/${UNKNOWN_ID}`,
  };
  return { addresses };
}

/** What members do together with buyers in a room. */
function workplaceOf(roomId: string, proposalId: string, { planId, taskId, formId }: Workplace) {
  const page = (id: string) => `/rooms/${roomId}/pages/${id}`;
  return {
    "proposal-publish": `${page(proposalId)}/publish`,
    "proposal-versions": `${page(proposalId)}/versions`,
    "room-plan": `${page(planId)}/plan`,
    "room-plan-board": `${page(planId)}/plan?view=board`,
    "room-plan-timeline": `${page(planId)}/plan?view=timeline`,
    "room-plan-edit": `${page(planId)}/plan?edit=${taskId}`,
    "room-task": `${page(planId)}/tasks/${taskId}`,
    "room-form": page(formId),
    "room-form-preview": `${page(formId)}?view=preview`,
    "room-form-results": `${page(formId)}?view=results`,
    "room-chat": `/rooms/${roomId}/chat`,
    "room-people": `/rooms/${roomId}/people`,
    "room-people-map": `/rooms/${roomId}/people?view=map`,
    "room-calendar": `/rooms/${roomId}/calendar`,
    "room-templates": `/rooms/${roomId}/templates`,
  };
}

async function makeContact(accountId: string): Promise<string> {
  const form = { requestKey: newId(), name: "檜山 蓮", email: "ren@hinoki.example", title: "物流統括本部長" };
  const made = await seller.request.post(`/accounts/${accountId}/contacts/new`, { form });
  expect(made.status()).toBe(302);
  await member.goto(`/accounts/${accountId}`);
  return (await member.getByRole("link", { name: "檜山 蓮" }).first().getAttribute("href")) ?? "";
}

async function readALittle(browser: Browser, address: string): Promise<void> {
  const page = await visitor(browser, "en");
  await page.goto(address);
  await page.getByLabel("E-mail address", { exact: true }).fill("hanako@hinoki.example");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.locator("[data-page='1'] canvas").first()).toBeVisible();
  await page.mouse.move(500, 500, { steps: 8 });
  await page.mouse.wheel(0, 900);
  await page.waitForResponse((response) => response.url().endsWith("/b") && response.status() === 204);
  await page.context().close();
}
