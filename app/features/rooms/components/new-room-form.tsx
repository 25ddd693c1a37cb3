import { Form } from "@remix-run/react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { FormButtons, type FormState, FormTrouble } from "~/features/accounts/components/form-parts";
import { paths } from "~/platform/paths";
import { CONTROL_LOOK, Field, SelectField, TextField } from "~/ui/field";
import { type OfferedTemplate, TemplateField } from "../templates/components/template-field";

type Props = Pick<FormState, "values" | "errors"> & {
  deals: readonly { id: string; name: string; accountName: string }[];
  accounts: readonly { id: string; name: string }[];
  templates?: readonly OfferedTemplate[];
};

/** One short form. Which half is asked follows the choice above by style alone, so it works without any script. */
export function NewRoomForm({ values, errors, deals, accounts, templates = [] }: Props) {
  const { t } = useTranslation("rooms");
  const hasDeals = deals.length > 0;
  return (
    <Form method="post" noValidate className="group/form flex max-w-form flex-col gap-5">
      <FormTrouble errors={errors} />
      <input type="hidden" name="requestKey" value={values.requestKey} />
      {hasDeals ? (
        <fieldset>
          <legend className="text-sm font-medium text-ink">{t("new.from")}</legend>
          <div className="mt-1.5 flex flex-wrap gap-x-6">
            <Choice value="deal" label={t("new.fromDeal")} isChosen={values.from === "deal"} />
            <Choice value="account" label={t("new.fromAccount")} isChosen={values.from !== "deal"} />
          </div>
        </fieldset>
      ) : (
        <>
          <input type="hidden" name="from" value="account" />
          <p className="text-sm text-ink-muted">{t("new.noDeals")}</p>
        </>
      )}
      {hasDeals ? (
        <div className="hidden group-has-[input[value=deal]:checked]/form:block">
          <SelectField
            label={t("new.deal")}
            name="dealId"
            defaultValue={values.dealId}
            error={errors.dealId}
            placeholder={t("new.chooseDeal")}
            options={deals.map(({ id, name, accountName }) => ({
              value: id,
              label: t("new.dealOption", { account: accountName, deal: name }),
            }))}
            required
          />
        </div>
      ) : null}
      <div className="flex flex-col gap-5 group-has-[input[value=deal]:checked]/form:hidden">
        <AccountField values={values} errors={errors} accounts={accounts} />
        <TextField
          label={t("new.dealName")}
          name="dealName"
          defaultValue={values.dealName}
          error={errors.dealName}
          hint={t("new.dealHint")}
          autoComplete="off"
          required
        />
      </div>
      <TextField
        label={t("new.name")}
        name="name"
        defaultValue={values.name}
        error={errors.name}
        hint={t("new.nameHint")}
        autoComplete="off"
      />
      <LanguageField values={values} errors={errors} />
      <TemplateField templates={templates} chosen={values.templateId} error={errors.templateId} />
      <FormButtons submit={t("new.submit")} cancelTo={paths.rooms()} />
    </Form>
  );
}

function Choice({ value, label, isChosen }: { value: string; label: string; isChosen: boolean }) {
  return (
    <label className="flex min-h-9 items-center gap-2 text-sm text-ink pointer-coarse:min-h-11">
      <input
        type="radio"
        name="from"
        value={value}
        defaultChecked={isChosen}
        className="size-4 accent-accent"
      />
      {label}
    </label>
  );
}

function AccountField({ values, errors, accounts }: Omit<Props, "deals" | "templates">) {
  const { t } = useTranslation("rooms");
  const listId = useId();
  return (
    <Field
      label={t("new.accountName")}
      name="accountName"
      error={errors.accountName}
      hint={t("new.accountHint")}
      required
    >
      {(control) => (
        <>
          <input
            {...control}
            type="text"
            list={listId}
            defaultValue={values.accountName}
            autoComplete="off"
            className={CONTROL_LOOK}
          />
          <datalist id={listId}>
            {accounts.map(({ id, name }) => (
              <option key={id} value={name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

function LanguageField({ values, errors }: Pick<Props, "values" | "errors">) {
  const { t } = useTranslation("rooms");
  return (
    <SelectField
      label={t("new.language")}
      name="language"
      defaultValue={values.language}
      error={errors.language}
      hint={t("new.languageHint")}
      options={[
        { value: "ja", label: t("languages.ja") },
        { value: "en", label: t("languages.en") },
      ]}
    />
  );
}
