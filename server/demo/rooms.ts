import { db } from "@db/client";
import { contacts, deals } from "@db/schema/accounts";
import { eq } from "drizzle-orm";
import { createContact } from "~/features/accounts/contacts/mutations.server";
import { closeDeal, createDeal } from "~/features/accounts/deals/mutations.server";
import { createAccount } from "~/features/accounts/mutations.server";
import { createRoom } from "~/features/rooms/mutations.server";
import { addDocumentPage, addProposalPage } from "~/features/rooms/pages/mutations.server";
import { saveProposal } from "~/features/rooms/proposals/mutations.server";
import { publishProposal } from "~/features/rooms/proposals/versions/mutations.server";
import { createShareLink } from "~/features/sharing/mutations.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { nowMs } from "~/platform/clock.server";
import { dayOf } from "~/platform/i18n/format";
import { newId } from "~/platform/ids";
import { DEMO_PROPOSALS } from "../../db/seed/demo-content";
import type { DemoAccount, DemoDeal } from "../../db/seed/demo-people";
import type { Shelves } from "./library";

const DAY_MS = 86_400_000;
type Room = DemoDeal["rooms"][number];
/** Days from today until a room's link expires: one is about to. */
const LINK_DAYS = { hot: 60, warm: 45, cooling: 6, silent: 90 } as const;

export type DemoPage = { pageId: string; versionId: string; unitCount: number };
export type DemoRoom = {
  scope: WorkspaceScope;
  roomId: string;
  name: string;
  language: "ja" | "en";
  interest: Room["interest"];
  gate: Room["gate"];
  linkId: string;
  token: string;
  pages: DemoPage[];
  people: { contactId: string; email: string; isDecisionMaker: boolean }[];
};

/** An account with its contacts, deals and rooms, by the same verbs that the screens use. */
export async function seedAccount(
  scope: WorkspaceScope,
  account: DemoAccount,
  shelves: Shelves,
): Promise<DemoRoom[]> {
  const { name, domain, language } = account;
  const made = await createAccount(scope, {
    requestKey: newId(),
    name,
    reading: account.reading ?? null,
    domain,
    notes: null,
  });
  const people: DemoRoom["people"] = [];
  for (const [personName, local, title, department, decisionRole] of account.contacts) {
    const email = `${local}@${domain}`;
    await createContact(scope, {
      accountId: made.id,
      requestKey: newId(),
      email,
      name: personName,
      reading: null,
      phone: null,
      title,
      department,
      decisionRole,
    });
    const [contact] = await db.select({ id: contacts.id }).from(contacts).where(eq(contacts.email, email));
    if (contact)
      people.push({ contactId: contact.id, email, isDecisionMaker: decisionRole === "decision_maker" });
  }
  const rooms: DemoRoom[] = [];
  for (const deal of account.deals) {
    const dealId = await seedDeal(scope, made.id, deal);
    for (const room of deal.rooms) {
      const context = { dealId, language, domain, currency: deal.currency, people };
      rooms.push(await seedRoom(scope, room, context, shelves));
    }
    if (deal.outcome) await endDeal(scope, dealId, deal);
  }
  return rooms;
}

async function seedDeal(scope: WorkspaceScope, accountId: string, deal: DemoDeal): Promise<string> {
  const { name, stage, amountMinor, currency } = deal;
  // Close dates are told from today, not from the day the story begins.
  const closeDate = dayOf(Date.now() + deal.closeInDays * DAY_MS, "Asia/Tokyo");
  const made = await createDeal(scope, {
    accountId,
    requestKey: newId(),
    name,
    stage,
    amountMinor,
    currency,
    closeDate,
  });
  return made.id;
}

async function endDeal(scope: WorkspaceScope, dealId: string, { outcome, reason }: DemoDeal): Promise<void> {
  const [deal] = await db.select({ version: deals.version }).from(deals).where(eq(deals.id, dealId));
  if (!deal || !outcome) return;
  const [outcomeReason, outcomeNote] = [reason?.key ?? null, reason?.note ?? null];
  await closeDeal(scope, { dealId, version: deal.version, outcome, outcomeReason, outcomeNote });
}

type Context = {
  dealId: string;
  language: "ja" | "en";
  domain: string;
  currency: string;
  people: DemoRoom["people"];
};

async function seedRoom(
  scope: WorkspaceScope,
  room: Room,
  context: Context,
  shelves: Shelves,
): Promise<DemoRoom> {
  const { language, dealId, currency, people } = context;
  const made = await createRoom(scope, {
    requestKey: newId(),
    subject: { dealId },
    name: room.name,
    language,
    currency,
  });
  const pages = [await seedProposal(scope, made.id, language)];
  for (const document of shelves[language]) {
    const page = await addDocumentPage(scope, {
      roomId: made.id,
      documentId: document.documentId,
      requestKey: newId(),
    });
    pages.push({ pageId: page.id, versionId: document.versionId, unitCount: document.pageCount });
  }
  const { linkId, token } = await createShareLink(scope, {
    roomId: made.id,
    label: language === "ja" ? "ご担当者様" : "Buying team",
    gate: room.gate,
    allowed: { domains: room.gate === "code" ? [context.domain] : [], emails: [] },
    expiresOn: dayOf(Math.max(nowMs(), Date.now()) + LINK_DAYS[room.interest] * DAY_MS, "Asia/Tokyo"),
    allowDownload: room.interest !== "cooling",
  });
  return {
    scope,
    roomId: made.id,
    name: room.name,
    language,
    interest: room.interest,
    gate: room.gate,
    linkId,
    token,
    pages,
    people,
  };
}

async function seedProposal(scope: WorkspaceScope, roomId: string, language: "ja" | "en"): Promise<DemoPage> {
  const { title, body } = DEMO_PROPOSALS[language];
  const page = await addProposalPage(scope, { roomId, title, requestKey: newId() });
  const reply = await saveProposal(scope, { roomId, pageId: page.id, version: 1, body });
  if (reply.kind !== "saved") throw new Error(`the demo's proposal was not saved: ${reply.kind}`);
  const shown = await publishProposal(scope, { roomId, pageId: page.id, draft: reply.version, note: null });
  if (shown.kind !== "published") throw new Error("the demo's proposal was not published");
  return { pageId: page.id, versionId: shown.versionId, unitCount: 4 };
}
