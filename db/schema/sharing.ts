import { k } from "../kit";
import { contacts } from "./accounts";
import { rooms } from "./rooms";
import { members, workspaces } from "./workspaces";

export const GATES = ["open", "email", "code"] as const;
export const IDENTITIES = ["anonymous", "claimed", "verified"] as const;
export const CONSENTS = ["unasked", "granted", "declined"] as const;

export const shareLinks = k.table(
  "share_links",
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
    /** SHA-256 of the secret in the URL; the secret itself is shown once. */
    tokenHash: k.text().notNull(),
    label: k.text().notNull(),
    gate: k.oneOf(GATES).notNull(),
    /** Normalised domains that may pass an e-mail or code gate; empty: any. */
    allowedDomains: k
      .json<string[]>()
      .notNull()
      .$defaultFn(() => []),
    /** Normalised addresses that may pass an e-mail or code gate; empty: any. */
    allowedEmails: k
      .json<string[]>()
      .notNull()
      .$defaultFn(() => []),
    allowDownload: k.bool().notNull().default(false),
    expiresAt: k.time(),
    revokedAt: k.time(),
    /** Grows when the gate changes; a viewer session of an older policy must pass again. */
    policyVersion: k.int().notNull().default(1),
    createdById: k
      .text()
      .notNull()
      .references(() => members.id),
    createdAt: k.time().notNull(),
  },
  (t) => [k.uniqueIndex("share_links_token").on(t.tokenHash), k.index("share_links_room").on(t.roomId)],
);

export const viewers = k.table(
  "viewers",
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
    contactId: k.text().references(() => contacts.id, { onDelete: "set null" }),
    identity: k.oneOf(IDENTITIES).notNull(),
    /** Normalised address, claimed or verified as `identity` says. */
    email: k.text(),
    consent: k.oneOf(CONSENTS).notNull().default("unasked"),
    consentAt: k.time(),
    language: k.oneOf(["ja", "en"]),
    firstSeenAt: k.time().notNull(),
    lastSeenAt: k.time().notNull(),
  },
  (t) => [
    k.index("viewers_room").on(t.roomId),
    k.index("viewers_contact").on(t.contactId),
    k.index("viewers_link").on(t.linkId),
  ],
);

export const viewerSessions = k.table(
  "viewer_sessions",
  {
    /** SHA-256 of the secret in the buyer's cookie. */
    id: k.id(),
    viewerId: k
      .text()
      .notNull()
      .references(() => viewers.id, { onDelete: "cascade" }),
    linkId: k
      .text()
      .notNull()
      .references(() => shareLinks.id, { onDelete: "cascade" }),
    /** The link's policy version whose gate this session passed. */
    policyVersion: k.int().notNull(),
    expiresAt: k.time().notNull(),
    createdAt: k.time().notNull(),
  },
  (t) => [k.index("viewer_sessions_viewer").on(t.viewerId), k.index("viewer_sessions_link").on(t.linkId)],
);

export const gateCodes = k.table(
  "gate_codes",
  {
    id: k.id(),
    linkId: k
      .text()
      .notNull()
      .references(() => shareLinks.id, { onDelete: "cascade" }),
    email: k.text().notNull(),
    /** Keyed hash of the six digits. */
    codeHash: k.text().notNull(),
    wrongTries: k.int().notNull().default(0),
    expiresAt: k.time().notNull(),
    usedAt: k.time(),
    createdAt: k.time().notNull(),
  },
  (t) => [k.index("gate_codes_link_email").on(t.linkId, t.email, t.createdAt)],
);
