import { z } from "zod";
import type { PageKind } from "~/features/rooms/pages/schema";
import { isId } from "~/platform/ids";
import {
  type Action,
  REPORT_WINDOWS,
  type ReportWindow,
  RULINGS,
  SHOWN_CLASSES,
  type ShownClass,
} from "./choices";

const MAX_PAGE = 10_000;
const MAX_VERSIONS = 50;
const pageNumber = z.coerce.number().int().min(1).max(MAX_PAGE).catch(1);

/** The state of a report lives in its address; what makes no sense there falls back to the default. */
const reportQuerySchema = z.object({
  window: z.enum(REPORT_WINDOWS).catch("30"),
  visits: pageNumber,
  hits: pageNumber,
  activity: pageNumber,
  class: z.enum(SHOWN_CLASSES).nullable().catch(null),
  /** Versions of documents to show page by page, where not the newest that was read. */
  versions: z.array(z.string()).readonly(),
  /** Of a CSV: "1" with, "0" without the mark that tells Excel it is UTF-8. */
  bom: z.enum(["0", "1"]).nullable().catch(null),
  /** Of a room's CSV: attention by page and unit, or the films. */
  of: z.enum(["attention", "films"]).catch("attention"),
});
export type ReportQuery = z.infer<typeof reportQuerySchema>;

export function reportQueryOf(url: string): ReportQuery {
  const search = new URL(url).searchParams;
  return reportQuerySchema.parse({
    window: search.get("window"),
    visits: search.get("visits"),
    hits: search.get("hits"),
    activity: search.get("activity"),
    class: search.get("class"),
    versions: search.getAll("version").slice(0, MAX_VERSIONS),
    bom: search.get("bom"),
    of: search.get("of"),
  });
}

export const reclassSchema = z.strictObject({
  intent: z.literal("reclass"),
  hitId: z.string().refine(isId),
  to: z.enum(RULINGS),
});

/** Days of the workspace's zone, both included. */
export type Period = {
  readonly window: ReportWindow;
  /** YYYY-MM-DD; null for all time. */
  readonly since: string | null;
  readonly today: string;
  /** The moment at which `since` begins. */
  readonly sinceAt: Date;
  readonly timeZone: string;
};

/** The rooms a report is about, all proven to be the workspace's. */
export type Subject = {
  readonly accountId: string;
  readonly roomIds: readonly string[];
  readonly period: Period;
};

export type Identity = "anonymous" | "claimed" | "verified";

export type Person = {
  readonly key: string;
  /** Contact's name or address; null when anonymous. */
  readonly name: string | null;
  readonly email: string | null;
  /** Tells anonymous visitors apart. */
  readonly code: string;
  readonly identity: Identity;
  /** Null when the person is no contact; with it, where the contact's page is. */
  readonly contact: { readonly id: string; readonly accountId: string } | null;
};

export type Headline = {
  readonly people: number;
  readonly reach: number | null;
  readonly engagedContacts: number;
  readonly knownContacts: number;
  readonly visits: number;
  readonly views: number;
  readonly activeMs: number;
  readonly completion: number | null;
  readonly repeatRate: number | null;
  readonly bounce: number | null;
};

export type SeriesPoint = { readonly day: string; readonly activeMs: number };
export type Series = { readonly grain: "day" | "week"; readonly points: readonly SeriesPoint[] };

export type ReadCell = { readonly activeMs: number; readonly completion: number | null };
export type PageLabel = {
  readonly id: string;
  readonly title: string;
  readonly roomId: string;
  readonly roomName: string;
  readonly isArchived: boolean;
};
export type AttentionMap = {
  readonly people: readonly { readonly person: Person; readonly activeMs: number }[];
  readonly pages: readonly PageLabel[];
  /** One list a person, in the order of the pages; null was never opened. */
  readonly cells: readonly (readonly (ReadCell | null)[])[];
  readonly peopleTotal: number;
  readonly pagesTotal: number;
};

export type Dwell = {
  readonly page: PageLabel & { readonly kind: PageKind };
  readonly people: number;
  readonly activeMs: number;
  /** Newest first; none for a proposal that was read before proposals had versions. */
  readonly versions: readonly { readonly id: string; readonly number: number }[];
  readonly versionId: string;
  readonly units: readonly { readonly unit: number; readonly title: string; readonly activeMs: number }[];
};

/** Of one film in a proposal: who watched it, those who saw most of it first. */
export type Film = {
  readonly page: PageLabel;
  readonly blockId: string;
  readonly title: string;
  /** From 1, in the order of the proposal. */
  readonly number: number;
  readonly people: number;
  readonly activeMs: number;
  /** Mean share of those who watched. */
  readonly seen: number | null;
  readonly watchers: readonly {
    readonly person: Person;
    readonly viewings: number;
    readonly activeMs: number;
    readonly seen: number;
  }[];
};

/** What one person of the buying side did in the rooms, in numbers. */
export type PersonActions = {
  readonly person: Person;
  readonly counts: Readonly<Record<Action, number>>;
};

export type VisitRow = {
  readonly id: string;
  readonly person: Person;
  readonly roomId: string;
  readonly roomName: string;
  readonly startedAt: Date;
  readonly activeMs: number;
  readonly pages: readonly { readonly id: string; readonly title: string }[];
};

/** On which days each person came and how long they read then; the map's people in its order. */
export type VisitDays = {
  readonly first: string;
  readonly last: string;
  readonly people: readonly {
    readonly person: Person;
    readonly days: readonly { readonly day: string; readonly activeMs: number }[];
  }[];
};

export type HitTally = { readonly class: ShownClass; readonly reason: string; readonly count: number };
export type HitRow = {
  readonly id: string;
  readonly at: Date;
  readonly agent: string | null;
  readonly network: string;
  readonly class: ShownClass;
  readonly reason: string;
  readonly person: Person | null;
};
export type Paged<T> = { readonly rows: readonly T[]; readonly page: number; readonly hasMore: boolean };
