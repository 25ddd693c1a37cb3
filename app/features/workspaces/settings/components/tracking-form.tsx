import { useTranslation } from "react-i18next";
import { TextArea, TextField } from "~/ui/field";
import type { SettingsReply, SettingsView } from "../schema";
import { Setting } from "./setting";
import { SettingsForm } from "./settings-form";

export function TrackingForm({ reply, ...view }: SettingsView & { reply: SettingsReply | undefined }) {
  const { t } = useTranslation("settings");
  const fields = [
    { name: "ownDomains", label: t("items.ownDomains") },
    { name: "ownNetworks", label: t("items.ownNetworks") },
    { name: "alertHoldSeconds", label: t("items.alertHold") },
  ];
  return (
    <SettingsForm {...view} reply={reply} fields={fields}>
      {({ values, errors }) => (
        <>
          <Setting id="ownDomains">
            <TextArea
              label={t("items.ownDomains")}
              name="ownDomains"
              defaultValue={values.ownDomains}
              error={errors.ownDomains}
              hint={t("tracking.domainsHint")}
              placeholder="kumano.example"
              rows={3}
            />
          </Setting>
          <Setting id="ownNetworks">
            <TextArea
              label={t("items.ownNetworks")}
              name="ownNetworks"
              defaultValue={values.ownNetworks}
              error={errors.ownNetworks}
              hint={t("tracking.networksHint")}
              placeholder="203.0.113.0/24"
              rows={3}
            />
          </Setting>
          <Setting id="alertHold">
            <TextField
              label={t("items.alertHold")}
              name="alertHoldSeconds"
              type="number"
              min={30}
              max={180}
              inputMode="numeric"
              defaultValue={values.alertHoldSeconds}
              error={errors.alertHoldSeconds}
              hint={t("tracking.alertHint")}
              className="max-w-xs"
            />
          </Setting>
        </>
      )}
    </SettingsForm>
  );
}
