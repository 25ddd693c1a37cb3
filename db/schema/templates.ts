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

export const TEMPLATE_FILE_KINDS = ["image", "video"] as const;

/**
 * Pictures and films in the texts of a template. The bytes are shared with the room they came from and the rooms made
 * of it: a file goes with the last row that names it.
 */
export const templateFiles = k.table(
  "template_files",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    templateId: k
      .text()
      .notNull()
      .references(() => templates.id, { onDelete: "cascade" }),
    kind: k.oneOf(TEMPLATE_FILE_KINDS).notNull(),
    fileKey: k.text().notNull(),
    contentType: k.text().notNull(),
    /** Of pictures, in pixels. */
    width: k.int(),
    height: k.int(),
    /** Of films. */
    fileName: k.text(),
    sizeBytes: k.bigint(),
    sha256: k.text(),
  },
  (t) => [k.index("template_files_template").on(t.templateId), k.index("template_files_key").on(t.fileKey)],
);
