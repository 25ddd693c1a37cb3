import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import { usePipeline } from "../../pipeline/hooks/use-pipeline";
import type { Deal } from "../data.server";

const TONES = { open: "accent", won: "positive", lost: "neutral" } as const;

/** The stage while a deal is open, its outcome afterwards. */
export function DealState({ stage, outcome }: Pick<Deal, "stage" | "outcome">) {
  const { t } = useTranslation("accounts");
  const { stageLabel } = usePipeline();
  return (
    <Badge tone={TONES[outcome]}>{outcome === "open" ? stageLabel(stage) : t(`outcomes.${outcome}`)}</Badge>
  );
}
