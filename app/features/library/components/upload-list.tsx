import { CircleAlert, CircleCheck, Pause, Play, RotateCcw, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatBytes, formatPercent } from "~/platform/i18n/format";
import { Button } from "~/ui/button";
import { useLocale } from "~/ui/locale";
import { ProgressBar } from "~/ui/progress-bar";
import type { UploadItem } from "../hooks/use-uploads";
import { canTryAgain } from "../uploads/utils";
import { cleanFileName } from "../utils";

type Acts = {
  onPause(id: number): void;
  onResume(id: number): void;
  onRemove(item: UploadItem): void;
};

export function UploadList({ items, ...acts }: { items: readonly UploadItem[] } & Acts) {
  const { t } = useTranslation("library");
  return (
    <ul aria-label={t("upload.listLabel")} className="grid grid-cols-1 gap-2 empty:hidden">
      {items.map((item) => (
        <li key={item.id} className="rounded-md border border-line bg-surface px-3 py-2.5">
          <UploadRow item={item} {...acts} />
        </li>
      ))}
    </ul>
  );
}

function UploadRow({ item, onPause, onResume, onRemove }: { item: UploadItem } & Acts) {
  const { t } = useTranslation("library");
  const { language } = useLocale();
  const name = cleanFileName(item.file.name);
  const share = item.file.size > 0 ? item.sentBytes / item.file.size : 0;
  const isOpen = item.state !== "done" && item.state !== "failed";
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 truncate text-sm font-medium text-ink">{name}</p>
        <span className="shrink-0 text-xs text-ink-muted tabular-nums">
          {isOpen ? formatPercent(share, language) : formatBytes(item.file.size, language)}
        </span>
        <UploadActs item={item} name={name} onPause={onPause} onResume={onResume} onRemove={onRemove} />
      </div>
      {isOpen ? (
        <ProgressBar
          value={item.state === "waiting" ? 0 : share}
          label={t("upload.progressOf", { name })}
          valueText={t("upload.bytes", {
            sent: formatBytes(item.sentBytes, language),
            total: formatBytes(item.file.size, language),
          })}
        />
      ) : null}
      <UploadStatus item={item} />
    </div>
  );
}

/** Always in the page while the file is listed, so that its last word is read out. */
function UploadStatus({ item }: { item: UploadItem }) {
  const { t } = useTranslation("library");
  return (
    <p role="status" className="text-sm empty:hidden">
      {item.state === "done" ? (
        <span className="flex gap-1.5 text-positive">
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t("upload.state.done")}
        </span>
      ) : null}
      {item.state === "failed" && item.problem ? (
        <span className="flex gap-1.5 text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t(`upload.problem.${item.problem}`)}
        </span>
      ) : null}
      {item.state === "paused" || item.state === "offline" ? (
        <span className="text-ink-muted">{t(`upload.state.${item.state}`)}</span>
      ) : null}
    </p>
  );
}

function UploadActs({ item, name, onPause, onResume, onRemove }: { item: UploadItem; name: string } & Acts) {
  const { t } = useTranslation("library");
  const isFailed = item.state === "failed";
  const mayRetry = isFailed && item.problem !== null && canTryAgain(item.problem);
  return (
    <div className="flex shrink-0 gap-1">
      {item.state === "sending" ? (
        <Button
          type="button"
          size="sm"
          variant="ghost"
          aria-label={t("upload.pause", { name })}
          icon={<Pause aria-hidden />}
          onClick={() => onPause(item.id)}
        />
      ) : null}
      {item.state === "paused" ? (
        <Button
          type="button"
          size="sm"
          variant="ghost"
          aria-label={t("upload.resume", { name })}
          icon={<Play aria-hidden />}
          onClick={() => onResume(item.id)}
        />
      ) : null}
      {mayRetry ? (
        <Button
          type="button"
          size="sm"
          variant="ghost"
          aria-label={t("upload.retry", { name })}
          icon={<RotateCcw aria-hidden />}
          onClick={() => onResume(item.id)}
        />
      ) : null}
      <Button
        type="button"
        size="sm"
        variant="ghost"
        aria-label={t(item.state === "done" || isFailed ? "upload.dismiss" : "upload.cancel", { name })}
        icon={<X aria-hidden />}
        onClick={() => onRemove(item)}
      />
    </div>
  );
}
