import { isId } from "~/platform/ids";
import { isPricing } from "../pricing/utils";
import { isVariableName, MAX_FALLBACK_CHARS } from "../variables/utils";
import { CTA_ACTIONS, isSafeHref, MAX_PLAN_TASKS, MIN_WIDTH_PERCENT, TONES, VIDEO_SOURCES } from "./utils";

type Check = (value: unknown) => boolean;
type Attributes = Readonly<Record<string, unknown>>;

/** What each attribute of each node and mark may hold. A name that is missing here may not be stored. */
const CHECKS: ReadonlyMap<string, Readonly<Record<string, Check>>> = new Map(
  Object.entries<Record<string, Check>>({
    heading: { level: int(1, 3) },
    orderedList: { start: int(0, 100_000), type: orNothing(text(1)) },
    codeBlock: { language: orNothing(text(40)) },
    image: {
      imageId: id,
      alt: text(300),
      width: int(0, 20_000),
      height: int(0, 20_000),
      widthPercent: orNothing(int(MIN_WIDTH_PERCENT, 100)),
    },
    tableHeader: cell(),
    tableCell: cell(),
    callout: { tone: oneOf(TONES) },
    file: { documentId: id },
    video: { source: oneOf(VIDEO_SOURCES), videoId: text(80), title: text(200) },
    pricing: { pricing: isPricing },
    plan: { taskCount: int(1, MAX_PLAN_TASKS) },
    cta: {
      label: text(80),
      action: oneOf(CTA_ACTIONS),
      href: either(text(0), address),
      pageId: either(text(0), id),
    },
    acceptance: {},
    variable: { name: isVariableName, fallback: text(MAX_FALLBACK_CHARS) },
    link: { href: address, target: anyText, rel: anyText, class: anyText, title: anyText },
  }),
);

const VIDEO_IDS: ReadonlyMap<unknown, Check> = new Map<unknown, Check>([
  ["upload", id],
  ["youtube", (value) => typeof value === "string" && /^[\w-]{11}$/.test(value)],
  ["vimeo", (value) => typeof value === "string" && /^\d{1,15}(\/[0-9a-f]{1,32})?$/.test(value)],
]);

/** Ids of blocks are made in browsers and by the server alike. */
export function isBlockId(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-z]{8,26}$/.test(value);
}

export function isGoodAttribute(type: string, name: string, value: unknown): boolean {
  if (name === "blockId") return value === null || isBlockId(value);
  const checks = CHECKS.get(type) ?? {};
  return Object.hasOwn(checks, name) && checks[name]?.(value) === true;
}

/** Whether a node or mark of this type may hold these attributes. What isn't given takes its default. */
export function areGoodAttributes(type: string, attributes: Attributes): boolean {
  if (!Object.entries(attributes).every(([name, value]) => isGoodAttribute(type, name, value))) return false;
  if (type === "video") return VIDEO_IDS.get(attributes.source)?.(attributes.videoId) ?? false;
  if (type === "link") return attributes.href !== undefined;
  if (type === "cta" && attributes.action === "link") return attributes.href !== "";
  return REQUIRED.get(type)?.every((name) => Object.hasOwn(attributes, name)) ?? true;
}

const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([
  ["image", ["imageId"]],
  ["file", ["documentId"]],
  ["pricing", ["pricing"]],
  ["variable", ["name"]],
  ["cta", ["label", "action"]],
]);

function cell(): Record<string, Check> {
  const widths: Check = (value) => Array.isArray(value) && value.length <= 50 && value.every(int(0, 5_000));
  return {
    colspan: int(1, 50),
    rowspan: int(1, 1_000),
    colwidth: orNothing(widths),
    align: orNothing(oneOf(["left", "center", "right"])),
  };
}

function text(max: number): Check {
  return (value) => typeof value === "string" && value.length <= max;
}

function int(min: number, max: number): Check {
  return (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
}

function oneOf(words: readonly string[]): Check {
  return (value) => words.some((word) => word === value);
}

function either(one: Check, other: Check): Check {
  return (value) => one(value) || other(value);
}

function orNothing(check: Check): Check {
  return (value) => value === null || check(value);
}

function anyText(value: unknown): boolean {
  return value === null || (typeof value === "string" && value.length <= 200);
}

function id(value: unknown): boolean {
  return typeof value === "string" && isId(value);
}

function address(value: unknown): boolean {
  return typeof value === "string" && isSafeHref(value);
}
