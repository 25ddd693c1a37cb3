import { Download, FileText, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatBytes } from "~/platform/i18n/format";
import { useLocale } from "~/ui/locale";
import { useMessage } from "~/ui/message";
import type { Attachment } from "../../attachments/schema";
import { isPicture } from "../../attachments/utils";
import type { FileChip } from "../hooks/use-files";

/** Pictures are shown, everything else is offered. */
export function MessageFiles({
  files,
  urlOf,
}: {
  files: readonly Attachment[];
  urlOf: (id: string) => string;
}) {
  if (files.length === 0) return null;
  return (
    <ul className="mt-1.5 flex flex-wrap gap-2">
      {files.map((file) => (
        <li key={file.id} className="min-w-0">
          {isPicture(file.contentType) ? (
            <a href={urlOf(file.id)} target="_blank" rel="noreferrer" className="block">
              <img
                src={urlOf(file.id)}
                alt={file.fileName}
                loading="lazy"
                className="max-h-60 max-w-full rounded-md border border-line object-contain"
              />
            </a>
          ) : (
            <FileLink file={file} url={`${urlOf(file.id)}?download=1`} />
          )}
        </li>
      ))}
    </ul>
  );
}

function FileLink({ file, url }: { file: Attachment; url: string }) {
  const { language } = useLocale();
  return (
    <a
      href={url}
      download={file.fileName}
      className="flex min-h-11 max-w-72 items-center gap-2 rounded-md border border-line bg-surface px-3 py-1.5 text-sm text-ink hover:border-line-strong [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-muted"
    >
      <FileText aria-hidden />
      <span className="min-w-0">
        <bdi className="block truncate">{file.fileName}</bdi>
        <span className="block text-xs text-ink-muted">{formatBytes(file.sizeBytes, language)}</span>
      </span>
      <Download aria-hidden />
    </a>
  );
}

/** Beside the text that is being written. */
export function FileChips({
  chips,
  onRemove,
}: {
  chips: readonly FileChip[];
  onRemove: (key: string) => void;
}) {
  if (chips.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2 px-3 pt-2">
      {chips.map((chip) => (
        <Chip key={chip.key} chip={chip} onRemove={() => onRemove(chip.key)} />
      ))}
    </ul>
  );
}

function Chip({ chip, onRemove }: { chip: FileChip; onRemove: () => void }) {
  const { t } = useTranslation("chat");
  const problem = useMessage(chip.state === "refused" ? chip.error : null);
  return (
    <li className="flex max-w-full items-center gap-1.5 rounded-md bg-sunken py-0.5 pr-0.5 pl-2.5 text-sm">
      <span className="min-w-0">
        <bdi className="block max-w-56 truncate">{chip.name}</bdi>
        {problem ? <span className="block text-xs text-danger">{problem}</span> : null}
      </span>
      {chip.state === "uploading" ? (
        <span role="status" className="text-xs text-ink-muted">
          <span aria-hidden>…</span>
          <span className="sr-only">{t("compose.uploading", { name: chip.name })}</span>
        </span>
      ) : null}
      <button
        type="button"
        onClick={onRemove}
        aria-label={t("compose.removeFile", { name: chip.name })}
        className="rounded-md p-1.5 text-ink-muted hover:bg-line hover:text-ink pointer-coarse:p-3"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}
