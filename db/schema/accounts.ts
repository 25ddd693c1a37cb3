import { k } from "../kit";
import { members, workspaces } from "./workspaces";

export const DECISION_ROLES = ["decision_maker", "champion", "influencer", "blocker", "user"] as const;
export const DEAL_STAGES = ["qualify", "discover", "propose", "negotiate", "close"] as const;
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
    ownerId: k
      .text()
      .notNull()
      .references(() => members.id),
    archivedAt: k.time(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
    version: k.int().notNull().default(1),
  },
  (t) => [k.index("accounts_workspace").on(t.workspaceId, t.archivedAt, t.name)],
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
    title: k.text(),
    department: k.text(),
    decisionRole: k.oneOf(DECISION_ROLES),
    archivedAt: k.time(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
    version: k.int().notNull().default(1),
  },
  (t) => [
    k.uniqueIndex("contacts_workspace_email").on(t.workspaceId, t.email),
    k.index("contacts_account").on(t.accountId),
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
    stage: k.oneOf(DEAL_STAGES).notNull().default("qualify"),
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
    outcomeReason: k.text(),
    closedAt: k.time(),
    archivedAt: k.time(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
    version: k.int().notNull().default(1),
  },
  (t) => [
    k.index("deals_workspace").on(t.workspaceId, t.archivedAt, t.stage),
    k.index("deals_account").on(t.accountId),
  ],
);
