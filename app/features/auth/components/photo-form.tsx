import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Avatar } from "~/ui/avatar";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { TextField } from "~/ui/field";
import { SavedNote } from "./saved-note";

type Props = {
  name: string;
  photo: string | null;
  error: string | undefined;
  done: "photo" | "photo-removed" | null;
};

/** Two forms: a picture is sent as it is, and taking it away needs none. */
export function PhotoForm({ name, photo, error, done }: Props) {
  const { t } = useTranslation("auth");
  const isSending = useNavigation().formEncType === "multipart/form-data";
  const note = done === "photo" ? t("settings.photoSaved") : null;
  return (
    <Card title={t("settings.photo")} id="profilePhoto">
      <div className="flex flex-wrap items-start gap-5">
        <Avatar name={name} photo={photo} size="lg" />
        <div className="flex min-w-0 flex-1 flex-col gap-3">
          <Form
            method="post"
            encType="multipart/form-data"
            className="flex flex-col gap-3"
            noValidate
            key={photo}
          >
            <TextField
              label={t("settings.photoFile")}
              name="photo"
              type="file"
              accept="image/png,image/jpeg,image/webp,image/gif,image/heic"
              hint={t("settings.photoHint")}
              error={error === "photo_wrong" ? t("settings.photoWrong") : error}
            />
            <div className="flex flex-wrap items-center gap-3">
              <Button type="submit" pending={isSending}>
                {t("settings.photoUpload")}
              </Button>
              <SavedNote>{done === "photo-removed" ? t("settings.photoRemoved") : note}</SavedNote>
            </div>
          </Form>
          {photo ? (
            <Form method="post">
              <Button type="submit" name="intent" value="remove-photo" variant="ghost" size="sm">
                {t("settings.photoRemove")}
              </Button>
            </Form>
          ) : null}
        </div>
      </div>
    </Card>
  );
}
