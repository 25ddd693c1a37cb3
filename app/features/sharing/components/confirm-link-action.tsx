import { Form } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Button } from "~/ui/button";
import { Dialog, DialogActions, DialogClose } from "~/ui/dialog";

export type ConfirmLinkActionProps = {
  /** Both can't be undone: nobody keeps the old address. */
  intent: "revoke" | "rotate";
  roomId: string;
  link: { id: string; label: string };
};

export function ConfirmLinkAction({ intent, roomId, link }: ConfirmLinkActionProps) {
  const { t } = useTranslation("sharing");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t(`${intent}.title`, { label: link.label })}
      description={t(`${intent}.body`)}
      trigger={
        <Button type="button" variant="ghost" size="sm">
          {t(`actions.${intent}`)}
        </Button>
      }
    >
      <Form method="post" action={paths.roomLinks(roomId)} onSubmit={() => setOpen(false)}>
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="linkId" value={link.id} />
        <DialogActions>
          <DialogClose>
            <Button type="button">{t("actions.cancel")}</Button>
          </DialogClose>
          <Button type="submit" variant={intent === "revoke" ? "danger" : "primary"}>
            {t(`${intent}.confirm`)}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
