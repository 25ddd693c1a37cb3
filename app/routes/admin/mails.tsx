import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listMails } from "~/features/admin/data.server";
import { requireAdmin } from "~/features/auth/guard.server";
import { env } from "~/platform/env.server";
import { formatDate } from "~/platform/i18n/format";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { EmptyState } from "~/ui/empty-state";
import { useLocale } from "~/ui/locale";
import { PageHeader } from "~/ui/page-header";
import { Table, Td, Th, Tr } from "~/ui/table";

const TONES = { queued: "neutral", sent: "positive", kept: "warning", failed: "danger" } as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope } = await requireAdmin(request);
  return { mails: await listMails(scope), isKept: env().smtpUrl === null };
}

export const meta: MetaFunction = (page) => pageTitle(page, "admin:mails.title");

export default function Mails() {
  const { t } = useTranslation("admin");
  const { mails, isKept } = useLoaderData<typeof loader>();
  const locale = useLocale();
  return (
    <>
      <PageHeader title={t("mails.title")} description={t("mails.body")} />
      {isKept ? (
        <p className="mb-6 rounded-md bg-warning-soft px-4 py-3 text-sm text-ink">{t("mails.keptNotice")}</p>
      ) : null}
      {mails.length === 0 ? (
        <EmptyState title={t("mails.empty")} body={t("mails.emptyBody")} />
      ) : (
        <Table caption={t("mails.title")}>
          <thead>
            <Tr>
              <Th>{t("mails.subject")}</Th>
              <Th>{t("mails.to")}</Th>
              <Th>{t("mails.state")}</Th>
              <Th>{t("mails.when")}</Th>
            </Tr>
          </thead>
          <tbody>
            {mails.map((mail) => (
              <Tr key={mail.id}>
                <Td>
                  <Link to={paths.adminMail(mail.id)} className="font-medium text-ink hover:underline">
                    {mail.subject}
                  </Link>
                </Td>
                <Td>{mail.to}</Td>
                <Td>
                  <Badge tone={TONES[mail.state]}>{t(`mails.states.${mail.state}`)}</Badge>
                </Td>
                <Td>{formatDate(mail.createdAt, { ...locale, style: "dayTime" })}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}
