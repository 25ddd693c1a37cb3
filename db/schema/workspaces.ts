import { k } from "../kit";
import { users } from "./users";

export const ROLES = ["rep", "manager", "admin"] as const;
export const LANGUAGES = ["ja", "en"] as const;

export const workspaces = k.table("workspaces", {
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
  createdAt: k.time().notNull(),
  version: k.int().notNull().default(1),
});

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
    deactivatedAt: k.time(),
    createdAt: k.time().notNull(),
  },
  (t) => [
    k.uniqueIndex("members_workspace_user").on(t.workspaceId, t.userId),
    k.index("members_user").on(t.userId),
  ],
);
