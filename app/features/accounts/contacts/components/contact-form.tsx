import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { SelectField, TextField } from "~/ui/field";
import { FormButtons, type FormState, FormTrouble, SeenTexts } from "../../components/form-parts";
import { StaleNotice } from "../../components/stale-notice";
import { DECISION_ROLES } from "../utils";

export type EmailHolder = { id: string; accountId: string; name: string | null; email: string };

type Props = FormState & {
  isNew: boolean;
  cancelTo: string;
  /** The contact that has the typed address already. */
  holder?: EmailHolder;
};

export function ContactForm({ values, errors, saved, seen, taken, holder, isNew, cancelTo }: Props) {
  const { t } = useTranslation("accounts");
  const roles = DECISION_ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }));
  const roleName = (role: string) => roles.find(({ value }) => value === role)?.label ?? role;
  const fields = [
    { name: "email", label: t("contacts.email") },
    { name: "name", label: t("contacts.name") },
    { name: "reading", label: t("fields.reading") },
    { name: "phone", label: t("contacts.phone") },
    { name: "title", label: t("contacts.jobTitle") },
    { name: "department", label: t("contacts.department") },
    { name: "decisionRole", label: t("contacts.role"), show: roleName },
  ];
  const hidden = isNew ? "requestKey" : "version";
  return (
    <Form method="post" noValidate className="flex max-w-form flex-col gap-5">
      <FormTrouble errors={errors} />
      <SeenTexts seen={seen} />
      <StaleNotice saved={saved} typed={values} fields={fields} seen={seen} taken={taken} />
      <input type="hidden" name={hidden} value={values[hidden]} />
      <TextField
        label={t("contacts.email")}
        name="email"
        type="email"
        defaultValue={values.email}
        error={holder ? t("errors.email_taken", { name: holder.name ?? holder.email }) : errors.email}
        hint={
          holder ? (
            <Link to={paths.contact(holder.accountId, holder.id)} className="text-accent underline">
              {t("contacts.openHolder")}
            </Link>
          ) : null
        }
        autoComplete="off"
        required
      />
      <TextField
        label={t("contacts.name")}
        name="name"
        defaultValue={values.name}
        error={errors.name}
        autoComplete="off"
      />
      <TextField
        label={t("fields.reading")}
        name="reading"
        defaultValue={values.reading}
        error={errors.reading}
        hint={t("fields.readingHint")}
        autoComplete="off"
      />
      <TextField
        label={t("contacts.phone")}
        name="phone"
        type="tel"
        defaultValue={values.phone}
        error={errors.phone}
        autoComplete="off"
      />
      <TextField
        label={t("contacts.jobTitle")}
        name="title"
        defaultValue={values.title}
        error={errors.title}
        autoComplete="off"
      />
      <TextField
        label={t("contacts.department")}
        name="department"
        defaultValue={values.department}
        error={errors.department}
        autoComplete="off"
      />
      <SelectField
        label={t("contacts.role")}
        name="decisionRole"
        defaultValue={values.decisionRole}
        error={errors.decisionRole}
        options={[{ value: "", label: t("contacts.noRole") }, ...roles]}
      />
      <FormButtons submit={isNew ? t("contacts.add") : t("contacts.save")} cancelTo={cancelTo} />
    </Form>
  );
}
