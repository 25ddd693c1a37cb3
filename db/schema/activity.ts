import { k } from "../kit";
import { workspaces } from "./workspaces";

export const ACTOR_KINDS = ["member", "viewer", "system"] as const;

/** Append-only: a trigger of each dialect blocks UPDATE and DELETE of a living workspace's rows. Holds ids, never a person's details. */
export const events = k.table(
  "events",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    type: k.text().notNull(),
    actorKind: k.oneOf(ACTOR_KINDS).notNull(),
    actorId: k.text(),
    accountId: k.text(),
    dealId: k.text(),
    roomId: k.text(),
    contactId: k.text(),
    data: k.json<Record<string, unknown>>().notNull(),
    at: k.time().notNull(),
  },
  (t) => [
    k.index("events_workspace").on(t.workspaceId, t.at),
    k.index("events_room").on(t.roomId, t.at),
    k.index("events_account").on(t.accountId, t.at),
  ],
);
