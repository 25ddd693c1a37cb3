import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { cleanLine } from "~/platform/text";
import { Button } from "~/ui/button";
import { classes } from "~/ui/classes";
import { Dialog, DialogActions } from "~/ui/dialog";
import { CONTROL_LOOK, FILE_LOOK, Field, TextField } from "~/ui/field";
import { ACCEPTED_VIDEOS } from "../../../attachments/utils";
import type { VideoSource } from "../../blocks/utils";
import { videoAt } from "../../video/addresses";
import { textOf } from "./settings-form";

export type VideoAttributes = { source: VideoSource; videoId: string; title: string };

type Props = {
  roomId: string;
  video: VideoAttributes | null;
  onClose: () => void;
  onApply: (video: VideoAttributes) => void;
};

/** A film from this computer, or the address of one at a house we know. */
export function VideoSettings({ roomId, video, onClose, onApply }: Props) {
  const { t } = useTranslation("proposals");
  const [error, setError] = useState<{ field: "address" | "file"; message: string } | null>(null);
  const [isPending, setIsPending] = useState(false);

  async function apply(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    event.stopPropagation();
    const form = new FormData(event.currentTarget);
    setError(null);
    setIsPending(true);
    const chosen = await chosenVideo(form, { roomId, video });
    setIsPending(false);
    if ("field" in chosen) return setError({ ...chosen, message: t(`video.errors.${chosen.message}`) });
    onApply({ ...chosen, title: cleanLine(textOf(form, "title")).slice(0, 200) });
    onClose();
  }

  const errorOf = (field: "address" | "file") => (error?.field === field ? error.message : null);
  return (
    <Dialog title={t("video.title")} open onOpenChange={(open) => (open ? undefined : onClose())}>
      <form onSubmit={(event) => void apply(event)} noValidate className="flex flex-col gap-4">
        <TextField
          name="title"
          label={t("video.name")}
          defaultValue={video?.title}
          maxLength={200}
          autoFocus
        />
        <Field name="file" label={t("video.file")} hint={t("video.fileHint")} error={errorOf("file")}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept={ACCEPTED_VIDEOS}
              className={classes(CONTROL_LOOK, FILE_LOOK)}
            />
          )}
        </Field>
        <TextField
          name="address"
          type="url"
          label={t("video.address")}
          hint={t("video.addressHint")}
          error={errorOf("address")}
        />
        <DialogActions>
          <Button type="button" onClick={onClose}>
            {t("settings.cancel")}
          </Button>
          <Button type="submit" variant="primary" pending={isPending}>
            {t("settings.apply")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

type Chosen = Pick<VideoAttributes, "source" | "videoId">;
type Refused = { field: "address" | "file"; message: "missing" | "address" | "refused" };

async function chosenVideo(
  form: FormData,
  { roomId, video }: Pick<Props, "roomId" | "video">,
): Promise<Chosen | Refused> {
  const file = form.get("file");
  if (file instanceof File && file.size > 0) return upload(roomId, file);
  const address = textOf(form, "address").trim();
  if (address !== "") return videoAt(address) ?? { field: "address", message: "address" };
  return video ?? { field: "file", message: "missing" };
}

async function upload(roomId: string, file: File): Promise<Chosen | Refused> {
  const body = new FormData();
  body.set("file", file);
  const refused = { field: "file", message: "refused" } as const;
  const response = await fetch(`${paths.attachments(roomId)}?for=proposal`, { method: "POST", body }).catch(
    () => null,
  );
  const reply: { attachment?: { id?: string; contentType?: string } } | null = await response
    ?.json()
    .catch(() => null);
  const { id, contentType } = reply?.attachment ?? {};
  return id && contentType?.startsWith("video/") ? { source: "upload", videoId: id } : refused;
}
