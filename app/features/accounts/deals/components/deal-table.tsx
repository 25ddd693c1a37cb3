import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay, formatMoney } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { useLocale } from "~/ui/locale";
import { Table, Td, Th, Tr } from "~/ui/table";
import type { ListState } from "../../components/list-toolbar";
import { useListLinks } from "../../hooks/use-list-links";
import type { DealRow } from "../data.server";
import { DealState } from "./deal-badges";

const UNSORTED: ListState = { q: "", sort: "", dir: "asc", archived: false, page: 1 };

/** With `list` the headings sort; without it the table is part of an account and leaves the account out. */
export function DealTable({ rows, list }: { rows: readonly DealRow[]; list?: ListState }) {
  const { t } = useTranslation("accounts");
  const { language } = useLocale();
  const { sortBy } = useListLinks(list ?? UNSORTED);
  const sort = (key: string, first?: "desc") => (list ? sortBy(key, first) : undefined);
  return (
    <Table caption={t("deals.caption")}>
      <thead>
        <Tr>
          <Th sort={sort("name")}>{t("deals.name")}</Th>
          {list ? <Th sort={sort("account")}>{t("account")}</Th> : null}
          <Th sort={sort("stage")}>{t("deals.stage")}</Th>
          <Th align="end" sort={sort("amount", "desc")}>
            {t("deals.amount")}
          </Th>
          <Th sort={sort("close")}>{t("deals.closeDate")}</Th>
          <Th sort={sort("owner")}>{t("lists.owner")}</Th>
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
            {list ? (
              <Td className="min-w-36">
                <Link to={paths.account(deal.accountId)} className="hover:text-accent hover:underline">
                  {deal.accountName}
                </Link>
              </Td>
            ) : null}
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
