import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { templates } from "@db/schema/templates";
import type { Tx } from "@db/types";
import { and, asc, eq } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";
import type { Language } from "~/platform/i18n/language";
import { foldText, searchWords } from "~/platform/text";
import { textBlocks } from "../proposals/versions/text.server";
import { BUILT_IN_TEMPLATES } from "./built-in/templates";
import {
  contentSchema,
  type OfferedTemplate,
  type PagePreview,
  type Template,
  type TemplateFace,
  type TemplatePage,
} from "./schema";

const MAX_LISTED = 300;
const MAX_PREVIEW_LINES = 12;
type Row = typeof templates.$inferSelect;

type Listing = { language: Language; term?: string; archived?: boolean };

/** The workspace's own by name, then what comes with the product, in `language` first. */
export async function listTemplates(
  scope: WorkspaceScope,
  { language, term = "", archived = false }: Listing,
): Promise<Template[]> {
  const rows = await db
    .select()
    .from(templates)
    .where(eq(templates.workspaceId, scope.workspaceId))
    .orderBy(asc(templates.name), asc(templates.id))
    .limit(MAX_LISTED);
  const words = searchWords(term);
  const isForeign = (template: Template) => Number(template.language !== language);
  const builtIn = BUILT_IN_TEMPLATES.toSorted((a, b) => isForeign(a) - isForeign(b));
  return [...rows.map(templateOf), ...builtIn].filter((template) => {
    const text = foldText(`${template.name} ${template.description ?? ""}`);
    return template.isArchived === archived && words.every((word) => text.includes(word));
  });
}

/** What a new room may begin with, the suggested ones and those in `language` first. */
export async function listRoomTemplates(
  scope: WorkspaceScope,
  { language, dealId }: { language: Language; dealId?: string },
): Promise<OfferedTemplate[]> {
  const [all, stage] = await Promise.all([listTemplates(scope, { language }), findStage(scope, dealId)]);
  return all
    .filter(({ kind }) => kind === "room")
    .map((template) => ({ ...faceOf(template), isSuggested: stage !== null && template.stage === stage }))
    .sort((a, b) => rankOf(b, language) - rankOf(a, language));
}

function rankOf(template: OfferedTemplate, language: Language): number {
  return (
    (template.isSuggested ? 2 : 0) + (template.language === language ? 4 : 0) + (template.isBuiltIn ? 0 : 1)
  );
}

async function findStage(scope: WorkspaceScope, dealId: string | undefined): Promise<string | null> {
  if (!dealId) return null;
  const [deal] = await db
    .select({ stage: deals.stage })
    .from(deals)
    .where(and(eq(deals.id, dealId), eq(deals.workspaceId, scope.workspaceId)));
  return deal?.stage ?? null;
}

/** One of the workspace's own, or one that comes with the product. */
export async function getTemplate(scope: WorkspaceScope, templateId: string, reads: Pick<Tx, "select"> = db) {
  const builtIn = BUILT_IN_TEMPLATES.find(({ id }) => id === templateId);
  if (builtIn) return builtIn;
  const [row] = await reads.select().from(templates).where(isOwn(scope, templateId));
  return templateOf(found(row));
}

export async function findTemplateForUpdate(tx: Tx, scope: WorkspaceScope, templateId: string): Promise<Row> {
  const [row] = await tx.select().from(templates).where(isOwn(scope, templateId)).for("update");
  return found(row);
}

export function faceOf({ content, createdById: _, ...template }: Template): TemplateFace {
  return { ...template, pages: content.pages.map(previewOf) };
}

/** What a page holds, in a few lines: headings, steps, questions. */
function previewOf(page: TemplatePage): PagePreview {
  return { kind: page.kind, title: page.title, lines: linesOf(page).slice(0, MAX_PREVIEW_LINES) };
}

function linesOf(page: TemplatePage): string[] {
  switch (page.kind) {
    case "proposal":
      return textBlocks(page.body, { language: "en", names: new Map() })
        .filter(({ type, text }) => type === "heading" && text !== "")
        .map(({ text }) => text);
    case "plan":
      return page.outline.milestones.flatMap(({ title, tasks }) => [
        title,
        ...tasks.map((task) => `– ${task.title}`),
      ]);
    case "form":
      return page.questions.map(({ label }) => label);
    case "document":
      return [];
  }
}

function templateOf(row: Row): Template {
  const { id, kind, name, description, language, stage, createdById, version } = row;
  // A content that no longer reads is an empty template, not a broken list.
  const content = contentSchema.safeParse(row.content);
  return {
    id,
    kind,
    name,
    description,
    language,
    stage,
    isBuiltIn: false,
    isArchived: row.archivedAt !== null,
    createdById,
    version,
    content: content.success ? content.data : { pages: [] },
  };
}

function isOwn(scope: WorkspaceScope, templateId: string) {
  return and(eq(templates.id, templateId), eq(templates.workspaceId, scope.workspaceId));
}
