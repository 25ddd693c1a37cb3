import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDate } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { Card } from "~/ui/card";
import { useLocale } from "~/ui/locale";
import { Table, Td, Th, Tr } from "~/ui/table";

type MailState = "queued" | "sent" | "kept" | "failed";
export type ListedMail = { id: string; to: string; subject: string; state: MailState; createdAt: Date };

const TONES = { queued: "neutral", sent: "positive", kept: "warning", failed: "danger" } as const;

/** On a phone one column says all: the others would lie beyond the edge. */
export function MailTable({ mails }: { mails: readonly ListedMail[] }) {
  const { t } = useTranslation("admin");
  return (
    <Card flush>
      <Table caption={t("mails.title")}>
        <thead>
          <Tr>
            <Th>{t("mails.subject")}</Th>
            <Th className="max-sm:hidden">{t("mails.to")}</Th>
            <Th className="max-sm:hidden">{t("mails.state")}</Th>
            <Th className="max-sm:hidden">{t("mails.when")}</Th>
          </Tr>
        </thead>
        <tbody>
          {mails.map((mail) => (
            <MailRow key={mail.id} mail={mail} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function MailRow({ mail }: { mail: ListedMail }) {
  const { t } = useTranslation("admin");
  const locale = useLocale();
  const when = formatDate(mail.createdAt, { ...locale, style: "dayTime" });
  const state = <Badge tone={TONES[mail.state]}>{t(`mails.states.${mail.state}`)}</Badge>;
  return (
    <Tr>
      <Td heading>
        <Link
          to={paths.adminMail(mail.id)}
          className="rounded-sm wrap-anywhere hover:text-accent hover:underline"
        >
          {mail.subject}
        </Link>
        <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs font-normal text-ink-muted sm:hidden">
          {state}
          <span className="wrap-anywhere">{mail.to}</span>
          <span>{when}</span>
        </span>
      </Td>
      <Td className="max-w-64 wrap-anywhere max-sm:hidden">{mail.to}</Td>
      <Td className="max-sm:hidden">{state}</Td>
      <Td className="whitespace-nowrap max-sm:hidden">{when}</Td>
    </Tr>
  );
}
