import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay, formatMoney, formatNumber } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import type { FilterField } from "~/ui/list/filter-form";
import type { ListColumn } from "~/ui/list/list-table";
import { useListLinks } from "~/ui/list/use-list-links";
import { useLocale } from "~/ui/locale";
import { createdColumn, updatedColumn, visitedColumn } from "../../../lists/components/account-list";
import {
  AccountCell,
  ListScreen,
  type ScreenData,
  type ScreenReply,
} from "../../../lists/components/list-screen";
import { ownerOptions, useCommonFields } from "../../../lists/hooks/use-list-words";
import { useCurrencies, usePipeline } from "../../../pipeline/hooks/use-pipeline";
import { choicesOf } from "../../../pipeline/utils";
import { DealState } from "../../components/deal-badges";
import { canEditDeal } from "../../policy";
import { formatAmount } from "../../utils";
import type { DealListRow } from "../data.server";
import { DEAL_LIST } from "../schema";

type Props = { data: ScreenData<DealListRow>; reply: ScreenReply };

export function DealList({ data, reply }: Props) {
  const { t } = useTranslation("accounts");
  const { stages, stageLabel } = usePipeline();
  return (
    <ListScreen
      kind="deals"
      shape={DEAL_LIST}
      data={data}
      reply={reply}
      pathname={paths.deals()}
      csv={paths.dealsCsv()}
      placeholder={t("deals.search")}
      caption={t("deals.caption")}
      columns={useDealColumns(data)}
      fields={useDealFields(data)}
      nameOf={(row) => row.name}
      canEdit={(row) => canEditDeal(data.actor, row)}
      bulkActions={["owner", "stage", "archive", "restore"]}
      stages={choicesOf(stages).map(({ key }) => ({ value: key, label: stageLabel(key) }))}
      empty={
        <EmptyState
          title={t("deals.emptyTitle")}
          body={t("deals.emptyBody")}
          action={<ButtonLink to={paths.newRoom()}>{t("deals.newRoom")}</ButtonLink>}
        />
      }
    />
  );
}

function useDealFields(data: ScreenData<DealListRow>): FilterField[] {
  const { t } = useTranslation("lists");
  const { language } = useLocale();
  const currencies = useCurrencies();
  const fields = useCommonFields(data);
  const day = (value: string) => formatDay(value, language);
  const amount = (value: string) => formatNumber(Number(value), language);
  return [
    fields.owner,
    fields.stage,
    fields.outcome,
    fields.account,
    fields.team,
    { name: "closeFrom", kind: "day", label: t("filters.closeFrom"), show: day },
    { name: "closeTo", kind: "day", label: t("filters.closeTo"), show: day },
    { name: "amountMin", kind: "text", label: t("filters.amountMin"), show: amount },
    { name: "amountMax", kind: "text", label: t("filters.amountMax"), show: amount },
    {
      name: "currency",
      kind: "many",
      label: t("filters.currency"),
      options: currencies.map((value) => ({ value, label: value })),
    },
    fields.room,
    fields.visited,
    fields.archived,
  ];
}

function useDealColumns(data: ScreenData<DealListRow>): ListColumn<DealListRow>[] {
  const { people, list } = data;
  const { t } = useTranslation("lists");
  const { t: word } = useTranslation("accounts");
  const links = useListLinks(DEAL_LIST, list);
  return [
    {
      key: "name",
      cell: (row) => (
        <Link
          to={paths.deal(row.id)}
          prefetch="intent"
          className="text-ink hover:text-accent hover:underline"
        >
          {row.name}
        </Link>
      ),
      edit: { kind: "text", seen: (row) => row.name },
    },
    {
      key: "account",
      cell: (row) => (
        <AccountCell
          to={paths.account(row.accountId)}
          name={row.accountName}
          only={links.only("account", row.accountId)}
        />
      ),
    },
    useStageColumn(),
    { key: "outcome", cell: (row) => <Badge>{word(`outcomes.${row.outcome}`)}</Badge> },
    ...useTermsColumns(),
    {
      key: "owner",
      isWhole: true,
      cell: (row) => row.ownerName,
      edit: {
        kind: "choice",
        seen: (row) => row.ownerId,
        options: (row) => ownerOptions(people, row),
        show: (value) => people.find((person) => person.id === value)?.name ?? value,
      },
    },
    { key: "team", cell: (row) => row.teamName ?? t("none"), isEmpty: (row) => row.teamName === null },
    { key: "rooms", align: "end", needsLabel: true, cell: (row) => row.rooms },
    visitedColumn(t("none")),
    updatedColumn(),
    createdColumn(),
  ];
}

function useStageColumn(): ListColumn<DealListRow> {
  const { stages, stageLabel } = usePipeline();
  return {
    key: "stage",
    cell: (row) => <DealState stage={row.stage} outcome={row.outcome} />,
    edit: {
      kind: "choice",
      seen: (row) => row.stage,
      options: (row) =>
        choicesOf(stages, row.stage).map(({ key }) => ({ value: key, label: stageLabel(key) })),
      show: (value) => stageLabel(value),
    },
  };
}

/** What is hoped for: how much, and when. */
function useTermsColumns(): ListColumn<DealListRow>[] {
  const { t } = useTranslation("lists");
  const { language } = useLocale();
  return [
    {
      key: "amount",
      align: "end",
      cell: (row) => (
        <span className="whitespace-nowrap">
          {row.amountMinor === null ? t("none") : formatMoney(row.amountMinor, row.currency, language)}
        </span>
      ),
      isEmpty: (row) => row.amountMinor === null,
      edit: {
        kind: "text",
        seen: (row) => (row.amountMinor === null ? "" : formatAmount(row.amountMinor, row.currency)),
      },
    },
    {
      key: "close",
      cell: (row) => (
        <span className="whitespace-nowrap">
          {row.closeDate ? formatDay(row.closeDate, language) : t("none")}
        </span>
      ),
      isEmpty: (row) => row.closeDate === null,
      edit: {
        kind: "day",
        seen: (row) => row.closeDate ?? "",
        show: (value) => (value ? formatDay(value, language) : t("none")),
      },
    },
  ];
}
