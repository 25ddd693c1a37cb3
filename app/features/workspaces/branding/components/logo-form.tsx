import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { classes } from "~/ui/classes";
import { TextField } from "~/ui/field";
import { Setting } from "../../settings/components/setting";

type Props = {
  logoUrl: string | null;
  canChange: boolean;
  error: string | undefined;
  done: "logo" | "logo-removed" | null;
};

export function LogoForm({ logoUrl, canChange, error, done }: Props) {
  const { t } = useTranslation("settings");
  const isSending = useNavigation().formEncType === "multipart/form-data";
  return (
    <Setting id="logo">
      <Card title={t("items.logo")} className="mb-6">
        <div className="flex flex-wrap items-start gap-6">
          <div
            className={classes(
              "grid h-20 w-44 shrink-0 place-items-center rounded-md border border-line p-3",
              logoUrl && "bg-plate",
            )}
          >
            {logoUrl ? (
              <img src={logoUrl} alt={t("branding.logoAlt")} className="max-h-14 max-w-36 object-contain" />
            ) : (
              <span className="text-sm text-ink-muted">{t("branding.noLogo")}</span>
            )}
          </div>
          {canChange ? (
            <div className="flex min-w-0 flex-1 basis-64 flex-col gap-3">
              <Form
                key={logoUrl}
                method="post"
                encType="multipart/form-data"
                className="flex flex-col gap-3"
                noValidate
              >
                <TextField
                  label={t("branding.logoFile")}
                  name="logo"
                  type="file"
                  accept="image/png,image/jpeg,image/webp,image/gif"
                  hint={t("branding.logoHint")}
                  error={error}
                />
                <div className="flex flex-wrap items-center gap-3">
                  <Button type="submit" pending={isSending}>
                    {t("branding.upload")}
                  </Button>
                  <output className="text-sm text-positive">
                    {done === "logo" ? t("saved") : null}
                    {done === "logo-removed" ? t("branding.logoRemoved") : null}
                  </output>
                </div>
              </Form>
              {logoUrl ? (
                <Form method="post">
                  <Button type="submit" name="intent" value="remove-logo" variant="ghost" size="sm">
                    {t("branding.removeLogo")}
                  </Button>
                </Form>
              ) : null}
            </div>
          ) : null}
        </div>
      </Card>
    </Setting>
  );
}
