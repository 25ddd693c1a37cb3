import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDate } from "~/platform/i18n/format";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { useLocale } from "~/ui/locale";
import { Table, Td, Th, Tr } from "~/ui/table";

type JobState = "queued" | "running" | "done" | "dead";
export type ListedJob = {
  id: string;
  kind: string;
  state: JobState;
  attempts: number;
  runAt: Date;
  lastError: string | null;
};

const TONES = { queued: "neutral", running: "accent", done: "positive", dead: "danger" } as const;

/** On a phone one column says all: the others would lie beyond the edge. */
export function JobTable({ jobs }: { jobs: readonly ListedJob[] }) {
  const { t } = useTranslation("admin");
  return (
    <Card flush>
      <Table caption={t("jobs.title")}>
        <thead>
          <Tr>
            <Th>{t("jobs.kind")}</Th>
            <Th className="max-sm:hidden">{t("jobs.state")}</Th>
            <Th align="end" className="max-sm:hidden">
              {t("jobs.attempts")}
            </Th>
            <Th className="max-sm:hidden">{t("jobs.when")}</Th>
          </Tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function JobRow({ job }: { job: ListedJob }) {
  const { t } = useTranslation("admin");
  const locale = useLocale();
  const when = formatDate(job.runAt, { ...locale, style: "dayTime" });
  const state = <Badge tone={TONES[job.state]}>{t(`jobs.states.${job.state}`)}</Badge>;
  return (
    <Tr>
      <Td heading className="align-top font-normal">
        <span className="font-mono text-sm wrap-anywhere">{job.kind}</span>
        <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-muted sm:hidden">
          {state}
          <span>{when}</span>
          <span>{t("jobs.tried", { count: job.attempts })}</span>
        </span>
        {job.lastError ? (
          <span className="mt-1 line-clamp-3 block max-w-read text-xs text-ink-muted wrap-anywhere">
            {job.lastError}
          </span>
        ) : null}
        {job.state === "dead" ? (
          <Form method="post" className="mt-2">
            <Button type="submit" size="sm" name="jobId" value={job.id}>
              {t("jobs.replay")}
            </Button>
          </Form>
        ) : null}
      </Td>
      <Td className="align-top max-sm:hidden">{state}</Td>
      <Td align="end" className="align-top max-sm:hidden">
        {job.attempts}
      </Td>
      <Td className="align-top whitespace-nowrap max-sm:hidden">{when}</Td>
    </Tr>
  );
}
