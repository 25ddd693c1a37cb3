import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Dialog, DialogActions, DialogClose } from "~/ui/dialog";
import type { DocumentDialogProps } from "./rename-dialog";
import { UploadArea } from "./upload-area";

export function NewVersionDialog({ documentId, title, isOpen, onClose }: DocumentDialogProps) {
  const { t } = useTranslation(["library", "common"]);
  return (
    <Dialog
      title={t("library:newVersion.title", { title })}
      description={t("library:newVersion.body")}
      open={isOpen}
      onOpenChange={(open) => (open ? null : onClose())}
    >
      <UploadArea documentId={documentId} onFinished={onClose} />
      <DialogActions>
        <DialogClose>
          <Button type="button" variant="ghost">
            {t("common:actions.close")}
          </Button>
        </DialogClose>
      </DialogActions>
    </Dialog>
  );
}
