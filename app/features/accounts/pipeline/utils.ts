import type { TFunction } from "i18next";
import { DEAL_STAGES } from "../deals/utils";
import type { Pipeline, Reason, Stage } from "./schema";

/** Reasons every workspace starts with, in the order of the lists. */
export const BUILT_IN_REASONS = [
  "won_value",
  "won_relation",
  "won_price",
  "lost_price",
  "lost_competitor",
  "lost_timing",
  "lost_no_decision",
  "lost_fit",
] as const;

/** What a workspace has that changed nothing. */
export const BUILT_IN_PIPELINE: Pipeline = {
  stages: DEAL_STAGES.map((key) => ({ key, name: null, isArchived: false })),
  reasons: BUILT_IN_REASONS.map((key) => ({
    key,
    name: null,
    isArchived: false,
    outcome: key.startsWith("won_") ? "won" : "lost",
  })),
};

type Texts = TFunction<"accounts">;

/** The workspace's own name of a stage, else the locale's name of a built-in one. */
export function stageLabel(stages: readonly Stage[], key: string, t: Texts): string {
  const builtIn = DEAL_STAGES.find((stage) => stage === key);
  return ownName(stages, key) ?? (builtIn ? t(`stages.${builtIn}`) : key);
}

/** As `stageLabel`; words from before reasons had keys are shown as they were written. */
export function reasonLabel(reasons: readonly Reason[], key: string, t: Texts): string {
  const builtIn = BUILT_IN_REASONS.find((reason) => reason === key);
  return ownName(reasons, key) ?? (builtIn ? t(`reasons.${builtIn}`) : key);
}

/** Those that can be chosen: the living ones, and `current` even when it was archived since. */
export function choicesOf<Step extends Stage>(steps: readonly Step[], current?: string | null): Step[] {
  return steps.filter((step) => !step.isArchived || step.key === current);
}

function ownName(steps: readonly Stage[], key: string): string | null {
  return steps.find((step) => step.key === key)?.name ?? null;
}
