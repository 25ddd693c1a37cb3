import { useTranslation } from "react-i18next";
import { CURRENCIES } from "~/platform/i18n/currencies";
import { timeZoneOptions } from "~/platform/i18n/time-zones";
import { SelectField, TextField } from "~/ui/field";
import { useLocale } from "~/ui/locale";
import type { SettingsReply, SettingsView } from "../schema";
import { LINK_PREVIEWS } from "../utils";
import { ChoiceGroup } from "./choice-group";
import { Setting } from "./setting";
import { type SettingsFields, SettingsForm } from "./settings-form";

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const LANGUAGES = ["ja", "en"] as const;

export function GeneralForm({ reply, ...view }: SettingsView & { reply: SettingsReply | undefined }) {
  const { t } = useTranslation("settings");
  const { language } = useLocale();
  const months = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
  const monthName = (month: number) => months.format(Date.UTC(2026, month - 1, 1));
  const currencyNames = new Intl.DisplayNames(language, { type: "currency" });
  const currencyName = (code: string) => `${code} · ${currencyNames.of(code) ?? code}`;
  const listed = (codes: string) => codes.split("\n").filter(Boolean).map(currencyName).join(", ");
  const languages = LANGUAGES.map((value) => ({ value, label: t(`languages.${value}`) }));
  const previews = LINK_PREVIEWS.map((value) => ({ value, label: t(`general.previews.${value}`) }));
  const fields = [
    { name: "name", label: t("items.workspaceName") },
    {
      name: "language",
      label: t("items.defaultLanguage"),
      show: (value: string) => languages.find((option) => option.value === value)?.label ?? value,
    },
    { name: "timeZone", label: t("items.timeZone") },
    { name: "currency", label: t("items.currency"), show: currencyName },
    { name: "currencies[]", label: t("items.currencies"), show: listed },
    {
      name: "fiscalYearStart",
      label: t("items.fiscalYearStart"),
      show: (value: string) => monthName(Number(value)),
    },
    {
      name: "linkPreviews",
      label: t("items.linkPreviews"),
      show: (value: string) => previews.find((option) => option.value === value)?.label ?? value,
    },
  ];
  return (
    <SettingsForm {...view} reply={reply} fields={fields}>
      {({ values, errors }) => (
        <>
          <Setting id="workspaceName">
            <TextField
              label={t("items.workspaceName")}
              name="name"
              defaultValue={values.name}
              error={errors.name}
              hint={t("general.nameHint")}
              autoComplete="organization"
              required
            />
          </Setting>
          <div className="grid gap-6 sm:grid-cols-2">
            <Setting id="defaultLanguage">
              <SelectField
                label={t("items.defaultLanguage")}
                name="language"
                defaultValue={values.language}
                error={errors.language}
                hint={t("general.languageHint")}
                options={languages}
              />
            </Setting>
            <Setting id="timeZone">
              <SelectField
                label={t("items.timeZone")}
                name="timeZone"
                defaultValue={values.timeZone}
                error={errors.timeZone}
                hint={t("general.timeZoneHint")}
                options={timeZoneOptions(values.timeZone)}
              />
            </Setting>
            <Setting id="fiscalYearStart">
              <SelectField
                label={t("items.fiscalYearStart")}
                name="fiscalYearStart"
                defaultValue={values.fiscalYearStart}
                error={errors.fiscalYearStart}
                options={MONTHS.map((month) => ({ value: String(month), label: monthName(month) }))}
              />
            </Setting>
            <Setting id="currency">
              <SelectField
                label={t("items.currency")}
                name="currency"
                defaultValue={values.currency}
                error={errors.currency}
                hint={t("general.currencyHint")}
                options={CURRENCIES.map((code) => ({ value: code, label: currencyName(code) }))}
              />
            </Setting>
          </div>
          <FurtherCurrencies values={values} errors={errors} nameOf={currencyName} />
          <LinkPreviews values={values} errors={errors} options={previews} />
        </>
      )}
    </SettingsForm>
  );
}

function FurtherCurrencies({
  values,
  errors,
  nameOf,
}: SettingsFields & { nameOf: (code: string) => string }) {
  const { t } = useTranslation("settings");
  return (
    <Setting id="currencies">
      <ChoiceGroup
        label={t("items.currencies")}
        name="currencies"
        chosen={values["currencies[]"]}
        error={errors.currencies}
        hint={t("general.currenciesHint")}
        options={CURRENCIES.map((code) => ({ value: code, label: nameOf(code) }))}
      />
    </Setting>
  );
}

type PreviewsProps = SettingsFields & { options: readonly { value: string; label: string }[] };

function LinkPreviews({ values, errors, options }: PreviewsProps) {
  const { t } = useTranslation("settings");
  return (
    <Setting id="linkPreviews">
      <SelectField
        label={t("items.linkPreviews")}
        name="linkPreviews"
        defaultValue={values.linkPreviews}
        error={errors.linkPreviews}
        hint={t("general.previewsHint")}
        options={options}
      />
    </Setting>
  );
}
