import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MailTable } from "~/features/admin/components/mail-table";
import { listMails } from "~/features/admin/data.server";
import { requireAdmin } from "~/features/auth/guard.server";
import { env } from "~/platform/env.server";
import { pageTitle } from "~/platform/page-title";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope } = await requireAdmin(request);
  return { mails: await listMails(scope), isKept: env().smtpUrl === null };
}

export const meta: MetaFunction = (page) => pageTitle(page, "admin:mails.title");

export default function Mails() {
  const { t } = useTranslation("admin");
  const { mails, isKept } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("mails.title")} description={t("mails.body")} />
      {isKept ? (
        <p className="mb-6 rounded-md bg-warning-soft px-4 py-3 text-sm text-ink">{t("mails.keptNotice")}</p>
      ) : null}
      {mails.length === 0 ? (
        <EmptyState title={t("mails.empty")} body={t("mails.emptyBody")} />
      ) : (
        <MailTable mails={mails} />
      )}
    </>
  );
}
