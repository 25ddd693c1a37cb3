import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DealState } from "~/features/accounts/deals/components/deal-badges";
import {
  createdColumn,
  updatedColumn,
  visitedColumn,
} from "~/features/accounts/lists/components/account-list";
import {
  AccountCell,
  ListScreen,
  type ScreenData,
  type ScreenReply,
} from "~/features/accounts/lists/components/list-screen";
import { ownerOptions, useCommonFields } from "~/features/accounts/lists/hooks/use-list-words";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { CountBadge } from "~/ui/count-badge";
import { EmptyState } from "~/ui/empty-state";
import type { ListColumn } from "~/ui/list/list-table";
import { useListLinks } from "~/ui/list/use-list-links";
import { HealthBadge } from "../../plan/components/health-badge";
import { canEditRoom } from "../../policy";
import type { RoomListRow } from "../data.server";
import { ROOM_LIST } from "../schema";

type Props = { data: ScreenData<RoomListRow>; reply: ScreenReply };

export function RoomList({ data, reply }: Props) {
  const { t } = useTranslation("rooms");
  const fields = useCommonFields(data);
  return (
    <ListScreen
      kind="rooms"
      shape={ROOM_LIST}
      data={data}
      reply={reply}
      pathname={paths.rooms()}
      csv={paths.roomsCsv()}
      placeholder={t("list.search")}
      caption={t("list.caption")}
      columns={useRoomColumns(data)}
      fields={[
        fields.owner,
        fields.stage,
        fields.outcome,
        fields.account,
        fields.team,
        fields.visited,
        fields.archived,
      ]}
      nameOf={(row) => row.name}
      canEdit={(row) => canEditRoom(data.actor, row)}
      bulkActions={["owner", "archive", "restore"]}
      empty={
        <EmptyState
          title={t("list.emptyTitle")}
          body={t("list.emptyBody")}
          action={
            <ButtonLink to={paths.newRoom()} variant="primary">
              {t("list.new")}
            </ButtonLink>
          }
        />
      }
    />
  );
}

/** The room with what needs a look: its plan's state and unread messages. */
function RoomCell({ row, isDealShown }: { row: RoomListRow; isDealShown: boolean }) {
  const { t } = useTranslation("chat");
  return (
    <>
      <Link to={paths.room(row.id)} prefetch="intent" className="text-ink hover:text-accent hover:underline">
        {row.name}
      </Link>
      {row.planHealth && row.planHealth !== "on_track" ? (
        <span className="ml-2">
          <HealthBadge health={row.planHealth} />
        </span>
      ) : null}
      {row.unread > 0 ? (
        <Link to={paths.roomChat(row.id)} className="ml-2 inline-flex align-middle">
          <CountBadge count={row.unread} label={t("unread", { count: row.unread })} />
        </Link>
      ) : null}
      {row.dealName === row.name || isDealShown ? null : (
        <span className="block text-xs font-normal text-ink-muted">{row.dealName}</span>
      )}
    </>
  );
}

function useRoomColumns({ people, list }: ScreenData<RoomListRow>): ListColumn<RoomListRow>[] {
  const { t } = useTranslation("lists");
  const links = useListLinks(ROOM_LIST, list);
  return [
    {
      key: "name",
      cell: (row) => <RoomCell row={row} isDealShown={list.columns.includes("deal")} />,
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
    {
      key: "deal",
      cell: (row) => (
        <Link to={paths.deal(row.dealId)} prefetch="intent" className="hover:text-accent hover:underline">
          {row.dealName}
        </Link>
      ),
    },
    { key: "stage", cell: (row) => <DealState stage={row.stage} outcome={row.outcome} /> },
    { key: "pages", align: "end", needsLabel: true, cell: (row) => row.pages },
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
    visitedColumn(t("none")),
    { key: "visits", align: "end", needsLabel: true, cell: (row) => row.visits },
    updatedColumn(),
    createdColumn(),
  ];
}
