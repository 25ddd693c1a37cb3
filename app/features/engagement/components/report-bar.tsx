import { Download, Printer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/platform/i18n/format";
import { Button, ButtonLink } from "~/ui/button";
import { ChoiceLinks } from "~/ui/choice-links";
import { useLocale } from "~/ui/locale";
import { REPORT_WINDOWS } from "../choices";
import { useReportLinks } from "../hooks/use-report-links";
import type { Period } from "../schema";

/** The period the report is about, and the ways to take it along. */
export function ReportBar({ period, csvPath }: { period: Period; csvPath: string }) {
  const { t } = useTranslation("engagement");
  const { language } = useLocale();
  const { toWindow } = useReportLinks();
  const { since, today, window } = period;
  return (
    <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2">
        <ChoiceLinks
          label={t("report.window.label")}
          chosen={window}
          choices={REPORT_WINDOWS.map((key) => ({
            key,
            label: t(`report.window.${key}`),
            to: toWindow(key),
          }))}
        />
        <p className="text-sm text-ink-muted tabular-nums">
          {since === null
            ? t("report.window.all")
            : t("report.since", { from: formatDay(since, language), to: formatDay(today, language) })}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          type="button"
          variant="ghost"
          icon={<Printer aria-hidden />}
          onClick={() => globalThis.print()}
        >
          {t("report.print")}
        </Button>
        <ButtonLink to={`${csvPath}?window=${window}`} reloadDocument icon={<Download aria-hidden />}>
          {t("report.exportCsv")}
        </ButtonLink>
      </div>
    </div>
  );
}
