import { k } from "../kit";

export const users = k.table(
  "users",
  {
    id: k.id(),
    /** Normalised: trimmed, lower case. */
    email: k.text().notNull(),
    name: k.text().notNull(),
    /** argon2id, encoded with its parameters. */
    passwordHash: k.text().notNull(),
    /** null: follow the browser. */
    language: k.oneOf(["ja", "en"]),
    /** Job title, shown to buyers beside the name. */
    title: k.text(),
    /** Photo in the file store. */
    photoKey: k.text(),
    /** IANA zone for times on screens; null: the workspace's. */
    timeZone: k.text(),
    /** The membership this person worked in last, when there are several. */
    lastMemberId: k.text(),
    /** Plain text under mails sent in this person's name. */
    signature: k.text(),
    createdAt: k.time().notNull(),
  },
  (t) => [k.uniqueIndex("users_email").on(t.email)],
);

export const sessions = k.table(
  "sessions",
  {
    /** SHA-256 of the secret in the cookie. */
    id: k.id(),
    userId: k
      .text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expiresAt: k.time().notNull(),
    userAgent: k.text(),
    createdAt: k.time().notNull(),
    /** Of its last request by a person, to a few minutes; null: none yet. */
    lastUsedAt: k.time(),
  },
  (t) => [k.index("sessions_user").on(t.userId), k.index("sessions_expires").on(t.expiresAt)],
);

/** One-time address that sets a new password. */
export const passwordResets = k.table(
  "password_resets",
  {
    id: k.id(),
    userId: k
      .text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** SHA-256 of the secret in the mail. */
    tokenHash: k.text().notNull(),
    expiresAt: k.time().notNull(),
    usedAt: k.time(),
    createdAt: k.time().notNull(),
  },
  (t) => [
    k.uniqueIndex("password_resets_token").on(t.tokenHash),
    k.index("password_resets_user").on(t.userId),
  ],
);

/** A new address that waits until the person proves it by the mail sent there. */
export const emailChanges = k.table(
  "email_changes",
  {
    id: k.id(),
    userId: k
      .text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Normalised: trimmed, lower case. */
    newEmail: k.text().notNull(),
    tokenHash: k.text().notNull(),
    expiresAt: k.time().notNull(),
    usedAt: k.time(),
    createdAt: k.time().notNull(),
  },
  (t) => [k.uniqueIndex("email_changes_token").on(t.tokenHash), k.index("email_changes_user").on(t.userId)],
);
