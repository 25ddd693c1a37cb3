import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay, formatMoney } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { useLocale } from "~/ui/locale";
import { Table, Td, Th, Tr } from "~/ui/table";
import type { DealRow } from "../data.server";
import { DealState } from "./deal-badges";

/** The deals of one account. */
export function DealTable({ rows }: { rows: readonly DealRow[] }) {
  const { t } = useTranslation("accounts");
  const { language } = useLocale();
  return (
    <Table caption={t("deals.caption")} isStacked>
      <thead>
        <Tr>
          <Th>{t("deals.name")}</Th>
          <Th>{t("deals.stage")}</Th>
          <Th align="end">{t("deals.amount")}</Th>
          <Th>{t("deals.closeDate")}</Th>
          <Th>{t("lists.owner")}</Th>
        </Tr>
      </thead>
      <tbody>
        {rows.map((deal) => (
          <Tr key={deal.id}>
            <Td heading className="min-w-44">
              <Link
                to={paths.deal(deal.id)}
                prefetch="intent"
                className="text-ink hover:text-accent hover:underline"
              >
                {deal.name}
              </Link>
            </Td>
            <Td>
              <DealState stage={deal.stage} outcome={deal.outcome} />
            </Td>
            <Td align="end" className="whitespace-nowrap">
              {deal.amountMinor === null
                ? t("lists.none")
                : formatMoney(deal.amountMinor, deal.currency, language)}
            </Td>
            <Td className="whitespace-nowrap">
              {deal.closeDate ? formatDay(deal.closeDate, language) : t("lists.none")}
            </Td>
            <Td className="whitespace-nowrap">{deal.ownerName}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
