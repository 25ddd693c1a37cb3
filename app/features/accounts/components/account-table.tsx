import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { RelativeTime } from "~/ui/relative-time";
import { Table, Td, Th, Tr } from "~/ui/table";
import type { AccountRow } from "../data.server";
import { useListLinks } from "../hooks/use-list-links";
import type { ListState } from "./list-toolbar";

export function AccountTable({ rows, list }: { rows: readonly AccountRow[]; list: ListState }) {
  const { t } = useTranslation("accounts");
  const { sortBy } = useListLinks(list);
  return (
    <Table caption={t("list.caption")}>
      <thead>
        <Tr>
          <Th sort={sortBy("name")}>{t("fields.name")}</Th>
          <Th align="end">{t("list.openDeals")}</Th>
          <Th align="end">{t("list.contacts")}</Th>
          <Th sort={sortBy("owner")}>{t("lists.owner")}</Th>
          <Th sort={sortBy("updated", "desc")}>{t("lists.updated")}</Th>
        </Tr>
      </thead>
      <tbody>
        {rows.map((account) => (
          <Tr key={account.id}>
            <Td heading align="start" className="min-w-48">
              <Link
                to={paths.account(account.id)}
                prefetch="intent"
                className="text-ink hover:text-accent hover:underline"
              >
                {account.name}
              </Link>
              {account.domain ? (
                <span className="block text-xs font-normal text-ink-muted">{account.domain}</span>
              ) : null}
            </Td>
            <Td align="end">{account.openDeals}</Td>
            <Td align="end">{account.contacts}</Td>
            <Td className="whitespace-nowrap">{account.ownerName}</Td>
            <Td className="whitespace-nowrap text-ink-muted">
              <RelativeTime date={account.updatedAt} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
