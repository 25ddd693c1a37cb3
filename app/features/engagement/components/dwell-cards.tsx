import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDuration } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { Card } from "~/ui/card";
import { Bars } from "~/ui/charts/bars";
import { ChoiceLinks } from "~/ui/choice-links";
import { useLocale } from "~/ui/locale";
import { useReportLinks } from "../hooks/use-report-links";
import type { Dwell } from "../schema";

/** Page by page of each document, section by section of each proposal. */
export function DwellCards({ dwells }: { dwells: readonly Dwell[] }) {
  const { t } = useTranslation("engagement");
  if (dwells.length === 0) return null;
  return (
    <Card className="mb-6" title={t("dwell.title")} description={t("dwell.description")}>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2 print:grid-cols-1">
        {dwells.map((dwell) => (
          <DwellChart key={dwell.page.id} dwell={dwell} />
        ))}
      </div>
    </Card>
  );
}

function DwellChart({ dwell }: { dwell: Dwell }) {
  const { t } = useTranslation("engagement");
  const { language } = useLocale();
  const { page, people, activeMs, units } = dwell;
  const isDocument = page.kind === "document";
  const time = formatDuration(activeMs, language);
  return (
    <div className="min-w-0 print:break-inside-avoid">
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="min-w-0 text-sm font-medium wrap-anywhere text-ink">
          <Link
            to={paths.roomPage(page.roomId, page.id)}
            className="rounded-sm hover:text-accent hover:underline"
          >
            {page.title}
          </Link>
        </h3>
        {page.isArchived ? <Badge>{t("dwell.removed")}</Badge> : null}
        <span className="text-sm text-ink-muted tabular-nums">
          {t("dwell.summary", { count: people, time })}
        </span>
      </div>
      <VersionChoice dwell={dwell} />
      {/* A plan and a form are measured as a whole. */}
      {units.length > 0 ? (
        <Bars
          title={t(isDocument ? "dwell.chartDocument" : "dwell.chartProposal", { title: page.title })}
          orientation={isDocument ? "vertical" : "horizontal"}
          unit="duration"
          labelHeading={t(isDocument ? "dwell.page" : "dwell.section")}
          valueHeading={t("dwell.time")}
          formatValue={(ms) => formatDuration(ms, language)}
          bars={units.map(({ unit, title, activeMs: value }) => ({
            key: String(unit),
            label: isDocument ? String(unit) : title || t("dwell.untitledSection", { number: unit }),
            value,
          }))}
        />
      ) : null}
    </div>
  );
}

function VersionChoice({ dwell: { page, versions, versionId } }: { dwell: Dwell }) {
  const { t } = useTranslation("engagement");
  const { toVersion } = useReportLinks();
  if (versions.length < 2) return null;
  const siblings = versions.map(({ id }) => id);
  return (
    <div className="mb-3">
      <ChoiceLinks
        label={t("dwell.versions", { title: page.title })}
        chosen={versionId}
        choices={versions.map(({ id, number }) => ({
          key: id,
          label: t("dwell.version", { number }),
          to: toVersion(id, siblings),
        }))}
      />
    </div>
  );
}
