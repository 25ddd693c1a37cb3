import type { Language } from "~/platform/i18n/language";
import type { Template, TemplateContent } from "../schema";
import { enterpriseEvaluation as evaluationEn } from "./en/enterprise-evaluation";
import { firstProposal as firstEn } from "./en/first-proposal";
import { onboarding as onboardingEn } from "./en/onboarding";
import { renewal as renewalEn } from "./en/renewal";
import { rfpAnswer as rfpEn } from "./en/rfp-answer";
import { enterpriseEvaluation as evaluationJa } from "./ja/enterprise-evaluation";
import { firstProposal as firstJa } from "./ja/first-proposal";
import { onboarding as onboardingJa } from "./ja/onboarding";
import { renewal as renewalJa } from "./ja/renewal";
import { rfpAnswer as rfpJa } from "./ja/rfp-answer";

/** `stage` is a key of the built-in pipeline; a workspace with stages of its own proposes nothing by it. */
export type BuiltIn = { name: string; description: string; stage: string | null } & TemplateContent;

const SETS: Record<Language, Record<string, BuiltIn>> = {
  en: {
    "first-proposal": firstEn,
    "enterprise-evaluation": evaluationEn,
    renewal: renewalEn,
    onboarding: onboardingEn,
    "rfp-answer": rfpEn,
  },
  ja: {
    "first-proposal": firstJa,
    "enterprise-evaluation": evaluationJa,
    renewal: renewalJa,
    onboarding: onboardingJa,
    "rfp-answer": rfpJa,
  },
};

/** What comes with the product. The id names language and template and never changes. */
export const BUILT_IN_TEMPLATES: readonly Template[] = Object.entries(SETS).flatMap(([language, set]) =>
  Object.entries(set).map(
    ([key, { name, description, stage, pages }]): Template => ({
      id: `${language}.${key}`,
      kind: "room",
      name,
      description,
      language: language === "ja" ? "ja" : "en",
      stage,
      isBuiltIn: true,
      isArchived: false,
      createdById: null,
      version: 1,
      content: { pages },
    }),
  ),
);
