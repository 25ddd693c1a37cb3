import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DealState } from "~/features/accounts/deals/components/deal-badges";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { RelativeTime } from "~/ui/relative-time";
import { Table, Td, Th, Tr } from "~/ui/table";
import type { RoomRow } from "../data.server";

/** The rooms of one account or deal. */
export function RoomTable({ rows }: { rows: readonly RoomRow[] }) {
  const { t } = useTranslation("rooms");
  const { t: word } = useTranslation("accounts");
  const { t: common } = useTranslation("common");
  return (
    <Table caption={t("list.caption")} isStacked>
      <thead>
        <Tr>
          <Th>{t("room")}</Th>
          <Th>{word("deals.stage")}</Th>
          <Th align="end">{t("list.pages")}</Th>
          <Th>{word("lists.owner")}</Th>
          <Th>{word("lists.updated")}</Th>
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
              {room.archivedAt ? <Badge tone="warning">{common("status.archived")}</Badge> : null}
            </Td>
            <Td>
              <DealState stage={room.dealStage} outcome={room.dealOutcome} />
            </Td>
            <Td align="end" label={t("list.pages")}>
              {room.pageCount}
            </Td>
            <Td className="whitespace-nowrap">{room.ownerName}</Td>
            <Td className="whitespace-nowrap text-ink-muted" label={word("lists.updated")}>
              <RelativeTime date={room.updatedAt} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
