import { k } from "../kit";
import { byMember, ofWorkspace } from "./refs";

export const TEMPLATE_KINDS = ["room", "page"] as const;

/** A workspace's own templates. The built-in ones live in code. */
export const templates = k.table(
  "templates",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    kind: k.oneOf(TEMPLATE_KINDS).notNull(),
    name: k.text().notNull(),
    description: k.text(),
    language: k.oneOf(["ja", "en"]).notNull(),
    /** Key of the deal stage that proposes it, if any. */
    stage: k.text(),
    /** Pages with their contents, checked by features/rooms/templates when read. */
    content: k.json<Record<string, unknown>>().notNull(),
    createdById: byMember(),
    archivedAt: k.time(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
    version: k.int().notNull().default(1),
  },
  (t) => [k.index("templates_workspace").on(t.workspaceId, t.archivedAt, t.name)],
);
