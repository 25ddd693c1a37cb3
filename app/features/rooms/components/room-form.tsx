import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { FormButtons, type FormState, FormTrouble } from "~/features/accounts/components/form-parts";
import { StaleNotice } from "~/features/accounts/components/stale-notice";
import { SelectField, TextField } from "~/ui/field";

type Props = FormState & { cancelTo: string; owners: readonly { id: string; name: string }[] };

export function RoomForm({ values, errors, saved, owners, cancelTo }: Props) {
  const { t } = useTranslation("rooms");
  const languages = [
    { value: "ja", label: t("languages.ja") },
    { value: "en", label: t("languages.en") },
  ];
  const modes = [
    { value: "notice", label: t("edit.consent.notice") },
    { value: "strict", label: t("edit.consent.strict") },
  ];
  const members = owners.map(({ id, name }) => ({ value: id, label: name }));
  const labelIn = (options: typeof members) => (value: string) =>
    options.find((option) => option.value === value)?.label ?? value;
  const fields = [
    { name: "name", label: t("edit.name") },
    { name: "language", label: t("edit.language"), show: labelIn(languages) },
    { name: "consentMode", label: t("edit.consentMode"), show: labelIn(modes) },
    { name: "ownerId", label: t("edit.owner"), show: labelIn(members) },
  ];
  return (
    <Form method="post" noValidate className="flex max-w-form flex-col gap-5">
      <FormTrouble errors={errors} />
      <StaleNotice saved={saved} typed={values} fields={fields} />
      <input type="hidden" name="version" value={values.version} />
      <TextField
        label={t("edit.name")}
        name="name"
        defaultValue={values.name}
        error={errors.name}
        hint={t("edit.nameHint")}
        autoComplete="off"
        required
      />
      <SelectField
        label={t("edit.language")}
        name="language"
        defaultValue={values.language}
        error={errors.language}
        hint={t("new.languageHint")}
        options={languages}
      />
      <SelectField
        label={t("edit.consentMode")}
        name="consentMode"
        defaultValue={values.consentMode}
        error={errors.consentMode}
        options={modes}
      />
      <SelectField
        label={t("edit.owner")}
        name="ownerId"
        defaultValue={values.ownerId}
        error={errors.ownerId}
        options={members}
      />
      <FormButtons submit={t("edit.submit")} cancelTo={cancelTo} />
    </Form>
  );
}
