import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { timeZoneOptions } from "~/platform/i18n/time-zones";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { SelectField, TextArea, TextField } from "~/ui/field";
import { SavedNote } from "./saved-note";

type Props = {
  /** The stored profile as the texts of the form, or what was typed and refused. */
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  isSaved: boolean;
};

export function ProfileForm({ values, errors, isSaved }: Props) {
  const { t } = useTranslation("auth");
  const { t: common } = useTranslation("common");
  const zones = timeZoneOptions(values.timeZone);
  return (
    <Card title={t("settings.about")} id="profile">
      {/* A language change redraws the whole document in it. */}
      <Form method="post" reloadDocument className="flex flex-col gap-5" noValidate>
        <input type="hidden" name="intent" value="profile" />
        <div id="profileName">
          <TextField
            label={t("settings.name")}
            name="name"
            defaultValue={values.name}
            error={errors.name}
            autoComplete="name"
            required
          />
        </div>
        <div id="profileTitle">
          <TextField
            label={t("settings.jobTitle")}
            name="title"
            defaultValue={values.title}
            error={errors.title}
            hint={t("settings.jobTitleHint")}
            autoComplete="organization-title"
          />
        </div>
        <div id="profileLanguage">
          <SelectField
            label={t("settings.language")}
            name="language"
            defaultValue={values.language}
            error={errors.language}
            options={[
              { value: "", label: t("settings.followBrowser") },
              { value: "ja", label: t("languages.ja") },
              { value: "en", label: t("languages.en") },
            ]}
          />
        </div>
        <div id="profileTimeZone">
          <SelectField
            label={t("settings.timeZone")}
            name="timeZone"
            defaultValue={values.timeZone}
            error={errors.timeZone}
            hint={t("settings.timeZoneHint")}
            options={[{ value: "", label: t("settings.followWorkspace") }, ...zones]}
          />
        </div>
        <div id="profileSignature">
          <TextArea
            label={t("settings.signature")}
            name="signature"
            defaultValue={values.signature}
            error={errors.signature}
            hint={t("settings.signatureHint")}
          />
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary">
            {common("actions.save")}
          </Button>
          <SavedNote>{isSaved ? t("settings.saved") : null}</SavedNote>
        </div>
      </Form>
    </Card>
  );
}
