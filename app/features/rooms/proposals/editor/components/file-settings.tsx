import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Dialog } from "~/ui/dialog";
import { TextField } from "~/ui/field";
import type { FileFace } from "../../blocks/context";

type Props = { roomId: string; onClose: () => void; onApply: (file: FileFace) => void };

const QUIET_MS = 200;

/** A document of the library, found by its title. */
export function FileSettings({ roomId, onClose, onApply }: Props) {
  const { t } = useTranslation("proposals");
  const { t: blocks } = useTranslation("blocks");
  const [term, setTerm] = useState("");
  const files = useFiles(roomId, term);
  return (
    <Dialog title={t("file.title")} open onOpenChange={(open) => (open ? undefined : onClose())}>
      <TextField
        name="term"
        type="search"
        label={t("file.find")}
        value={term}
        onChange={({ currentTarget }) => setTerm(currentTarget.value)}
        autoFocus
      />
      <ul className="mt-3 flex max-h-80 flex-col gap-1 overflow-y-auto">
        {files?.map((file) => (
          <li key={file.documentId}>
            <button
              type="button"
              onClick={() => {
                onApply(file);
                onClose();
              }}
              className="flex min-h-11 w-full items-center gap-3 rounded-md px-2 py-1.5 text-left text-sm text-ink hover:bg-sunken"
            >
              {file.hasThumb ? (
                <img
                  src={paths.fileThumb(file.versionId)}
                  alt=""
                  className="h-10 w-12 shrink-0 rounded-sm border border-line bg-plate object-contain"
                />
              ) : null}
              <span className="min-w-0 flex-1">
                <span className="block truncate">{file.title}</span>
                <span className="block text-xs text-ink-muted">
                  {blocks("file.pages", { count: file.pageCount })}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <output className="mt-2 block text-sm text-ink-muted">
        {files?.length === 0 ? t("file.nothing") : null}
      </output>
    </Dialog>
  );
}

/** Null until the first answer; an older answer never takes the place of a newer one. */
function useFiles(roomId: string, term: string): readonly FileFace[] | null {
  const [files, setFiles] = useState<readonly FileFace[] | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    const timer = setTimeout(() => {
      fetch(paths.proposalFiles(roomId, term), { signal: gone.signal })
        .then((response) => response.json())
        .then((found: { files?: FileFace[] }) => setFiles(found.files ?? []))
        .catch(() => undefined);
    }, QUIET_MS);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [roomId, term]);
  return files;
}
