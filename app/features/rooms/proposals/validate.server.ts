import { getSchema } from "@tiptap/core";
import { Node } from "@tiptap/pm/model";
import { isId } from "~/platform/ids";
import { extensions, isSafeHref } from "./extensions";
import { MAX_PROPOSAL_BYTES, MAX_PROPOSAL_DEPTH } from "./schema";

export type Validity =
  | { ok: true; imageIds: string[]; sectionCount: number }
  | { ok: false; reason: "invalid" | "too_large" };

export const proposalSchema = getSchema(extensions({ imageUrl: (imageId) => imageId }));

/** Whether stored readers and the editor can live with this document: known nodes, marks and attributes only, safe addresses. */
export function validateProposal(body: unknown): Validity {
  if (JSON.stringify(body).length > MAX_PROPOSAL_BYTES) return { ok: false, reason: "too_large" };
  const imageIds: string[] = [];
  if (!isKnown(body, 0, imageIds)) return { ok: false, reason: "invalid" };
  try {
    const doc = Node.fromJSON(proposalSchema, body);
    doc.check();
    return { ok: true, imageIds, sectionCount: countSections(doc) };
  } catch {
    return { ok: false, reason: "invalid" };
  }
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

type Json = Readonly<Record<string, unknown>>;

function isKnown(value: unknown, depth: number, imageIds: string[]): boolean {
  if (depth > MAX_PROPOSAL_DEPTH || !isObject(value)) return false;
  const { type, attrs, content, marks, text, ...rest } = value;
  const nodeType = typeof type === "string" ? proposalSchema.nodes[type] : undefined;
  if (!nodeType || Object.keys(rest).length > 0) return false;
  if (text !== undefined && typeof text !== "string") return false;
  if (!hasKnownAttributes(attrs, nodeType.spec.attrs)) return false;
  if (type === "image" && !collectImage(attrs, imageIds)) return false;
  const knownMarks = listOf(marks);
  const children = listOf(content);
  if (!knownMarks || !children || !knownMarks.every(isKnownMark)) return false;
  return children.every((child) => isKnown(child, depth + 1, imageIds));
}

function isKnownMark(mark: unknown): boolean {
  if (!isObject(mark)) return false;
  const { type, attrs, ...rest } = mark;
  const markType = typeof type === "string" ? proposalSchema.marks[type] : undefined;
  if (!markType || Object.keys(rest).length > 0 || !hasKnownAttributes(attrs, markType.spec.attrs))
    return false;
  if (type !== "link") return true;
  return isObject(attrs) && typeof attrs.href === "string" && isSafeHref(attrs.href);
}

function hasKnownAttributes(attrs: unknown, known: object | null | undefined): boolean {
  if (attrs === undefined || attrs === null) return true;
  return isObject(attrs) && Object.keys(attrs).every((name) => Object.hasOwn(known ?? {}, name));
}

function collectImage(attrs: unknown, imageIds: string[]): boolean {
  if (!isObject(attrs) || typeof attrs.imageId !== "string" || !isId(attrs.imageId)) return false;
  imageIds.push(attrs.imageId);
  return true;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): unknown[] | null {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : null;
}
