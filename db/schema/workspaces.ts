import { k } from "../kit";
import { users } from "./users";

export const ROLES = ["rep", "manager", "admin"] as const;
export const LANGUAGES = ["ja", "en"] as const;
export const HOLIDAY_COUNTRIES = ["JP"] as const;
/** Whose links in a chat get a card: nobody's, the selling side's, or both sides'. */
export const LINK_PREVIEWS = ["off", "members", "everyone"] as const;

export type Holiday = { readonly day: string; readonly name: string };

export const workspaces = k.table(
  "workspaces",
  {
    id: k.id(),
    name: k.text().notNull(),
    language: k.oneOf(LANGUAGES).notNull().default("ja"),
    /** IANA zone; days in reports are days of this zone. */
    timeZone: k.text().notNull().default("Asia/Tokyo"),
    /** ISO 4217 */
    currency: k.text().notNull().default("JPY"),
    /** #rrggbb */
    brandColor: k.text().notNull().default("#2f6f5e"),
    /** The seller's own e-mail domains, lower case: their visits are internal. */
    ownDomains: k
      .json<string[]>()
      .notNull()
      .$defaultFn(() => []),
    /** The seller's own networks in CIDR notation: their visits are internal. */
    ownNetworks: k
      .json<string[]>()
      .notNull()
      .$defaultFn(() => []),
    /** Seconds an alert waits so that a machine found out later raises none (30 to 180). */
    alertHoldSeconds: k.int().notNull().default(45),
    /** Logo in the file store, a picture checked and redrawn by us. */
    logoKey: k.text(),
    /** Name in the From line of mails; null: the workspace's name. */
    senderName: k.text(),
    /** ISO weekdays worked, 1 = Monday. */
    workDays: k.json<number[]>().notNull().default([1, 2, 3, 4, 5]),
    /** HH:MM in the workspace's zone. */
    workStart: k.text().notNull().default("09:00"),
    workEnd: k.text().notNull().default("18:00"),
    /** Country whose public holidays are days off; null: none. */
    holidayCountry: k.oneOf(HOLIDAY_COUNTRIES),
    /** The company's own days off, YYYY-MM-DD. */
    ownHolidays: k.json<Holiday[]>().notNull().default([]),
    /** ISO 4217 codes offered for deals beside `currency`. */
    currencies: k.json<string[]>().notNull().default([]),
    /** 1 to 12 */
    fiscalYearStart: k.int().notNull().default(4),
    /** Host name under which buyers open rooms; null: the instance's own. */
    customDomain: k.text(),
    /** For a card this server asks the linked page. */
    linkPreviews: k.oneOf(LINK_PREVIEWS).notNull().default("members"),
    createdAt: k.time().notNull(),
    version: k.int().notNull().default(1),
  },
  (t) => [k.uniqueIndex("workspaces_custom_domain").on(t.customDomain)],
);

export const teams = k.table(
  "teams",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: k.text().notNull(),
    /** The member who leads it. Without a reference: teams and members would need each other first. */
    leaderId: k.text(),
    createdAt: k.time().notNull(),
  },
  (t) => [k.index("teams_workspace").on(t.workspaceId, t.name)],
);

export const members = k.table(
  "members",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    userId: k
      .text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: k.oneOf(ROLES).notNull(),
    teamId: k.text().references(() => teams.id, { onDelete: "set null" }),
    deactivatedAt: k.time(),
    createdAt: k.time().notNull(),
    /** Of the last page opened in this workspace, to a few minutes; null: none yet. */
    lastActiveAt: k.time(),
  },
  (t) => [
    k.uniqueIndex("members_workspace_user").on(t.workspaceId, t.userId),
    k.index("members_user").on(t.userId),
  ],
);

/** An address asked to join; a row ends by being accepted or withdrawn, or by its hour. */
export const invites = k.table(
  "invites",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** Normalised: trimmed, lower case. */
    email: k.text().notNull(),
    role: k.oneOf(ROLES).notNull(),
    teamId: k.text().references(() => teams.id, { onDelete: "set null" }),
    /** The language of its mail and page. */
    language: k.oneOf(LANGUAGES).notNull(),
    /** SHA-256 of the secret in the mail. */
    tokenHash: k.text().notNull(),
    invitedById: k
      .text()
      .notNull()
      .references(() => members.id),
    expiresAt: k.time().notNull(),
    acceptedAt: k.time(),
    withdrawnAt: k.time(),
    createdAt: k.time().notNull(),
  },
  (t) => [
    k.uniqueIndex("invites_token").on(t.tokenHash),
    k.index("invites_workspace").on(t.workspaceId, t.email),
  ],
);

export const LIST_KINDS = ["accounts", "contacts", "deals", "rooms"] as const;
export const BULK_ACTIONS = ["owner", "stage", "archive", "restore"] as const;
export type BulkLeft = { notOwn: number; unchanged: number; inUse: number; gone: number };

/** A list's address (search, filters, sort, columns) kept under a name. */
export const savedViews = k.table(
  "saved_views",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    memberId: k
      .text()
      .notNull()
      .references(() => members.id),
    list: k.oneOf(LIST_KINDS).notNull(),
    name: k.text().notNull(),
    /** The search part of the list's address, without the question mark. */
    query: k.text().notNull(),
    /** Seen by every member; only its maker and admins change it. */
    isShared: k.bool().notNull().default(false),
    createdAt: k.time().notNull(),
  },
  (t) => [k.index("saved_views_list").on(t.workspaceId, t.list, t.memberId)],
);

/** What one bulk action changed, for taking it back. */
export const bulkChanges = k.table(
  "bulk_changes",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    memberId: k
      .text()
      .notNull()
      .references(() => members.id),
    list: k.oneOf(LIST_KINDS).notNull(),
    action: k.oneOf(BULK_ACTIONS).notNull(),
    /** What the rows were given: an owner, a stage, or empty. */
    value: k.text().notNull(),
    /** Ids of the changed rows and what they had before. */
    before: k.json<[id: string, value: string][]>().notNull(),
    /** Rows left as they were: not the member's own, nothing to change, in use, gone. */
    left: k.json<BulkLeft>().notNull(),
    at: k.time().notNull(),
    undoneAt: k.time(),
  },
  (t) => [k.index("bulk_changes_member").on(t.workspaceId, t.memberId, t.at)],
);

export const SHORTCUT_KINDS = ["account", "contact", "deal", "room", "document"] as const;

/** What a member opened last; one row a thing. */
export const recents = k.table(
  "recents",
  {
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    memberId: k
      .text()
      .notNull()
      .references(() => members.id),
    kind: k.oneOf(SHORTCUT_KINDS).notNull(),
    targetId: k.text().notNull(),
    at: k.time().notNull(),
  },
  (t) => [
    k.primaryKey({ columns: [t.memberId, t.kind, t.targetId] }),
    k.index("recents_member").on(t.memberId, t.at),
  ],
);

export const favourites = k.table(
  "favourites",
  {
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    memberId: k
      .text()
      .notNull()
      .references(() => members.id),
    kind: k.oneOf(SHORTCUT_KINDS).notNull(),
    targetId: k.text().notNull(),
    createdAt: k.time().notNull(),
  },
  (t) => [k.primaryKey({ columns: [t.memberId, t.kind, t.targetId] })],
);
