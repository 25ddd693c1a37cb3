import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatDate, formatDay, formatMoney } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { useLocale } from "~/ui/locale";
import { usePipeline } from "../../pipeline/hooks/use-pipeline";
import type { DealRow } from "../data.server";

export function DealFacts({ deal }: { deal: DealRow }) {
  const { t } = useTranslation("accounts");
  const { stageLabel, reasonLabel } = usePipeline();
  const { t: board } = useTranslation("board");
  const { language, timeZone } = useLocale();
  const { amountMinor, closeDate, closedAt } = deal;
  const closedOn = closedAt ? formatDate(closedAt, { language, timeZone }) : "";
  return (
    <Card title={t("deals.facts")}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 text-sm">
        <Fact label={t("account")}>
          <Link to={paths.account(deal.accountId)} className="text-accent hover:underline">
            {deal.accountName}
          </Link>
        </Fact>
        <Fact label={t("deals.stage")}>{stageLabel(deal.stage)}</Fact>
        <Fact label={t("deals.amount")}>
          {amountMinor === null ? t("lists.none") : formatMoney(amountMinor, deal.currency, language)}
        </Fact>
        <Fact label={t("deals.closeDate")}>
          {closeDate ? formatDay(closeDate, language) : t("lists.none")}
        </Fact>
        <Fact label={t("lists.owner")}>
          {deal.ownerName}
          {deal.ownerLeftAt ? ` ${board("left")}` : null}
        </Fact>
        <Fact label={t("deals.outcome")}>
          {deal.outcome === "won" ? t("deals.closedWon", { date: closedOn }) : null}
          {deal.outcome === "lost" ? t("deals.closedLost", { date: closedOn }) : null}
          {deal.outcome === "open" ? t("outcomes.open") : null}
        </Fact>
        {deal.outcomeReason ? (
          <Fact label={t("deals.reason")} wide>
            <span className="whitespace-pre-wrap">{reasonLabel(deal.outcomeReason)}</span>
          </Fact>
        ) : null}
        {deal.outcomeNote ? (
          <Fact label={t("deals.outcomeNote")} wide>
            <span className="whitespace-pre-wrap">{deal.outcomeNote}</span>
          </Fact>
        ) : null}
      </dl>
    </Card>
  );
}

function Fact({ label, wide, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? "col-span-2 min-w-0" : "min-w-0"}>
      <dt className="text-xs text-ink-muted">{label}</dt>
      <dd className="mt-0.5 text-ink">{children}</dd>
    </div>
  );
}
