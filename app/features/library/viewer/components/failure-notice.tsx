import { FileLock, FileQuestion, FileX, WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ViewerFailure } from "../schema";

const ICONS = { gone: FileQuestion, network: WifiOff, password: FileLock, broken: FileX } as const;
const BUTTON =
  "inline-flex min-h-11 items-center rounded-md border border-line-strong bg-surface px-4 text-sm text-ink hover:bg-sunken";

/** The whole document can't be shown: why, and what the reader can do. */
export function FailureNotice(props: {
  failure: ViewerFailure;
  downloadUrl: string | null;
  onRetry: () => void;
}) {
  const { failure, downloadUrl, onRetry } = props;
  const { t } = useTranslation("viewer");
  const Icon = ICONS[failure];
  const canDownload = downloadUrl !== null && (failure === "password" || failure === "broken");
  return (
    <div
      role="alert"
      className="flex flex-1 flex-col items-center justify-center gap-3 bg-sunken p-8 text-center"
    >
      <Icon aria-hidden="true" className="size-8 text-ink-faint" />
      <p className="text-lg font-semibold text-ink">{t(`failure.${failure}.title`)}</p>
      <p className="max-w-form text-sm text-ink-muted">{t(`failure.${failure}.body`)}</p>
      {failure === "network" ? (
        <button type="button" className={BUTTON} onClick={onRetry}>
          {t("failure.retry")}
        </button>
      ) : null}
      {canDownload ? (
        <a href={downloadUrl} className={BUTTON}>
          {t("failure.download")}
        </a>
      ) : null}
    </div>
  );
}

/** The document is open, but pages that were not read yet can't come. */
export function StalledNotice({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation("viewer");
  return (
    <div
      role="status"
      className="absolute inset-x-2 bottom-2 z-20 mx-auto flex max-w-form items-center gap-3 rounded-lg bg-surface p-2 pl-4 text-sm text-ink shadow-lg"
    >
      <WifiOff aria-hidden="true" className="size-4 shrink-0 text-warning" />
      <span className="flex-1">{t("failure.stalled")}</span>
      <button type="button" className={BUTTON} onClick={onRetry}>
        {t("failure.retry")}
      </button>
    </div>
  );
}
