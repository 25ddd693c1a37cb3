import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { TextField } from "~/ui/field";
import { FormError } from "~/ui/form-errors";
import { postImage } from "./save-request";

type Props = {
  roomId: string;
  file: File;
  onClose: () => void;
  onStored: (image: { imageId: string; width: number; height: number; alt: string }) => void;
};

/** Asks for the description before the picture goes in, so that everyone can read the proposal. */
export function ImageDialog({ roomId, file, onClose, onStored }: Props) {
  const { t } = useTranslation("proposals");
  const [isPending, setIsPending] = useState(false);
  const [isRefused, setIsRefused] = useState(false);

  async function store(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const alt = String(new FormData(event.currentTarget).get("alt") ?? "").slice(0, 300);
    setIsPending(true);
    const reply = await postImage(roomId, file).catch(() => ({ kind: "refused" as const }));
    setIsPending(false);
    if (reply.kind === "refused") return setIsRefused(true);
    onStored({ imageId: reply.imageId, width: reply.width, height: reply.height, alt });
    onClose();
  }

  return (
    <Dialog title={t("imageAlt.title")} open onOpenChange={(open) => (open ? undefined : onClose())}>
      <form onSubmit={(event) => void store(event)} className="flex flex-col gap-4">
        {isRefused ? <FormError message={t("imageRefused")} /> : null}
        <TextField name="alt" label={t("imageAlt.label")} maxLength={300} autoFocus />
        <Button type="submit" variant="primary" pending={isPending}>
          {t("imageAlt.apply")}
        </Button>
      </form>
    </Dialog>
  );
}
