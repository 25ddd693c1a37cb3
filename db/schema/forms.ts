import { k } from "../kit";
import { byMember, ofPage, ofRoom, ofWorkspace } from "./refs";
import { pages } from "./rooms";

export const forms = k.table("forms", {
  pageId: k
    .text()
    .primaryKey()
    .references(() => pages.id, { onDelete: "cascade" }),
  workspaceId: ofWorkspace(),
  intro: k.text(),
  /** The questions in order, checked by features/rooms/forms when read. */
  questions: k.json<Record<string, unknown>[]>().notNull(),
  version: k.int().notNull().default(1),
  updatedById: byMember(),
  updatedAt: k.time().notNull(),
});

/** One answer a person and form; a later one replaces it. */
export const formAnswers = k.table(
  "form_answers",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    pageId: ofPage(),
    viewerId: k.text().notNull(),
    contactId: k.text(),
    /** The form's version that was answered. */
    formVersion: k.int().notNull(),
    /** By question id. */
    answers: k.json<Record<string, unknown>>().notNull(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
  },
  (t) => [
    k.uniqueIndex("form_answers_once").on(t.pageId, t.viewerId),
    k.index("form_answers_room").on(t.roomId, t.updatedAt),
  ],
);
