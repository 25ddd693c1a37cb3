import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import type { ListColumn } from "~/ui/list/list-table";
import { RelativeTime } from "~/ui/relative-time";
import { canEditAccount } from "../../policy";
import type { AccountListRow } from "../data.server";
import { ownerOptions, useCommonFields } from "../hooks/use-list-words";
import { ACCOUNT_LIST } from "../schema";
import { ListScreen, type ScreenData, type ScreenReply } from "./list-screen";

type Props = { data: ScreenData<AccountListRow>; reply: ScreenReply };

export function AccountList({ data, reply }: Props) {
  const { t } = useTranslation("accounts");
  const fields = useCommonFields(data);
  return (
    <ListScreen
      kind="accounts"
      shape={ACCOUNT_LIST}
      data={data}
      reply={reply}
      pathname={paths.accounts()}
      csv={paths.accountsCsv()}
      placeholder={t("list.search")}
      caption={t("list.caption")}
      columns={useAccountColumns(data)}
      fields={[fields.owner, fields.team, fields.deals, fields.visited, fields.archived]}
      nameOf={(row) => row.name}
      canEdit={(row) => canEditAccount(data.actor, row)}
      bulkActions={["owner", "archive", "restore"]}
      empty={
        <EmptyState
          title={t("list.emptyTitle")}
          body={t("list.emptyBody")}
          action={
            <ButtonLink to={paths.newAccount()} variant="primary">
              {t("list.new")}
            </ButtonLink>
          }
        />
      }
    />
  );
}

function useAccountColumns({ people }: ScreenData<AccountListRow>): ListColumn<AccountListRow>[] {
  const { t } = useTranslation("lists");
  const nameOfOwner = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  return [
    {
      key: "name",
      cell: (row) => (
        <Link
          to={paths.account(row.id)}
          prefetch="intent"
          className="text-ink hover:text-accent hover:underline"
        >
          {row.name}
        </Link>
      ),
      edit: { kind: "text", seen: (row) => row.name },
    },
    {
      key: "domain",
      cell: (row) => row.domain ?? t("none"),
      edit: { kind: "text", seen: (row) => row.domain ?? "" },
    },
    {
      key: "owner",
      isWhole: true,
      cell: (row) => row.ownerName,
      edit: {
        kind: "choice",
        seen: (row) => row.ownerId,
        options: (row) => ownerOptions(people, row),
        show: nameOfOwner,
      },
    },
    { key: "team", cell: (row) => row.teamName ?? t("none"), isEmpty: (row) => row.teamName === null },
    { key: "openDeals", align: "end", needsLabel: true, cell: (row) => row.openDeals },
    { key: "contacts", align: "end", needsLabel: true, cell: (row) => row.contacts },
    { key: "rooms", align: "end", needsLabel: true, cell: (row) => row.rooms },
    visitedColumn(t("none")),
    updatedColumn(),
    createdColumn(),
  ];
}

type Dated = { visitedAt?: Date | null; updatedAt: Date; createdAt: Date };

export function visitedColumn<Row extends Dated>(none: string): ListColumn<Row> {
  return {
    key: "visited",
    needsLabel: true,
    cell: (row) =>
      row.visitedAt ? <Moment at={row.visitedAt} /> : <span className="text-ink-faint">{none}</span>,
    isEmpty: (row) => !row.visitedAt,
  };
}

export function updatedColumn<Row extends Dated>(): ListColumn<Row> {
  return { key: "updated", needsLabel: true, cell: (row) => <Moment at={row.updatedAt} /> };
}

export function createdColumn<Row extends Dated>(): ListColumn<Row> {
  return { key: "created", needsLabel: true, cell: (row) => <Moment at={row.createdAt} /> };
}

function Moment({ at }: { at: Date }) {
  return (
    <span className="whitespace-nowrap text-ink-muted">
      <RelativeTime date={at} />
    </span>
  );
}
