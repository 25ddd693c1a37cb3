import type { Page } from "@playwright/test";
import { BUILT_IN_TEMPLATES } from "~/features/rooms/templates/built-in/templates";
import { expect, test } from "../support/e2e";
import * as buying from "./support/buying";
import { dropPdf } from "./support/drop";
import { reportPdf } from "./support/files";
import { readCode } from "./support/gate";
import { inviteByMail, join, linkInMail, openAs, readMail } from "./support/newcomers";
import * as selling from "./support/selling";
import { fillIn, type Language, TEXTS, type Texts } from "./support/texts";

/** What the two say to each other; everything else is text of the screens. */
const SAID = {
  ja: {
    account: "株式会社ひのき食品",
    deal: "コールドチェーン刷新 2026",
    heading: "ご提案の要点",
    text: "港から台所まで、温度を切らさずにお届けします。",
    task: "情報システム部の確認を済ませる",
    question: "冷蔵車の台数は足りますか。",
    answer: "はい、十二台をご用意しています。",
  },
  en: {
    account: "Hinoki Foods",
    deal: "Cold chain 2026",
    heading: "What we propose",
    text: "One partner from the harbour to the kitchen door.",
    task: "Get the review by IT done",
    question: "Are there enough refrigerated lorries?",
    answer: "Yes, twelve are set aside for you.",
  },
} as const;

const PASSWORD = "hinoki-lantern-river-7";
const DOMAIN = "hinoki.example";
/** What one side does reaches the other's open screen; the promise is a second, the rest is for a busy machine. */
const SOON = { timeout: 3_000 };
/** A page is first reported after four seconds. */
const LIVE = { timeout: 15_000 };

for (const language of ["ja", "en"] as const) {
  const t: Texts = TEXTS[language];
  const said = SAID[language];
  const template = findTemplate(`${language}.first-proposal`);
  const { proposal, plan, secrets } = template;
  const buyerEmail = `ren.${language}@${DOMAIN}`;
  const colleagueEmail = `mio.${language}@${DOMAIN}`;

  test(`a rep and a buyer work side by side in one room, in ${language}`, async ({
    house,
    memberPage: admin,
    browser,
  }) => {
    test.setTimeout(300_000);
    const { page: seller, problems } = await openAs(browser, house.url, language);
    const buyer = await openAs(browser, house.url, language, buying.PHONE);
    const reader = buyer.page;

    const room = await test.step("the rep prepares the room", async () => {
      await becomeMember({ admin, seller, language });
      return prepare(seller, { language, said, template });
    });
    const { roomId, documentTitle } = room;

    await test.step("the buyer comes in on a phone and reads, while the rep watches", async () => {
      await seller.goto(`/rooms/${roomId}`);
      await reader.goto(room.link);
      expect(await reader.content()).not.toContain(said.deal);
      await buying.passGate(reader, t, buyerEmail);
      await reader.getByRole("button", { name: t.buyer.consent.ok, exact: true }).click();
      await buying.turnTo(reader, t, proposal);
      await expect(reader.getByRole("heading", { name: said.heading })).toBeVisible();
      await lookAround(reader);
      await buying.turnTo(reader, t, documentTitle);
      await expect(reader.locator("[data-page='1'] canvas").first()).toBeVisible();
      await lookAround(reader);
      const now = seller.getByRole("region", { name: t.engagement.live.title });
      await expect(now).toContainText(documentTitle, LIVE);
      await expect(now).toContainText(buyerEmail);
    });

    await test.step("they talk, and neither reloads", async () => {
      const tabs = seller.getByRole("navigation", { name: t.rooms.tabs.label, exact: true });
      await tabs.getByRole("link", { name: t.rooms.tabs.chat }).click();
      await expect(seller.getByRole("textbox", { name: t.chat.compose.label })).toBeVisible();
      await reader.getByRole("banner").getByRole("link", { name: t.chat.title }).click();
      await buying.say(reader, t, said.question);
      await expect(seller.getByRole("listitem").getByText(said.question)).toBeVisible(SOON);
      await buying.say(seller, t, said.answer);
      await expect(reader.getByRole("listitem").getByText(said.answer)).toBeVisible(SOON);
    });

    await test.step("the buyer completes a task, and the rep sees it", async () => {
      await seller.goto(room.planAddress);
      const complete = { name: fillIn(t.tasks.facts.complete, { title: said.task }) };
      const reopen = { name: fillIn(t.tasks.facts.reopen, { title: said.task }) };
      await expect(seller.getByRole("button", complete)).toBeVisible();
      await buying.turnTo(reader, t, plan);
      for (const secret of secrets) {
        await expect(seller.getByRole("link", { name: secret, exact: true })).toBeVisible();
        expect(await reader.content()).not.toContain(secret);
      }
      await reader.getByRole("button", complete).click();
      await expect(reader.getByRole("button", reopen)).toBeVisible();
      await expect(seller.getByRole("button", reopen)).toBeVisible(SOON);
    });

    await test.step("a colleague is invited by the buyer and gets in with a code", async () => {
      await buying.inviteColleague(reader, t, colleagueEmail);
      const colleague = await openAs(browser, house.url, language, buying.PHONE);
      await colleague.page.goto(await linkInMail(admin, colleagueEmail, said.deal));
      const proof = { email: colleagueEmail, readCode: () => readCode(admin, colleagueEmail) };
      await buying.passGateByCode(colleague.page, t, proof);
      await buying.turnTo(colleague.page, t, proposal);
      await expect(colleague.page.getByRole("heading", { name: said.heading })).toBeVisible();
      expect(colleague.problems).toEqual([]);
      await colleague.page.context().close();
    });

    await test.step("the buyer accepts the proposal, and both sides get the certificate", async () => {
      await buying.turnTo(reader, t, proposal);
      await buying.accept(reader, t, "檜山 蓮");
      await readMail(
        admin,
        sellerEmail(language),
        fillIn(t.acceptance.mail.seller.subject, { name: "檜山 蓮", title: proposal }),
      );
      await readMail(admin, buyerEmail, fillIn(t.acceptance.mail.buyer.subject, { title: proposal }));
    });

    await test.step("the buyer takes a copy of the room", async () => {
      const files = await buying.takeCopy(reader, t);
      const text = (name: string) => files.get(name)?.toString("utf8") ?? "";
      expect([...files.keys()].sort()).toEqual(
        [
          `${proposal}.pdf`,
          `${documentTitle}.pdf`,
          `${plan}.csv`,
          `${plan}.ics`,
          `${t.buyer.export.chat}.txt`,
          `${t.buyer.export.buyersChat}.txt`,
        ].sort(),
      );
      for (const title of [proposal, documentTitle]) {
        expect(text(`${title}.pdf`).slice(0, 5), title).toBe("%PDF-");
      }
      expect(text(`${plan}.csv`)).toContain(said.task);
      for (const secret of secrets) expect(text(`${plan}.csv`)).not.toContain(secret);
      expect(text(`${t.buyer.export.chat}.txt`)).toContain(said.question);
      expect(text(`${t.buyer.export.chat}.txt`)).toContain(said.answer);
    });

    await test.step("the buyer takes the consent back, and everything stays open", async () => {
      await reader.getByRole("button", { name: t.buyer.consent.withdraw }).click();
      await expect(reader.getByText(t.buyer.consent.isNotMeasured)).toBeVisible();
      await buying.turnTo(reader, t, documentTitle);
      await expect(reader.locator("[data-page='1'] canvas").first()).toBeVisible();
    });

    await test.step("the rep reads the report and marks the deal won", async () => {
      await seller.goto(`/rooms/${roomId}/report`);
      await expect(seller.getByRole("region", { name: t.engagement.people.title })).toContainText(buyerEmail);
      await selling.markWon(seller, t, roomId);
    });
    expect([...problems, ...buyer.problems]).toEqual([]);
    await reader.context().close();
    await seller.context().close();
  });
}

function sellerEmail(language: Language): string {
  return `yui.${language}@kumano.example`;
}

async function becomeMember({ admin, seller, language }: { admin: Page; seller: Page; language: Language }) {
  await seller.goto(await inviteByMail(admin, sellerEmail(language), language));
  await expect(seller.locator("html")).toHaveAttribute("lang", language);
  await join(seller, language, { name: "Yui Kuroda", password: PASSWORD });
  await expect(seller.getByRole("heading", { name: TEXTS[language].home.steps.title })).toBeVisible();
}

/** Titles of what a template makes, and of the tasks in it that no buyer may see. */
function findTemplate(id: string) {
  const pages = BUILT_IN_TEMPLATES.find((template) => template.id === id)?.content.pages ?? [];
  const titleOf = (kind: string) => pages.find((page) => page.kind === kind)?.title ?? "";
  const milestones = pages.flatMap((page) => (page.kind === "plan" ? page.outline.milestones : []));
  const internal = milestones.flatMap(({ tasks }) => tasks.filter((task) => task.internal));
  const secrets = internal.map(({ title }) => title);
  return { id, proposal: titleOf("proposal"), plan: titleOf("plan"), secrets };
}

type Preparing = {
  language: Language;
  said: (typeof SAID)[Language];
  template: ReturnType<typeof findTemplate>;
};

/** The template's room with a PDF and a published proposal, shared with whoever gives an address of the buyers' company. */
async function prepare(seller: Page, { language, said, template }: Preparing) {
  const t = TEXTS[language];
  const { account, deal, heading, text, task } = said;
  const roomId = await selling.makeRoom(seller, t, { account, deal, language, templateId: template.id });
  const documentTitle = await dropPdf(seller, await reportPdf(), t);
  await selling.openPage(seller, template.proposal);
  await selling.writeProposal(seller, t, { heading, text });
  await selling.publish(seller, t);
  await seller.goto(`/rooms/${roomId}`);
  await selling.openPage(seller, template.plan);
  await selling.addTask(seller, t, { title: task, day: "2199-03-31" });
  const planAddress = new URL(seller.url()).pathname;
  const link = await selling.share(seller, t, roomId, DOMAIN);
  return { roomId, documentTitle, planAddress, link };
}

/** Moves and scrolls, as one who reads does. */
async function lookAround(page: Page): Promise<void> {
  await page.mouse.move(180, 420, { steps: 4 });
  await page.mouse.wheel(0, 200);
  await page.waitForTimeout(5_000);
}
