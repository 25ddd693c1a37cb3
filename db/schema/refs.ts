import { k } from "../kit";
import { pages, rooms } from "./rooms";
import { members, workspaces } from "./workspaces";

/** The columns that nearly every table has: whose row it is, and what it goes with. */
export const ofWorkspace = () =>
  k
    .text()
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });

export const ofRoom = () =>
  k
    .text()
    .notNull()
    .references(() => rooms.id, { onDelete: "cascade" });

export const ofPage = () =>
  k
    .text()
    .notNull()
    .references(() => pages.id, { onDelete: "cascade" });

export const byMember = () =>
  k
    .text()
    .notNull()
    .references(() => members.id);

/** Who did something in a room: a member of the selling side or a viewer of the buying side. */
export const SIDES = ["member", "viewer"] as const;
