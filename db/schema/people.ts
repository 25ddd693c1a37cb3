import { k } from "../kit";
import { contacts } from "./accounts";
import { ofRoom, ofWorkspace } from "./refs";
import { shareLinks } from "./sharing";

/** A contact's place in a room's buying committee. What they are (title, department, role) stands with the contact. */
export const roomPeople = k.table(
  "room_people",
  {
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    contactId: k
      .text()
      .notNull()
      .references(() => contacts.id, { onDelete: "cascade" }),
    /** 1 top management, 2 heads, 3 staff; null: not placed. */
    level: k.int(),
    position: k.int().notNull().default(0),
    /** The contact who brought them in. */
    introducedById: k.text(),
    invitedAt: k.time(),
    /** Came by themselves and nobody of the team has looked at it yet. */
    suggestedAt: k.time(),
    dismissedAt: k.time(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
    version: k.int().notNull().default(1),
  },
  (t) => [k.primaryKey({ columns: [t.roomId, t.contactId] }), k.index("room_people_contact").on(t.contactId)],
);

/** Somebody the link's policy did not let in, who asks the rep. */
export const ACCESS_DECISIONS = ["allowed", "refused"] as const;

export const accessRequests = k.table(
  "access_requests",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    linkId: k
      .text()
      .notNull()
      .references(() => shareLinks.id, { onDelete: "cascade" }),
    email: k.text().notNull(),
    name: k.text(),
    note: k.text(),
    decision: k.oneOf(ACCESS_DECISIONS),
    decidedById: k.text(),
    decidedAt: k.time(),
    createdAt: k.time().notNull(),
  },
  (t) => [
    k.index("access_requests_room").on(t.roomId, t.decidedAt),
    k.uniqueIndex("access_requests_once").on(t.linkId, t.email),
  ],
);
