import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/i18n/format";
import { useLocale } from "~/ui/locale";
import { Stat, StatList } from "~/ui/stat";

export type Counts = { createdRows: number; updatedRows: number; skippedRows: number; refusedRows: number };

export function ImportCounts({ counts }: { counts: Counts }) {
  const { t } = useTranslation("imports");
  const { language } = useLocale();
  return (
    <StatList>
      <Stat label={t("result.created")} value={formatNumber(counts.createdRows, language)} />
      <Stat label={t("result.updated")} value={formatNumber(counts.updatedRows, language)} />
      <Stat label={t("result.skipped")} value={formatNumber(counts.skippedRows, language)} />
      <Stat label={t("result.refused")} value={formatNumber(counts.refusedRows, language)} />
    </StatList>
  );
}
