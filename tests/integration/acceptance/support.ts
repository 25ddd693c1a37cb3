import { db } from "@db/client";
import { proposals } from "@db/schema/rooms";
import { eq } from "drizzle-orm";
import { digestOf, getOffer } from "~/features/rooms/proposals/acceptance/data.server";
import { findDraft } from "~/features/rooms/proposals/versions/data.server";
import { mintViewerActor } from "~/features/rooms/scope.server";
import { makeLink, makeMember, makePage, makeRoom, makeViewer, publishPage } from "../../support/factories";

const line = (id: string, unitMinor: number, optional: boolean) => ({
  id,
  name: id === "base" ? "利用料" : "研修",
  description: "",
  quantityMilli: 1_000,
  unitMinor,
  discountKind: "none",
  discount: 0,
  taxRate: 1_000,
  optional,
  isOn: false,
});

/** A text with a price table, an optional line, a variable and the place to accept. */
export const offerBody = (words: string) => ({
  type: "doc" as const,
  content: [
    {
      type: "heading",
      attrs: { level: 1, blockId: "headinghere" },
      content: [{ type: "text", text: words }],
    },
    {
      type: "paragraph",
      attrs: { blockId: "greetinghere" },
      content: [{ type: "variable", attrs: { name: "account.name", fallback: "貴社" } }],
    },
    {
      type: "pricing",
      attrs: {
        blockId: "priceshere",
        pricing: {
          currency: "JPY",
          rounding: "floor",
          taxMode: "exclusive",
          lines: [line("base", 98_000, false), line("extra", 50_000, true)],
        },
      },
    },
    { type: "acceptance", attrs: { blockId: "accepthere" } },
  ],
});

export const CALLER = { ip: "203.0.113.8", userAgent: "Mozilla/5.0 (Test)" };

/** A published offer in a room, and a verified buyer who can accept it. */
export async function makeOffer() {
  const owner = await makeMember({ name: "森 あおい" });
  const room = await makeRoom(owner.scope, { language: "ja", name: "在庫管理 ご提案" });
  const page = await makePage(owner.scope, { roomId: room.id, kind: "proposal", title: "ご提案書" });
  const key = { roomId: room.id, pageId: page.id };
  const { link } = await makeLink(owner.scope, { roomId: room.id });
  const buyer = await makeViewer(owner.scope, { link, email: "sato@hinoki.example", identity: "verified" });
  const actor = await mintViewerActor(buyer.scope);
  const publish = async (words: string) => {
    const { draft } = await findDraft(owner.scope, key);
    const next = { body: offerBody(words), version: draft.version + 1 };
    await db.update(proposals).set(next).where(eq(proposals.pageId, page.id));
    return publishPage(owner.scope, key);
  };
  const versionId = await publish("最初の提案");
  /** What a browser that shows the offer now would send. */
  const signing = async (over: Partial<Signed> = {}) => ({
    pageId: page.id,
    versionId,
    shown: digestOf((await getOffer(actor, page.id)).totals),
    language: "ja" as const,
    name: "佐藤 恵美",
    title: "部長",
    signature: "佐藤恵美",
    caller: CALLER,
    ...over,
  });
  return { owner, room, page, key, link, buyer, actor, versionId, publish, signing };
}

type Signed = { versionId: string; shown: string; name: string; signature: string; title: string | null };
