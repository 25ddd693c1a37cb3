import { useTranslation } from "react-i18next";
import { TextField } from "~/ui/field";
import { Setting } from "../../settings/components/setting";
import { SettingsForm } from "../../settings/components/settings-form";
import type { SettingsReply, SettingsView } from "../../settings/schema";

export function DomainForm({ reply, ...view }: SettingsView & { reply: SettingsReply | undefined }) {
  const { t } = useTranslation("settings");
  return (
    <SettingsForm {...view} reply={reply} fields={[{ name: "customDomain", label: t("items.customDomain") }]}>
      {({ values, errors }) => (
        <Setting id="customDomain">
          <TextField
            label={t("items.customDomain")}
            name="customDomain"
            defaultValue={values.customDomain}
            error={errors.customDomain}
            hint={t("domain.hint")}
            placeholder="rooms.kumano.example"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Setting>
      )}
    </SettingsForm>
  );
}
