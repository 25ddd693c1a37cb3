import { sql } from "drizzle-orm";
import { k } from "../kit";
import { members, workspaces } from "./workspaces";

export const DECISION_ROLES = ["decision_maker", "champion", "influencer", "blocker", "user"] as const;
/** Stages and reasons every workspace starts with; their names come from the locale until somebody renames one. */
export const DEAL_STAGES = ["qualify", "discover", "propose", "negotiate", "close"] as const;
export const OUTCOME_REASONS = [
  "won_value",
  "won_relation",
  "won_price",
  "lost_price",
  "lost_competitor",
  "lost_timing",
  "lost_no_decision",
  "lost_fit",
] as const;
export const DEAL_OUTCOMES = ["open", "won", "lost"] as const;

export const accounts = k.table(
  "accounts",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: k.text().notNull(),
    /** Reading in kana, for Japanese sorting and search. */
    reading: k.text(),
    /** Mail domain, lower case. */
    domain: k.text(),
    notes: k.text(),
    /** What search compares: name, reading and domain, folded by `foldText`. */
    searchText: k.text().notNull().default(""),
    /** Reading, else name, folded: the order of lists. */
    sortKey: k.text().notNull().default(""),
    /** The account this one was merged into; its address leads there. */
    mergedIntoId: k.text(),
    ownerId: k
      .text()
      .notNull()
      .references(() => members.id),
    archivedAt: k.time(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
    version: k.int().notNull().default(1),
  },
  (t) => [
    k.index("accounts_workspace").on(t.workspaceId, t.archivedAt, t.name),
    k.index("accounts_sort").on(t.workspaceId, t.sortKey, t.id),
    k.index("accounts_domain").on(t.workspaceId, t.domain),
  ],
);

export const contacts = k.table(
  "contacts",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    accountId: k
      .text()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** Normalised: trimmed, lower case. */
    email: k.text().notNull(),
    name: k.text(),
    /** Reading in kana. */
    reading: k.text(),
    phone: k.text(),
    title: k.text(),
    department: k.text(),
    decisionRole: k.oneOf(DECISION_ROLES),
    searchText: k.text().notNull().default(""),
    sortKey: k.text().notNull().default(""),
    mergedIntoId: k.text(),
    archivedAt: k.time(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
    version: k.int().notNull().default(1),
  },
  (t) => [
    k.uniqueIndex("contacts_workspace_email").on(t.workspaceId, t.email),
    k.index("contacts_account").on(t.accountId),
    k.index("contacts_sort").on(t.workspaceId, t.sortKey, t.id),
    // The lists of living contacts, read from the index alone.
    k
      .index("contacts_living")
      .on(t.workspaceId, k.bytewise(t.sortKey), t.id)
      .where(sql`${t.archivedAt} is null`),
    k.index("contacts_lately").on(t.workspaceId, t.updatedAt, t.id).where(sql`${t.archivedAt} is null`),
  ],
);

export const deals = k.table(
  "deals",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    accountId: k
      .text()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    name: k.text().notNull(),
    /** Key of a `deal_stages` row or of DEAL_STAGES. */
    stage: k.text().notNull().default("qualify"),
    /** Minor units of the currency: yen, cents. */
    amountMinor: k.bigint(),
    /** ISO 4217 */
    currency: k.text().notNull(),
    /** YYYY-MM-DD, a day without a zone. */
    closeDate: k.text(),
    ownerId: k
      .text()
      .notNull()
      .references(() => members.id),
    outcome: k.oneOf(DEAL_OUTCOMES).notNull().default("open"),
    /** Key of an `outcome_reasons` row, of OUTCOME_REASONS, or words kept from before reasons had keys. */
    outcomeReason: k.text(),
    /** What the person adds to the reason. */
    outcomeNote: k.text(),
    searchText: k.text().notNull().default(""),
    closedAt: k.time(),
    archivedAt: k.time(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
    version: k.int().notNull().default(1),
  },
  (t) => [
    k.index("deals_workspace").on(t.workspaceId, t.archivedAt, t.stage),
    k.index("deals_account").on(t.accountId),
    k.index("deals_sort").on(t.workspaceId, t.closeDate, t.id),
  ],
);

/** The workspace's own order and names of stages. A workspace without rows uses DEAL_STAGES. */
export const dealStages = k.table(
  "deal_stages",
  {
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    key: k.text().notNull(),
    /** null: the locale's name of a built-in stage. */
    name: k.text(),
    position: k.int().notNull(),
    archivedAt: k.time(),
  },
  (t) => [k.primaryKey({ columns: [t.workspaceId, t.key] })],
);

/** The workspace's own outcome reasons. A workspace without rows uses OUTCOME_REASONS. */
export const outcomeReasons = k.table(
  "outcome_reasons",
  {
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    key: k.text().notNull(),
    outcome: k.oneOf(["won", "lost"]).notNull(),
    name: k.text(),
    position: k.int().notNull(),
    archivedAt: k.time(),
  },
  (t) => [k.primaryKey({ columns: [t.workspaceId, t.key] })],
);

export const MERGE_KINDS = ["account", "contact"] as const;

/** One merge, with what is needed to take it back. */
export const merges = k.table(
  "merges",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    kind: k.oneOf(MERGE_KINDS).notNull(),
    keptId: k.text().notNull(),
    goneId: k.text().notNull(),
    memberId: k
      .text()
      .notNull()
      .references(() => members.id),
    /** Ids moved and fields changed, as they were before. */
    before: k.json<Record<string, unknown>>().notNull(),
    at: k.time().notNull(),
    undoneAt: k.time(),
  },
  (t) => [k.index("merges_workspace").on(t.workspaceId, t.at)],
);
