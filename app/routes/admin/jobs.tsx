import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { idField } from "~/features/accounts/schema";
import { JobTable } from "~/features/admin/components/job-table";
import { countJobs, listJobs } from "~/features/admin/data.server";
import { requireAdmin } from "~/features/auth/guard.server";
import { AppError } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { replayJob } from "~/platform/jobs.server";
import { pageTitle } from "~/platform/page-title";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page-header";

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
        <JobTable jobs={jobs} />
      )}
    </>
  );
}
