import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { DefinitionLink } from "~/ui/stat";
import type { Health } from "../utils";

const TONES = { on_track: "positive", at_risk: "warning", stalled: "danger" } as const;

/** The computed state of a plan, with the way to its rule. */
export function HealthBadge({ health, hasRule = false }: { health: Health; hasRule?: boolean }) {
  const { t } = useTranslation("plan");
  return (
    <span className="inline-flex items-center gap-1.5" title={t("health.rule")}>
      <Badge tone={TONES[health]}>
        <span className="sr-only">{t("health.label")}: </span>
        {t(`health.${health}`)}
      </Badge>
      {hasRule ? <DefinitionLink label={t("health.label")} to={paths.definitions("plan-health")} /> : null}
    </span>
  );
}
