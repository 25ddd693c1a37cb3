import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { Table, Td, Th, Tr } from "~/ui/table";
import type { Contact } from "../data.server";

export function ContactTable({ rows, caption }: { rows: readonly Contact[]; caption: string }) {
  const { t } = useTranslation("accounts");
  return (
    <Table caption={caption} isStacked>
      <thead>
        <Tr>
          <Th>{t("contacts.name")}</Th>
          <Th>{t("contacts.jobTitle")}</Th>
          <Th>{t("contacts.role")}</Th>
        </Tr>
      </thead>
      <tbody>
        {rows.map((contact) => (
          <Tr key={contact.id}>
            <Td heading className="min-w-48">
              <Link
                to={paths.contact(contact.accountId, contact.id)}
                prefetch="intent"
                className="text-ink hover:text-accent hover:underline"
              >
                {contact.name ?? contact.email}
              </Link>
              {contact.name ? (
                <span className="block text-xs font-normal text-ink-muted">{contact.email}</span>
              ) : null}
            </Td>
            <Td className="min-w-32">
              {contact.title}
              {contact.department ? (
                <span className="block text-xs text-ink-muted">{contact.department}</span>
              ) : null}
            </Td>
            <Td>{contact.decisionRole ? <Badge>{t(`roles.${contact.decisionRole}`)}</Badge> : null}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
