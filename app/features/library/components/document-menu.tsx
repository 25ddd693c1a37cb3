import { useFetcher } from "@remix-run/react";
import { Archive, ArchiveRestore, Download, FileUp, MoreHorizontal, Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Button } from "~/ui/button";
import { Menu, MenuItem, MenuSeparator } from "~/ui/menu";
import { useToast } from "~/ui/toast";
import { DocumentDialogs, loadDialogs, type OpenedDialog } from "./document-dialogs";
import type { ListedDocument } from "./document-table";

export function DocumentMenu({ document }: { document: ListedDocument }) {
  const { t } = useTranslation("library");
  const [opened, setOpened] = useState<OpenedDialog>(null);
  const setArchived = useArchiving(document);
  const { id, title, shown, canEdit, archivedAt } = document;
  const close = () => setOpened(null);
  if (!canEdit && !shown) return null;
  return (
    <>
      <Menu
        trigger={
          <Button
            type="button"
            size="sm"
            variant="ghost"
            aria-label={t("action.menu", { title })}
            icon={<MoreHorizontal aria-hidden />}
            onPointerEnter={loadDialogs}
            onFocus={loadDialogs}
          />
        }
      >
        {shown ? (
          <MenuItem
            icon={<Download aria-hidden />}
            onSelect={() => window.location.assign(downloadOf(shown.id))}
          >
            {t("action.download")}
          </MenuItem>
        ) : null}
        {canEdit && !archivedAt ? (
          <>
            <MenuItem icon={<FileUp aria-hidden />} onSelect={() => setOpened("version")}>
              {t("action.newVersion")}
            </MenuItem>
            <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setOpened("rename")}>
              {t("action.rename")}
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon={<Archive aria-hidden />} onSelect={() => setArchived(true)}>
              {t("action.archive")}
            </MenuItem>
          </>
        ) : null}
        {canEdit && archivedAt ? (
          <MenuItem icon={<ArchiveRestore aria-hidden />} onSelect={() => setArchived(false)}>
            {t("action.restore")}
          </MenuItem>
        ) : null}
      </Menu>
      <DocumentDialogs documentId={id} title={title} opened={opened} onClose={close} />
    </>
  );
}

/** Undo instead of "are you sure". */
function useArchiving({ id, title }: ListedDocument): (isArchived: boolean) => void {
  const { t } = useTranslation("library");
  const fetcher = useFetcher();
  const showToast = useToast();
  const submit = (intent: "archive" | "restore") =>
    fetcher.submit({ intent, documentId: id }, { method: "post", action: paths.library() });
  return (isArchived) => {
    submit(isArchived ? "archive" : "restore");
    showToast({
      message: t(isArchived ? "done.archived" : "done.restored", { title }),
      onUndo: () => submit(isArchived ? "restore" : "archive"),
    });
  };
}

function downloadOf(versionId: string): string {
  return `${paths.file(versionId)}?download=1`;
}
