import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { RelativeTime } from "~/ui/relative-time";

export type ListedAcceptance = {
  id: string;
  name: string;
  title: string | null;
  at: Date | string;
  versionNumber: number;
  hasCertificate: boolean;
};

/** Who accepted which version, for the selling team. */
export function AcceptanceList({ acceptances }: { acceptances: readonly ListedAcceptance[] }) {
  const { t } = useTranslation("acceptance");
  if (acceptances.length === 0) return null;
  return (
    <ul className="mb-4 flex flex-col gap-2">
      {acceptances.map(({ id, name, title, at, versionNumber, hasCertificate }) => (
        <li
          key={id}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-positive-soft px-4 py-2.5 text-sm text-ink"
        >
          <CircleCheck aria-hidden className="size-4 shrink-0 text-positive" />
          <span className="min-w-0 break-words font-medium">{t("accepted", { name })}</span>
          {title ? <span className="min-w-0 break-words">{title}</span> : null}
          <span className="text-ink-muted">{t("ofVersion", { number: versionNumber })}</span>
          <span className="text-ink-muted">
            <RelativeTime date={at} />
          </span>
          {hasCertificate ? (
            <a href={paths.certificate(id)} download className="text-accent underline sm:ml-auto">
              {t("download")}
            </a>
          ) : (
            <span className="text-ink-muted sm:ml-auto">{t("making")}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
