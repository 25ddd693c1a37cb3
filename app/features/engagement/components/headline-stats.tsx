import { useTranslation } from "react-i18next";
import { formatDay, formatDuration, formatNumber, formatPercent } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { Sparkline } from "~/ui/charts/sparkline";
import { Duration } from "~/ui/duration";
import { useLocale } from "~/ui/locale";
import { Stat, StatList } from "~/ui/stat";
import { anchorOf, type Definition } from "../definitions";
import type { Headline, Series } from "../schema";

export function HeadlineStats({ headline, series }: { headline: Headline; series: Series }) {
  const { t } = useTranslation("engagement");
  const { language } = useLocale();
  const number = (value: number) => formatNumber(value, language);
  const percent = (share: number | null) =>
    share === null ? t("numbers.none") : formatPercent(share, language);
  const definition = (of: Definition) => paths.definitions(anchorOf(of));
  const { engagedContacts: engaged, knownContacts: known } = headline;
  return (
    <Card className="mb-6">
      <StatList>
        <Stat
          label={t("numbers.people")}
          value={number(headline.people)}
          definitionTo={definition("people")}
        />
        <Stat
          label={t("numbers.reach")}
          value={percent(headline.reach)}
          hint={
            known > 0
              ? t("numbers.reachHint", { engaged: number(engaged), known: number(known) })
              : t("numbers.reachNone")
          }
          definitionTo={definition("reach")}
        />
        <Stat
          label={t("numbers.activeTime")}
          value={<Duration ms={headline.activeMs} />}
          aside={<ActiveTimeLine series={series} />}
          definitionTo={definition("activeTime")}
        />
        <Stat
          label={t("numbers.completion")}
          value={percent(headline.completion)}
          definitionTo={definition("completion")}
        />
        <Stat
          label={t("numbers.visits")}
          value={number(headline.visits)}
          definitionTo={definition("visits")}
        />
        <Stat label={t("numbers.views")} value={number(headline.views)} definitionTo={definition("views")} />
        <Stat
          label={t("numbers.repeatRate")}
          value={percent(headline.repeatRate)}
          definitionTo={definition("repeatRate")}
        />
        <Stat
          label={t("numbers.bounce")}
          value={percent(headline.bounce)}
          definitionTo={definition("bounce")}
        />
      </StatList>
    </Card>
  );
}

function ActiveTimeLine({ series }: { series: Series }) {
  const { t } = useTranslation("engagement");
  const { language } = useLocale();
  return (
    <Sparkline
      title={t(series.grain === "day" ? "numbers.perDay" : "numbers.perWeek")}
      points={series.points.map(({ day, activeMs }) => ({
        label: formatDay(day, language, "day"),
        value: activeMs,
      }))}
      formatValue={(ms) => formatDuration(ms, language)}
    />
  );
}
