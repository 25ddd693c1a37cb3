import { k } from "../kit";

/** Facts about the whole installation, such as the hash of the one-time set-up token. */
export const instanceSettings = k.table("instance_settings", {
  key: k.text().primaryKey(),
  value: k.json<unknown>().notNull(),
  updatedAt: k.time().notNull(),
});

export const JOB_STATES = ["queued", "running", "done", "dead"] as const;

export const jobs = k.table(
  "jobs",
  {
    id: k.id(),
    kind: k.text().notNull(),
    payload: k.json<unknown>().notNull(),
    state: k.oneOf(JOB_STATES).notNull().default("queued"),
    /** Two jobs with one key are one job. */
    key: k.text(),
    runAt: k.time().notNull(),
    attempts: k.int().notNull().default(0),
    leaseUntil: k.time(),
    leaseOwner: k.text(),
    lastError: k.text(),
    createdAt: k.time().notNull(),
    finishedAt: k.time(),
  },
  (t) => [
    k.uniqueIndex("jobs_key").on(t.key),
    k.index("jobs_due").on(t.state, t.runAt),
    k.index("jobs_lease").on(t.state, t.leaseUntil),
  ],
);

export const MAIL_STATES = ["queued", "sent", "kept", "failed"] as const;

export const mails = k.table(
  "mails",
  {
    id: k.id(),
    workspaceId: k.text(),
    to: k.text().notNull(),
    subject: k.text().notNull(),
    text: k.text().notNull(),
    html: k.text().notNull(),
    /** kept: no SMTP server was set, the mail waits on the admin screen. */
    state: k.oneOf(MAIL_STATES).notNull().default("queued"),
    error: k.text(),
    /** Carries a key that only its reader may use: its text is forgotten once it is sent. */
    isPrivate: k.bool().notNull().default(false),
    /** A file of the store that goes with it, and the name it goes under. */
    attachmentKey: k.text(),
    attachmentName: k.text(),
    /** Where the reader can turn such mails off with one click, until it is sent. */
    unsubscribeUrl: k.text(),
    createdAt: k.time().notNull(),
    sentAt: k.time(),
  },
  (t) => [k.index("mails_created").on(t.createdAt)],
);
