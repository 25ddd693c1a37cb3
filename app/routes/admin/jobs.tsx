import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { idField } from "~/features/accounts/schema";
import { countJobs, listJobs } from "~/features/admin/data.server";
import { requireAdmin } from "~/features/auth/guard.server";
import { AppError } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { formatDate } from "~/platform/i18n/format";
import { replayJob } from "~/platform/jobs.server";
import { pageTitle } from "~/platform/page-title";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { useLocale } from "~/ui/locale";
import { PageHeader } from "~/ui/page-header";
import { Table, Td, Th, Tr } from "~/ui/table";

const TONES = { queued: "neutral", running: "accent", done: "positive", dead: "danger" } as const;
const replay = z.object({ jobId: idField }).strict();

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope } = await requireAdmin(request);
  return { jobs: await listJobs(scope, null), counts: await countJobs(scope) };
}

export async function action({ request }: ActionFunctionArgs) {
  await requireAdmin(request);
  const form = await parseForm(request, replay);
  if (!form.ok) throw new AppError("INVALID");
  if (!(await replayJob(form.value.jobId))) throw new AppError("CONFLICT");
  return data({ replayed: true });
}

export const meta: MetaFunction = (page) => pageTitle(page, "admin:jobs.title");

export default function Jobs() {
  const { t } = useTranslation("admin");
  const { jobs, counts } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const locale = useLocale();
  return (
    <>
      <PageHeader title={t("jobs.title")} description={t("jobs.body")} />
      <p className="mb-4 text-sm text-ink-muted">{t("jobs.counts", counts)}</p>
      {reply?.replayed ? (
        <output className="mb-4 block text-sm text-positive">{t("jobs.replayed")}</output>
      ) : null}
      {jobs.length === 0 ? (
        <EmptyState title={t("jobs.empty")} body={t("jobs.emptyBody")} />
      ) : (
        <Table caption={t("jobs.title")}>
          <thead>
            <Tr>
              <Th>{t("jobs.kind")}</Th>
              <Th>{t("jobs.state")}</Th>
              <Th>{t("jobs.attempts")}</Th>
              <Th>{t("jobs.when")}</Th>
              <Th>{t("jobs.error")}</Th>
            </Tr>
          </thead>
          <tbody>
            {jobs.map((job) => (
              <Tr key={job.id}>
                <Td className="font-mono text-sm">{job.kind}</Td>
                <Td>
                  <Badge tone={TONES[job.state]}>{t(`jobs.states.${job.state}`)}</Badge>
                </Td>
                <Td>{job.attempts}</Td>
                <Td>{formatDate(job.runAt, { ...locale, style: "dayTime" })}</Td>
                <Td>
                  <div className="flex items-center gap-3">
                    <span>{job.lastError}</span>
                    {job.state === "dead" ? (
                      <Form method="post">
                        <Button type="submit" size="sm" name="jobId" value={job.id}>
                          {t("jobs.replay")}
                        </Button>
                      </Form>
                    ) : null}
                  </div>
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}
