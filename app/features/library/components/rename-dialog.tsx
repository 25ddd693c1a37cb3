import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { FormReply } from "~/platform/http/form-reply";
import { paths } from "~/platform/paths";
import { Button } from "~/ui/button";
import { Dialog, DialogActions, DialogClose } from "~/ui/dialog";
import { TextField } from "~/ui/field";
import { MAX_TITLE_LENGTH } from "../utils";

export type DocumentDialogProps = {
  documentId: string;
  title: string;
  isOpen: boolean;
  onClose: () => void;
};

export function RenameDialog({ documentId, title, isOpen, onClose }: DocumentDialogProps) {
  const { t } = useTranslation(["library", "common"]);
  const fetcher = useFetcher<FormReply | { done: true }>();
  const reply = fetcher.data;
  const errors = reply && "errors" in reply ? reply.errors : {};
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (reply && "done" in reply) close.current();
  }, [reply]);
  return (
    <Dialog
      title={t("library:rename.title")}
      open={isOpen}
      onOpenChange={(open) => (open ? null : onClose())}
    >
      <fetcher.Form method="post" action={paths.library()}>
        <input type="hidden" name="intent" value="rename" />
        <input type="hidden" name="documentId" value={documentId} />
        <TextField
          label={t("library:rename.label")}
          name="title"
          required
          maxLength={MAX_TITLE_LENGTH}
          defaultValue={title}
          error={errors.title}
          hint={t("library:rename.hint")}
        />
        <DialogActions>
          <DialogClose>
            <Button type="button" variant="ghost">
              {t("common:actions.cancel")}
            </Button>
          </DialogClose>
          <Button variant="primary" pending={fetcher.state !== "idle"}>
            {t("library:rename.save")}
          </Button>
        </DialogActions>
      </fetcher.Form>
    </Dialog>
  );
}
