import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { findMail } from "~/features/admin/data.server";
import { requireAdmin } from "~/features/auth/guard.server";
import { formatDate } from "~/platform/i18n/format";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { useLocale } from "~/ui/locale";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireAdmin(request);
  const { to, subject, text, state, createdAt } = await findMail(scope, params.mailId ?? "");
  return { mail: { to, subject, text, state, createdAt } };
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "admin:mails.title", page.data?.mail.subject);

export default function MailScreen() {
  const { t } = useTranslation("admin");
  const { mail } = useLoaderData<typeof loader>();
  const locale = useLocale();
  return (
    <>
      <PageHeader
        title={mail.subject}
        description={`${mail.to} · ${formatDate(mail.createdAt, { ...locale, style: "dayTime" })} · ${t(`mails.states.${mail.state}`)}`}
        back={{ to: paths.adminMails(), label: t("mails.back") }}
      />
      <Card title={t("mails.contains")}>
        {mail.text === null ? (
          <p className="text-ink-muted">{t("mails.private")}</p>
        ) : (
          <pre className="whitespace-pre-wrap break-words font-sans text-ink">{mail.text}</pre>
        )}
      </Card>
    </>
  );
}
