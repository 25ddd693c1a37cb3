import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Dialog, DialogActions } from "~/ui/dialog";

type Props = {
  title: string;
  size?: "md" | "lg";
  apply?: string;
  onClose: () => void;
  /** True when all is well: then the dialog closes. */
  onApply: (form: FormData) => boolean;
  children: ReactNode;
};

/** The settings of one block. What was typed stays until it is right or given up. */
export function SettingsForm({ title, size, apply, onClose, onApply, children }: Props) {
  const { t } = useTranslation("proposals");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // The form stands inside the page's own in React's tree.
    event.stopPropagation();
    if (onApply(new FormData(event.currentTarget))) onClose();
  };
  return (
    <Dialog title={title} size={size} open onOpenChange={(open) => (open ? undefined : onClose())}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {children}
        <DialogActions>
          <Button type="button" onClick={onClose}>
            {t("settings.cancel")}
          </Button>
          <Button type="submit" variant="primary">
            {apply ?? t("settings.apply")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
