import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import type { FilterField } from "~/ui/list/filter-form";
import type { ListColumn } from "~/ui/list/list-table";
import { useListLinks } from "~/ui/list/use-list-links";
import { createdColumn, updatedColumn, visitedColumn } from "../../../lists/components/account-list";
import {
  AccountCell,
  ListScreen,
  type ScreenData,
  type ScreenReply,
} from "../../../lists/components/list-screen";
import { useCommonFields } from "../../../lists/hooks/use-list-words";
import { canEditAccount } from "../../../policy";
import { DECISION_ROLES } from "../../utils";
import type { ContactListRow } from "../data.server";
import { CONTACT_LIST, NO_ROLE } from "../schema";

type Props = { data: ScreenData<ContactListRow>; reply: ScreenReply };

export function ContactList({ data, reply }: Props) {
  const { t } = useTranslation("lists");
  const { t: word } = useTranslation("accounts");
  const fields = useCommonFields(data);
  const role: FilterField = {
    name: "role",
    kind: "many",
    label: t("filters.role"),
    options: [
      ...DECISION_ROLES.map((value) => ({ value, label: word(`roles.${value}`) })),
      { value: NO_ROLE, label: t("values.noRole") },
    ],
  };
  return (
    <ListScreen
      kind="contacts"
      shape={CONTACT_LIST}
      data={data}
      reply={reply}
      pathname={paths.contacts()}
      csv={paths.contactsCsv()}
      placeholder={t("contacts.search")}
      caption={t("contacts.caption")}
      columns={useContactColumns(data)}
      fields={[fields.owner, role, fields.account, fields.team, fields.visited, fields.archived]}
      nameOf={(row) => row.name ?? row.email}
      canEdit={(row) => canEditAccount(data.actor, row)}
      bulkActions={["archive", "restore"]}
      empty={
        <EmptyState
          title={t("contacts.emptyTitle")}
          body={t("contacts.emptyBody")}
          action={<ButtonLink to={paths.accounts()}>{t("toAccounts")}</ButtonLink>}
        />
      }
    />
  );
}

function useContactColumns(data: ScreenData<ContactListRow>): ListColumn<ContactListRow>[] {
  const { t } = useTranslation("lists");
  const links = useListLinks(CONTACT_LIST, data.list);
  const showsEmail = data.list.columns.includes("email");
  return [
    {
      key: "name",
      cell: (row) => (
        <>
          <Link
            to={paths.contact(row.accountId, row.id)}
            prefetch="intent"
            className="text-ink hover:text-accent hover:underline"
          >
            {row.name ?? row.email}
          </Link>
          {row.name && !showsEmail ? (
            <span className="block text-xs font-normal break-all text-ink-muted">{row.email}</span>
          ) : null}
        </>
      ),
      edit: { kind: "text", seen: (row) => row.name ?? "" },
    },
    textColumn("reading", (row) => row.reading, t("none")),
    { key: "email", cell: (row) => <span className="break-all">{row.email}</span> },
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
    ...useWorkColumns(),
    textColumn("phone", (row) => row.phone, t("none")),
    { key: "owner", isWhole: true, cell: (row) => row.ownerName },
    visitedColumn(t("none")),
    updatedColumn(),
    createdColumn(),
  ];
}

/** A line of text that may be missing, changed where it stands. */
function textColumn(
  key: string,
  read: (row: ContactListRow) => string | null,
  none: string,
): ListColumn<ContactListRow> {
  return {
    key,
    cell: (row) => read(row) ?? none,
    isEmpty: (row) => read(row) === null,
    edit: { kind: "text", seen: (row) => read(row) ?? "" },
  };
}

/** What somebody does in their company and in the decision. */
function useWorkColumns(): ListColumn<ContactListRow>[] {
  const { t } = useTranslation("lists");
  const { t: word } = useTranslation("accounts");
  const roles = [
    { value: "", label: word("contacts.noRole") },
    ...DECISION_ROLES.map((value) => ({ value, label: word(`roles.${value}`) })),
  ];
  return [
    textColumn("title", (row) => row.title, t("none")),
    textColumn("department", (row) => row.department, t("none")),
    {
      key: "role",
      cell: (row) => (row.decisionRole ? <Badge>{word(`roles.${row.decisionRole}`)}</Badge> : t("none")),
      isEmpty: (row) => row.decisionRole === null,
      edit: {
        kind: "choice",
        seen: (row) => row.decisionRole ?? "",
        options: () => roles,
        show: (value) => roles.find((role) => role.value === value)?.label ?? value,
      },
    },
  ];
}
