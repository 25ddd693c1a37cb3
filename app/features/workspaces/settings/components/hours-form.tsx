import { useTranslation } from "react-i18next";
import { SelectField, TextArea, TextField } from "~/ui/field";
import { useLocale } from "~/ui/locale";
import type { SettingsReply, SettingsView } from "../schema";
import { ChoiceGroup } from "./choice-group";
import { Setting } from "./setting";
import { SettingsForm } from "./settings-form";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

export function HoursForm({ reply, ...view }: SettingsView & { reply: SettingsReply | undefined }) {
  const { t } = useTranslation("settings");
  const { language } = useLocale();
  const names = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  // The 4th of January 2026 was a Sunday.
  const weekdayName = (weekday: number) => names.format(Date.UTC(2026, 0, 4 + weekday));
  const listed = (days: string) =>
    days
      .split("\n")
      .map((day) => weekdayName(Number(day)))
      .join(", ");
  const countries = [
    { value: "", label: t("hours.noCountry") },
    { value: "JP", label: t("hours.japan") },
  ];
  const fields = [
    { name: "workDays[]", label: t("items.workDays"), show: listed },
    { name: "workStart", label: t("hours.start") },
    { name: "workEnd", label: t("hours.end") },
    {
      name: "holidayCountry",
      label: t("items.holidays"),
      show: (value: string) => countries.find((country) => country.value === value)?.label ?? value,
    },
    { name: "ownHolidays", label: t("items.ownHolidays") },
  ];
  return (
    <SettingsForm {...view} reply={reply} fields={fields}>
      {({ values, errors }) => (
        <>
          <Setting id="workDays">
            <ChoiceGroup
              label={t("items.workDays")}
              name="workDays"
              chosen={values["workDays[]"]}
              error={errors.workDays}
              options={WEEKDAYS.map((day) => ({ value: String(day), label: weekdayName(day) }))}
              isInline
            />
          </Setting>
          <Setting id="workHours">
            <div className="grid max-w-sm grid-cols-2 gap-4">
              {(["workStart", "workEnd"] as const).map((name) => (
                <TextField
                  key={name}
                  label={name === "workStart" ? t("hours.start") : t("hours.end")}
                  name={name}
                  type="time"
                  defaultValue={values[name]}
                  error={errors[name]}
                  required
                />
              ))}
            </div>
          </Setting>
          <Setting id="holidays">
            <SelectField
              label={t("items.holidays")}
              name="holidayCountry"
              defaultValue={values.holidayCountry}
              error={errors.holidayCountry}
              hint={t("hours.holidaysHint")}
              options={countries}
            />
          </Setting>
          <Setting id="ownHolidays">
            <TextArea
              label={t("items.ownHolidays")}
              name="ownHolidays"
              defaultValue={values.ownHolidays}
              error={errors.ownHolidays}
              hint={t("hours.ownHint")}
              placeholder={t("hours.ownPlaceholder")}
              rows={4}
            />
          </Setting>
        </>
      )}
    </SettingsForm>
  );
}
