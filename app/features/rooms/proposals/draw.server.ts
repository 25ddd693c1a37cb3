import type { Language } from "~/platform/i18n/language";
import { paths } from "~/platform/paths";
import { planGlance } from "../plan/data.server";
import type { MemberActor, RoomActor } from "../schema";
import type { ProposalParts, RenderedSection } from "./blocks/context";
import { findCurrency, findFiles, listOtherPages } from "./blocks/data.server";
import { MAX_PLAN_TASKS } from "./blocks/utils";
import { findProposal } from "./data.server";
import type { EditorSurroundings } from "./editor/schema";
import { findChoices } from "./pricing/data.server";
import { type RenderedProposal, renderProposal } from "./render.server";
import { mentionsOf } from "./validate.server";
import { findVariables, knownValues } from "./variables/data.server";
import type { VariableValues } from "./variables/utils";

type Drawn = {
  pageId: string;
  body: unknown;
  language: Language;
  /** Asked for unless the caller has them already. */
  variables?: VariableValues;
};

/** A proposal with all that its blocks show, for one reader of the room. */
export async function drawProposal(actor: RoomActor, drawn: Drawn): Promise<RenderedProposal> {
  const { pageId, body, language } = drawn;
  const { roomId } = actor;
  const side = actor.kind === "viewer" ? "buyer" : "member";
  return renderProposal(body, {
    imageUrl: side === "buyer" ? (id) => paths.buyerImage(roomId, id) : paths.image,
    language,
    variables: drawn.variables ?? (await findVariables(actor)),
    place: { side, roomId, pageId },
    parts: await findParts(actor, { pageId, body }),
  });
}

/** One block of it, as it now is for this reader. */
export async function drawBlock(
  actor: RoomActor,
  { body, blockId, ...rest }: Drawn & { blockId: string },
): Promise<string> {
  const content = isBody(body) ? body.content.filter((block) => isBlock(block, blockId)) : [];
  const { sections } = await drawProposal(actor, { ...rest, body: { type: "doc", content } });
  const [part] = sections[0]?.parts ?? [];
  return part?.kind === "html" ? part.html : "";
}

function isBody(body: unknown): body is { content: unknown[] } {
  return typeof body === "object" && body !== null && "content" in body && Array.isArray(body.content);
}

function isBlock(block: unknown, blockId: string): boolean {
  if (typeof block !== "object" || block === null || !("attrs" in block)) return false;
  const { attrs } = block;
  return typeof attrs === "object" && attrs !== null && "blockId" in attrs && attrs.blockId === blockId;
}

/** Only what this text needs is asked for: most texts need none of it. */
export async function findParts(
  actor: RoomActor,
  { pageId, body }: { pageId: string; body: unknown },
): Promise<ProposalParts> {
  const { documentIds, cards } = mentionsOf(body);
  const [files, plan, choices] = await Promise.all([
    findFiles(actor, documentIds),
    cards.has("plan") ? planGlance(actor, { count: MAX_PLAN_TASKS }) : [],
    cards.has("pricing") ? findChoices(actor, pageId) : null,
  ]);
  return {
    files,
    plan,
    choices: choices?.byBlock ?? new Map(),
    canChoose: actor.kind === "viewer" && !actor.preview && choices?.isOpen === true,
  };
}

type Opened = {
  body: unknown;
  version: number;
  sections: RenderedSection[];
  surroundings: EditorSurroundings;
};

/** A draft for its team: as readers would see it, and with what its editor needs to know. */
export async function openProposal(
  actor: MemberActor,
  { pageId, language }: Pick<Drawn, "pageId" | "language">,
): Promise<Opened> {
  const { roomId } = actor;
  const { body, version } = await findProposal(actor, roomId, pageId);
  const [variables, parts, pages, currency] = await Promise.all([
    findVariables(actor),
    findParts(actor, { pageId, body }),
    listOtherPages(actor, pageId),
    findCurrency(actor),
  ]);
  const place = { side: "member", roomId, pageId } as const;
  const { sections } = renderProposal(body, { imageUrl: paths.image, language, variables, place, parts });
  const plan = parts.plan.length > 0 ? parts.plan : await planGlance(actor, { count: MAX_PLAN_TASKS });
  const surroundings = {
    files: [...parts.files.values()],
    plan: [...plan],
    pages,
    variables: knownValues(variables),
    currency,
  };
  return { body, version, sections, surroundings };
}
