import { createContext, useContext } from "react";
import { useTranslation } from "react-i18next";
import { CURRENCIES } from "../../deals/utils";
import type { Pipeline } from "../schema";
import { BUILT_IN_PIPELINE, reasonLabel, stageLabel } from "../utils";

type Choices = Pipeline & { readonly currencies: readonly string[] };

/** Given by the layout of the members' pages. */
export const PipelineContext = createContext<Choices>({ ...BUILT_IN_PIPELINE, currencies: CURRENCIES });

/** The workspace's stages and reasons with the names that are shown for them. */
export function usePipeline() {
  const { stages, reasons } = useContext(PipelineContext);
  const { t } = useTranslation("accounts");
  return {
    stages,
    reasons,
    stageLabel: (key: string) => stageLabel(stages, key, t),
    reasonLabel: (key: string) => reasonLabel(reasons, key, t),
  };
}

/** Currencies that the workspace deals in, and the one that is chosen already. */
export function useCurrencies(current?: string): readonly string[] {
  const { currencies } = useContext(PipelineContext);
  return !current || currencies.includes(current) ? currencies : [...currencies, current];
}
