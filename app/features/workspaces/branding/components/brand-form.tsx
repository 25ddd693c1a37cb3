import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { TextField } from "~/ui/field";
import { Setting } from "../../settings/components/setting";
import { SettingsForm } from "../../settings/components/settings-form";
import type { SettingsReply, SettingsView } from "../../settings/schema";
import { BrandPreview } from "./brand-preview";

type Props = SettingsView & {
  reply: SettingsReply | undefined;
  workspaceName: string;
  logoUrl: string | null;
};

const COLOUR = /^#[0-9a-f]{6}$/i;

export function BrandForm({ reply, workspaceName, logoUrl, ...view }: Props) {
  const { t } = useTranslation("settings");
  const given = reply?.values?.brandColor ?? view.stored.brandColor ?? "";
  const [colour, setColour] = useState(given);
  useEffect(() => setColour(given), [given]);
  const readable = COLOUR.test(colour) ? colour : (view.stored.brandColor ?? "");
  const fields = [
    { name: "brandColor", label: t("items.brandColor") },
    { name: "senderName", label: t("items.senderName") },
  ];
  return (
    <SettingsForm {...view} reply={reply} fields={fields}>
      {({ values, errors }) => (
        <>
          <Setting id="brandColor">
            <div className="flex items-end gap-2">
              <TextField
                label={t("items.brandColor")}
                name="brandColor"
                value={colour}
                onChange={(event) => setColour(event.currentTarget.value)}
                error={errors.brandColor}
                autoComplete="off"
                spellCheck={false}
                className="w-40"
                required
              />
              <input
                type="color"
                value={readable}
                onChange={(event) => setColour(event.currentTarget.value)}
                aria-label={t("branding.pick")}
                className="mb-px h-9 w-12 rounded-md border border-line-control bg-surface p-1 pointer-coarse:h-11"
              />
            </div>
            <p className="mt-1.5 text-sm text-ink-muted">{t("branding.colourHint")}</p>
            <BrandPreview
              colour={readable}
              name={workspaceName}
              logoUrl={logoUrl}
              onChoose={view.canChange ? setColour : undefined}
            />
          </Setting>
          <Setting id="senderName">
            <TextField
              label={t("items.senderName")}
              name="senderName"
              defaultValue={values.senderName}
              error={errors.senderName}
              hint={t("branding.senderHint")}
              placeholder={workspaceName}
              autoComplete="off"
            />
          </Setting>
        </>
      )}
    </SettingsForm>
  );
}
