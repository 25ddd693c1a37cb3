import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { ListState } from "~/features/accounts/components/list-toolbar";
import { DealState } from "~/features/accounts/deals/components/deal-badges";
import { useListLinks } from "~/features/accounts/hooks/use-list-links";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { RelativeTime } from "~/ui/relative-time";
import { Table, Td, Th, Tr } from "~/ui/table";
import type { RoomRow } from "../data.server";

const UNSORTED: ListState = { q: "", sort: "", dir: "asc", archived: false, page: 1 };

/** With `list` the headings sort; without it the table is part of an account or a deal. */
export function RoomTable({ rows, list }: { rows: readonly RoomRow[]; list?: ListState }) {
  const { t } = useTranslation("rooms");
  const { t: word } = useTranslation("accounts");
  const { t: common } = useTranslation("common");
  const { sortBy } = useListLinks(list ?? UNSORTED);
  const sort = (key: string, first?: "desc") => (list ? sortBy(key, first) : undefined);
  return (
    <Table caption={t("list.caption")}>
      <thead>
        <Tr>
          <Th sort={sort("name")}>{t("room")}</Th>
          {list ? <Th sort={sort("account")}>{word("account")}</Th> : null}
          <Th sort={sort("stage")}>{word("deals.stage")}</Th>
          <Th align="end">{t("list.pages")}</Th>
          <Th sort={sort("owner")}>{word("lists.owner")}</Th>
          <Th sort={sort("updated", "desc")}>{word("lists.updated")}</Th>
        </Tr>
      </thead>
      <tbody>
        {rows.map((room) => (
          <Tr key={room.id}>
            <Td heading className="min-w-48">
              <Link
                to={paths.room(room.id)}
                prefetch="intent"
                className="text-ink hover:text-accent hover:underline"
              >
                {room.name}
              </Link>
              {room.dealName === room.name ? null : (
                <span className="block text-xs font-normal text-ink-muted">{room.dealName}</span>
              )}
              {room.archivedAt && !list ? <Badge tone="warning">{common("status.archived")}</Badge> : null}
            </Td>
            {list ? (
              <Td className="min-w-36">
                <Link to={paths.account(room.accountId)} className="hover:text-accent hover:underline">
                  {room.accountName}
                </Link>
              </Td>
            ) : null}
            <Td>
              <DealState stage={room.dealStage} outcome={room.dealOutcome} />
            </Td>
            <Td align="end">{room.pageCount}</Td>
            <Td className="whitespace-nowrap">{room.ownerName}</Td>
            <Td className="whitespace-nowrap text-ink-muted">
              <RelativeTime date={room.updatedAt} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
