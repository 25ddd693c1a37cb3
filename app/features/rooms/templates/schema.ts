import type { TEMPLATE_KINDS } from "@db/schema/templates";
import { z } from "zod";
import { idField, nameField, optionalLine, requestKey, versionField } from "~/features/accounts/schema";
import { LANGUAGES, type Language } from "~/platform/i18n/language";
import { questionSchema } from "../forms/schema";
import { MAX_QUESTIONS } from "../forms/utils";
import { MAX_MILESTONES, MAX_OFFSET_DAYS, MAX_TASKS } from "../plan/utils";

export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

const title = z.string().min(1).max(300);
const days = z.number().int().min(-MAX_OFFSET_DAYS).max(MAX_OFFSET_DAYS);
const task = z.strictObject({
  key: z.string().min(1).max(60),
  title,
  description: z.string().max(10_000).nullish(),
  internal: z.boolean().optional(),
  side: z.enum(["member", "viewer"]),
  roleName: z.string().max(200).nullish(),
  due: z
    .union([
      z.strictObject({ after: z.enum(["room", "close"]), days }),
      z.strictObject({ after: z.literal("task"), key: z.string(), days }),
    ])
    .nullish(),
  dependsOn: z.array(z.string()).max(MAX_TASKS).optional(),
});
const tasks = z.array(task).max(MAX_TASKS);

export const outlineSchema = z.strictObject({
  tasks: tasks.optional(),
  milestones: z.array(z.strictObject({ title, tasks })).max(MAX_MILESTONES),
});

const page = z.discriminatedUnion("kind", [
  /** The body is checked as every proposal is, when a page is made of it. */
  z.strictObject({ kind: z.literal("proposal"), title, body: z.object({ type: z.literal("doc") }).loose() }),
  z.strictObject({
    kind: z.literal("plan"),
    title,
    outline: outlineSchema,
  }),
  z.strictObject({
    kind: z.literal("form"),
    title,
    intro: z.string().max(5_000).nullable(),
    questions: z.array(questionSchema.omit({ id: true })).max(MAX_QUESTIONS),
  }),
  z.strictObject({ kind: z.literal("document"), title, documentId: idField }),
]);

/** What a template holds: pages without people, dates and progress. */
export const contentSchema = z.strictObject({ pages: z.array(page).max(100) });
export type TemplateContent = z.infer<typeof contentSchema>;
export type TemplatePage = TemplateContent["pages"][number];

export type Template = {
  id: string;
  kind: TemplateKind;
  name: string;
  description: string | null;
  language: Language;
  /** Key of the deal stage that proposes it. */
  stage: string | null;
  isBuiltIn: boolean;
  isArchived: boolean;
  /** Null for what comes with the product. */
  createdById: string | null;
  version: number;
  content: TemplateContent;
};

/** A page of a template as people look at it before they take it. */
export type PagePreview = { kind: TemplatePage["kind"]; title: string; lines: string[] };
export type TemplateFace = Omit<Template, "content" | "createdById"> & { pages: PagePreview[] };

export type OfferedTemplate = TemplateFace & { isSuggested: boolean };

const facts = {
  name: nameField,
  description: optionalLine(500),
  language: z.enum(LANGUAGES, "invalid"),
  stage: optionalLine(),
};

export const templateIntent = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("save"), ...facts, version: versionField }),
  z.strictObject({ intent: z.enum(["archive", "restore"]) }),
]);

export const roomTemplateIntent = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("keep"),
    requestKey,
    name: nameField,
    description: optionalLine(500),
    /** One page, or the whole room when empty. */
    pageId: z.union([idField, z.literal("").transform(() => null)]),
  }),
  z.strictObject({
    intent: z.literal("insert"),
    requestKey,
    templateId: z.string("required").min(1, "required").max(80, "invalid"),
    place: z
      .string()
      .regex(/^\d{1,2}$/, "invalid")
      .transform(Number),
  }),
]);
export type TemplateFacts = {
  name: string;
  description: string | null;
  language: Language;
  stage: string | null;
};
