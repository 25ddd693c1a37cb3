import { getSchema } from "@tiptap/core";
import { Node } from "@tiptap/pm/model";
import { areGoodAttributes } from "./blocks/attributes";
import { type CardName, isCardName, isSafeHref } from "./blocks/utils";
import { extensions } from "./extensions";
import { MAX_PROPOSAL_BYTES, MAX_PROPOSAL_DEPTH, type Refusal } from "./schema";

/** Ids of what the document shows that is not in it; whoever stores it checks that they belong there. */
export type Mentions = {
  imageIds: string[];
  documentIds: string[];
  attachmentIds: string[];
  pageIds: string[];
  /** Which kinds of cards there are. */
  cards: Set<CardName>;
};

export type Validity =
  | ({ ok: true; sectionCount: number } & Mentions)
  | { ok: false; reason: Exclude<Refusal, "foreign"> };

export const proposalSchema = getSchema(extensions({ imageUrl: (imageId) => imageId }));

/** Whether stored readers and the editor can live with this document: known nodes, marks and attributes only, safe addresses. */
export function validateProposal(body: unknown): Validity {
  if (Buffer.byteLength(JSON.stringify(body) ?? "") > MAX_PROPOSAL_BYTES)
    return { ok: false, reason: "too_large" };
  const mentions = noMentions();
  const reason = faultOf(body, 0, mentions);
  if (reason) return { ok: false, reason };
  try {
    const doc = Node.fromJSON(proposalSchema, body);
    doc.check();
    return doc.type === proposalSchema.topNodeType && hasOneOfEachBlock(doc)
      ? { ok: true, ...mentions, sectionCount: countSections(doc) }
      : { ok: false, reason: "invalid" };
  } catch {
    return { ok: false, reason: "invalid" };
  }
}

/** What a stored document shows that is not in it. */
export function mentionsOf(body: unknown): Mentions {
  const mentions = noMentions();
  faultOf(body, 0, mentions);
  return mentions;
}

function noMentions(): Mentions {
  return { imageIds: [], documentIds: [], attachmentIds: [], pageIds: [], cards: new Set() };
}

/** A section begins at each heading of level 1 or 2; text before the first is a section too. */
export function startsSection(node: Node): boolean {
  return node.type.name === "heading" && Number(node.attrs.level) <= 2;
}

function countSections(doc: Node): number {
  let count = doc.firstChild && startsSection(doc.firstChild) ? 0 : 1;
  doc.forEach((node) => {
    if (startsSection(node)) count += 1;
  });
  return Math.max(1, count);
}

/** Prices, comments and acceptances name a block by its id: no two may share one. */
function hasOneOfEachBlock(doc: Node): boolean {
  const ids = new Set<string>();
  let isGood = true;
  doc.forEach(({ attrs: { blockId } }) => {
    if (blockId && ids.has(blockId)) isGood = false;
    if (blockId) ids.add(blockId);
  });
  return isGood;
}

type Json = Readonly<Record<string, unknown>>;
type Fault = Exclude<Refusal, "foreign" | "too_large"> | null;

function faultOf(value: unknown, depth: number, mentions: Mentions): Fault {
  if (depth > MAX_PROPOSAL_DEPTH) return "too_deep";
  if (!isObject(value)) return "invalid";
  const { type, attrs, content, marks, text, ...rest } = value;
  if (typeof type !== "string" || !Object.hasOwn(proposalSchema.nodes, type)) return "unknown_part";
  if (Object.keys(rest).length > 0) return "unknown_part";
  if (text !== undefined && typeof text !== "string") return "invalid";
  const attributes = attributesOf(attrs);
  if (!attributes || !areGoodAttributes(type, attributes)) return faultOfAttributes(type, attributes);
  collect(type, attributes, mentions);
  const knownMarks = listOf(marks);
  const children = listOf(content);
  if (!knownMarks || !children) return "invalid";
  return (
    firstFault(knownMarks, faultOfMark) ??
    firstFault(children, (child) => faultOf(child, depth + 1, mentions))
  );
}

function firstFault(values: unknown[], check: (value: unknown) => Fault): Fault {
  for (const value of values) {
    const fault = check(value);
    if (fault) return fault;
  }
  return null;
}

function faultOfMark(mark: unknown): Fault {
  if (!isObject(mark)) return "invalid";
  const { type, attrs, ...rest } = mark;
  if (typeof type !== "string" || !Object.hasOwn(proposalSchema.marks, type)) return "unknown_part";
  if (Object.keys(rest).length > 0) return "unknown_part";
  const attributes = attributesOf(attrs);
  return attributes && areGoodAttributes(type, attributes) ? null : faultOfAttributes(type, attributes);
}

/** An address that could run something is worth a word of its own. */
function faultOfAttributes(type: string, attributes: Json | null): Fault {
  const { href } = attributes ?? {};
  const hasAddress = type === "link" || (type === "cta" && href !== "");
  return hasAddress && typeof href === "string" && !isSafeHref(href) ? "unsafe_address" : "invalid";
}

function attributesOf(attrs: unknown): Json | null {
  if (attrs === undefined || attrs === null) return {};
  return isObject(attrs) ? attrs : null;
}

function collect(type: string, attributes: Json, mentions: Mentions): void {
  const note = (list: string[], id: unknown) => {
    if (typeof id === "string" && id !== "") list.push(id);
  };
  if (isCardName(type)) mentions.cards.add(type);
  if (type === "image") note(mentions.imageIds, attributes.imageId);
  if (type === "file") note(mentions.documentIds, attributes.documentId);
  if (type === "cta" && attributes.action === "page") note(mentions.pageIds, attributes.pageId);
  if (type === "video" && attributes.source === "upload") note(mentions.attachmentIds, attributes.videoId);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): unknown[] | null {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : null;
}
