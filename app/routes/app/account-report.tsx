import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Timeline } from "~/features/accounts/components/timeline";
import { listAccountTimeline } from "~/features/activity/data.server";
import { requireMember } from "~/features/auth/guard.server";
import { ContactLines, RoomLines } from "~/features/engagement/components/account-lines";
import { AttentionTable } from "~/features/engagement/components/attention-table";
import { HeadlineStats } from "~/features/engagement/components/headline-stats";
import { HitCard } from "~/features/engagement/components/hit-list";
import { ReportBar } from "~/features/engagement/components/report-bar";
import { ReportEmpty } from "~/features/engagement/components/report-empty";
import { VisitList } from "~/features/engagement/components/visit-list";
import { getAccountReport } from "~/features/engagement/data.server";
import { FormLines } from "~/features/engagement/forms/components/form-lines";
import { listFormLines } from "~/features/engagement/forms/data.server";
import { reportQueryOf } from "~/features/engagement/schema";
import { aboutThing } from "~/features/home/things/utils";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope, workspace } = await requireMember(request);
  const query = reportQueryOf(request.url);
  const { timeZone } = workspace;
  const report = await getAccountReport(scope, params.accountId ?? "", { ...query, timeZone });
  const timeline = await listAccountTimeline(scope, report.account.id, query.activity);
  const forms = await listFormLines(scope, { accountId: report.account.id });
  return { ...report, forms, timeline, activity: query.activity };
}

export const handle = aboutThing("account");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "engagement:report.title", page.data?.account.name);

export default function AccountReport() {
  const { t } = useTranslation("engagement");
  const report = useLoaderData<typeof loader>();
  const { account, period, headline } = report;
  const isEmpty = headline.visits === 0 && headline.activeMs === 0;
  return (
    <>
      <PageHeader
        title={t("report.accountTitle", { name: account.name })}
        back={{ to: paths.account(account.id), label: t("report.back") }}
      />
      <ReportBar period={period} csvPath={paths.accountReportCsv(account.id)} />
      {isEmpty ? (
        <ReportEmpty of="account" hasEver={report.hasEver} shareTo={paths.account(account.id)} />
      ) : (
        <HeadlineStats headline={headline} series={report.series} />
      )}
      <RoomLines rooms={report.roomLines} />
      <ContactLines accountId={account.id} contacts={report.contactLines} />
      {isEmpty ? null : (
        <>
          <AttentionTable map={report.map} />
          <VisitList visits={report.visitList} visitDays={report.visitDays} showsRoom />
        </>
      )}
      <FormLines forms={report.forms} showsRoom />
      {report.tally.length > 0 ? <HitCard tally={report.tally} hits={null} shown={null} /> : null}
      <Card title={t("account.activity")}>
        <Timeline entries={report.timeline} page={report.activity} />
      </Card>
    </>
  );
}
