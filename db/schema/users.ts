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
  },
  (t) => [k.index("sessions_user").on(t.userId), k.index("sessions_expires").on(t.expiresAt)],
);
