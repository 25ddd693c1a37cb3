import { CircleCheck, Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Card } from "~/ui/card";
import { CopyButton } from "~/ui/copy-button";
import { RelativeTime } from "~/ui/relative-time";

type Props = {
  domain: string;
  /** The DNS entry that leads to the installation. */
  record: string;
  /** An address under the domain that answers when everything is in place. */
  probeUrl: string;
  /** When this server last answered under the domain. */
  reachedAt: Date | string | null;
  sampleUrl: string;
};

/** What is left to do outside of Engawa, and whether it has come true. */
export function DomainSteps({ domain, record, probeUrl, reachedAt, sampleUrl }: Props) {
  const { t } = useTranslation("settings");
  return (
    <Card title={t("domain.steps")} className="mt-6">
      <ol className="flex list-decimal flex-col gap-4 ps-5 text-sm text-ink marker:text-ink-muted">
        <li>
          {t("domain.dns")}
          <Line text={record} />
        </li>
        <li>{t("domain.proxy", { domain })}</li>
        <li>
          {t("domain.probe")}{" "}
          <a href={probeUrl} target="_blank" rel="noreferrer" className="text-accent underline">
            {probeUrl}
          </a>
        </li>
      </ol>
      <p className="mt-5 flex items-center gap-2 border-t border-line pt-4 text-sm text-ink">
        {reachedAt ? (
          <>
            <CircleCheck aria-hidden className="size-4 shrink-0 text-positive" />
            <span>
              {t("domain.reached")} <RelativeTime date={reachedAt} />
            </span>
          </>
        ) : (
          <>
            <Clock aria-hidden className="size-4 shrink-0 text-ink-muted" />
            {t("domain.notReached")}
          </>
        )}
      </p>
      <p className="mt-2 text-sm text-ink-muted">{t("domain.sample", { url: sampleUrl })}</p>
    </Card>
  );
}

function Line({ text }: { text: string }) {
  return (
    <div className="mt-2 flex items-center gap-2">
      <code className="min-w-0 flex-1 overflow-x-auto rounded-md bg-sunken px-3 py-2 font-mono text-xs whitespace-nowrap">
        {text}
      </code>
      <CopyButton text={text} />
    </div>
  );
}
