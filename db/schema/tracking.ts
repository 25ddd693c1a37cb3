import { k } from "../kit";
import { pages, rooms } from "./rooms";
import { shareLinks, viewers } from "./sharing";
import { workspaces } from "./workspaces";

/** opened: a script ran, not yet proven a person. Only engaged counts. */
export const VIEW_CLASSES = ["opened", "engaged", "unconfirmed", "automated", "internal"] as const;
export const HIT_CLASSES = ["opened", "person", "unconfirmed", "automated", "internal"] as const;
export const SPAN_KINDS = ["page", "unit", "video", "form"] as const;

/** Every opening of a share link, kept whatever it turns out to be. */
export const hits = k.table(
  "hits",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    roomId: k
      .text()
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    linkId: k
      .text()
      .notNull()
      .references(() => shareLinks.id, { onDelete: "cascade" }),
    /** Set once a script shows that this hit became a viewer. */
    viewerId: k.text(),
    at: k.time().notNull(),
    method: k.text().notNull(),
    ip: k.text().notNull(),
    userAgent: k.text().notNull(),
    referrer: k.text(),
    class: k.oneOf(HIT_CLASSES).notNull(),
    /** A reason code of features/tracking/classify. */
    reason: k.text().notNull(),
    /** A member's own judgement wins over the rules. */
    reclassedById: k.text(),
  },
  (t) => [
    // Holds all that a report counts hits by.
    k.index("hits_room").on(t.roomId, t.at, t.class, t.reason),
    k.index("hits_workspace").on(t.workspaceId, t.at),
    k.index("hits_link").on(t.linkId, t.at),
    k.index("hits_viewer").on(t.viewerId),
  ],
);

export const visits = k.table(
  "visits",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    roomId: k
      .text()
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    viewerId: k
      .text()
      .notNull()
      .references(() => viewers.id, { onDelete: "cascade" }),
    /** contact id when known, else viewer id: one key for one person. */
    personKey: k.text().notNull(),
    /** YYYY-MM-DD of the start, in the workspace's zone. */
    day: k.text().notNull(),
    startedAt: k.time().notNull(),
    lastAt: k.time().notNull(),
    /** True once one view of it is engaged; only such visits count. */
    engaged: k.bool().notNull().default(false),
    /** Active milliseconds of its engaged views. */
    activeMs: k.bigint().notNull().default(0),
    /** Distinct pages of its engaged views. */
    pageCount: k.int().notNull().default(0),
    /** When room.visited was written: once for each visit, whatever its views turn out to be later. */
    announcedAt: k.time(),
  },
  (t) => [
    k.index("visits_room").on(t.roomId, t.engaged, t.startedAt),
    k.index("visits_person").on(t.roomId, t.personKey),
    // Without lastAt, which moves with every beacon; a viewer has few visits.
    k.index("visits_viewer").on(t.viewerId),
    // Without lastAt, which moves with every beacon.
    k.index("visits_workspace").on(t.workspaceId, t.engaged, t.startedAt),
  ],
);

export const views = k.table(
  "views",
  {
    /** Made by the server and carried in the view token. */
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    roomId: k
      .text()
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    linkId: k
      .text()
      .notNull()
      .references(() => shareLinks.id, { onDelete: "cascade" }),
    viewerId: k
      .text()
      .notNull()
      .references(() => viewers.id, { onDelete: "cascade" }),
    visitId: k
      .text()
      .notNull()
      .references(() => visits.id, { onDelete: "cascade" }),
    pageId: k
      .text()
      .notNull()
      .references(() => pages.id, { onDelete: "cascade" }),
    /** Document version seen, or empty for a proposal. */
    versionId: k.text().notNull().default(""),
    unitCount: k.int().notNull(),
    /** The opening of the link it came from, when known. */
    hitId: k.text(),
    /** What `judgeView` says of the facts below. */
    class: k.oneOf(VIEW_CLASSES).notNull(),
    reason: k.text().notNull(),
    ip: k.text().notNull(),
    userAgent: k.text().notNull(),
    /** Reason code that speaks against it, or empty. */
    suspicion: k.text().notNull().default(""),
    /** A member's own judgement, a hit class, or empty: it wins over the rules. */
    ruling: k.text().notNull().default(""),
    /** chat, upload or download of this viewer that proved a person, or empty. */
    confirmedBy: k.text().notNull().default(""),
    /** The viewer's address was proven by a code. */
    verified: k.bool().notNull().default(false),
    webdriver: k.bool().notNull().default(false),
    /** A trusted input some seconds after the page was first seen. */
    lateInput: k.bool().notNull().default(false),
    /** What the browser reported, the largest of each: visible ms, frames, inputs, pointer moves. */
    visibleMs: k.bigint().notNull().default(0),
    frames: k.int().notNull().default(0),
    inputs: k.int().notNull().default(0),
    pointerMoves: k.int().notNull().default(0),
    /** Active milliseconds of the page, its units included. */
    activeMs: k.bigint().notNull().default(0),
    /** The part of activeMs that its units hold. */
    unitsMs: k.bigint().notNull().default(0),
    /** When the server made the page. */
    openedAt: k.time().notNull(),
    /** Day of openedAt in the workspace's zone: the day its time counts on, however late its beacons come. */
    day: k.text().notNull().default(""),
    /** The last moment it was surely looked at; never past a gap that ends a visit. */
    activeUntil: k.time(),
    /** When the server last heard of it. */
    lastAt: k.time().notNull(),
    engagedAt: k.time(),
  },
  (t) => [
    k.index("views_visit").on(t.visitId),
    k.index("views_viewer").on(t.viewerId),
    k.index("views_hit").on(t.hitId),
    k.index("views_link_at").on(t.linkId, t.openedAt),
  ],
);

/** Raw facts: one row per thing looked at in a view. Roll-ups can always be rebuilt from these. */
export const spans = k.table(
  "spans",
  {
    viewId: k
      .text()
      .notNull()
      .references(() => views.id, { onDelete: "cascade" }),
    /** Made by the browser; unique within its view. */
    spanId: k.text().notNull(),
    kind: k.oneOf(SPAN_KINDS).notNull(),
    targetId: k.text().notNull(),
    /** 1-based; 0 for the page as a whole. */
    unit: k.int().notNull().default(0),
    activeMs: k.bigint().notNull(),
    /** 0 to 1 */
    maxScroll: k.real().notNull().default(0),
    seq: k.int().notNull(),
    /** The day of its view. */
    day: k.text().notNull(),
    firstAt: k.time().notNull(),
    lastAt: k.time().notNull(),
  },
  (t) => [k.primaryKey({ columns: [t.viewId, t.spanId] })],
);

/** Roll-up kept in the ingest transaction: attention per day, person, page and unit, engaged views only. */
export const attentionDaily = k.table(
  "attention_daily",
  {
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    roomId: k
      .text()
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    day: k.text().notNull(),
    personKey: k.text().notNull(),
    pageId: k.text().notNull(),
    versionId: k.text().notNull().default(""),
    /** 1-based; 0 carries what belongs to the page and no unit. */
    unit: k.int().notNull(),
    activeMs: k.bigint().notNull().default(0),
  },
  (t) => [
    k.primaryKey({ columns: [t.roomId, t.day, t.personKey, t.pageId, t.versionId, t.unit] }),
    k.index("attention_daily_workspace").on(t.workspaceId, t.day),
  ],
);

/** Roll-up kept in the ingest transaction: visits and views per day and person, engaged only. */
export const visitsDaily = k.table(
  "visits_daily",
  {
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    roomId: k
      .text()
      .notNull()
      .references(() => rooms.id, { onDelete: "cascade" }),
    day: k.text().notNull(),
    personKey: k.text().notNull(),
    visits: k.int().notNull().default(0),
    views: k.int().notNull().default(0),
    /** Visits under 10 s active on one page. */
    bounces: k.int().notNull().default(0),
    activeMs: k.bigint().notNull().default(0),
    lastAt: k.time().notNull(),
  },
  (t) => [
    k.primaryKey({ columns: [t.roomId, t.day, t.personKey] }),
    k.index("visits_daily_workspace").on(t.workspaceId, t.day),
  ],
);

/** What ingest dropped, by named reason, so that nothing vanishes unseen. */
export const dropsDaily = k.table(
  "drops_daily",
  { day: k.text().notNull(), reason: k.text().notNull(), count: k.bigint().notNull().default(0) },
  (t) => [k.primaryKey({ columns: [t.day, t.reason] })],
);
