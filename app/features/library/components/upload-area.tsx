import { useRevalidator } from "@remix-run/react";
import { FileUp } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatBytes } from "~/platform/i18n/format";
import { Button } from "~/ui/button";
import { classes } from "~/ui/classes";
import { useLocale } from "~/ui/locale";
import { useUploads } from "../hooks/use-uploads";
import { MAX_UPLOAD_BYTES } from "../utils";
import { UploadList } from "./upload-list";

export type UploadAreaProps = {
  /** The documents also become pages of this room. */
  roomId?: string;
  /** The file becomes the next version of this document; then only one is taken. */
  documentId?: string;
  /** After each file; the page's data is asked for again in any case. */
  onFinished?: () => void;
};

/** Takes PDFs by drag and drop or from the file picker and shows each on its way. */
export function UploadArea({ roomId, documentId, onFinished }: UploadAreaProps) {
  const { t } = useTranslation("library");
  const { language } = useLocale();
  const { revalidate } = useRevalidator();
  const picker = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const uploads = useUploads({ roomId, documentId }, () => {
    revalidate();
    onFinished?.();
  });
  const takesMany = documentId === undefined;

  const take = (files: FileList | null) => {
    const chosen = Array.from(files ?? []);
    uploads.add(takesMany ? chosen : chosen.slice(0, 1));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };

  return (
    <div className="grid grid-cols-1 gap-3">
      <section
        aria-label={t("upload.label")}
        onDrop={drop}
        onDragOver={hover}
        onDragLeave={() => setOver(false)}
        className={classes(
          "flex flex-col items-center gap-2 rounded-lg border border-dashed px-4 py-6 text-center transition-colors",
          isOver ? "border-accent bg-accent-soft" : "border-line-strong bg-surface",
        )}
      >
        <FileUp aria-hidden className="size-6 text-ink-faint" />
        <p className="text-sm text-ink">{t(takesMany ? "upload.dropMany" : "upload.dropOne")}</p>
        <Button size="sm" type="button" onClick={() => picker.current?.click()}>
          {t(takesMany ? "upload.chooseMany" : "upload.chooseOne")}
        </Button>
        <p className="text-xs text-ink-muted">
          {t("upload.limits", { size: formatBytes(MAX_UPLOAD_BYTES, language) })}
        </p>
        <input
          ref={picker}
          type="file"
          accept="application/pdf,.pdf"
          multiple={takesMany}
          aria-label={t("upload.label")}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            take(event.currentTarget.files);
            // The same file may be chosen again after a refusal.
            event.currentTarget.value = "";
          }}
        />
      </section>
      <UploadList
        items={uploads.items}
        onPause={uploads.pause}
        onResume={uploads.resume}
        onRemove={uploads.remove}
      />
    </div>
  );
}
