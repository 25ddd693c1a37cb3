import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { SelectField, TextField } from "~/ui/field";
import { DECISION_ROLES, personLabel } from "../utils";
import type { PersonReply } from "./people-list";

type Props = {
  choices: readonly { id: string; name: string | null; email: string }[];
  requestKey: string;
  reply?: PersonReply;
};

export function AddPeople({ choices, requestKey, reply }: Props) {
  const { t } = useTranslation("people");
  const isNew = reply?.values.intent === "create";
  const value = (field: string) => (isNew ? reply?.values[field] : undefined);
  const error = (field: string) => (isNew ? reply?.errors[field] : null);
  return (
    <Card title={t("add.title")}>
      <div className="flex flex-col gap-6">
        {choices.length > 0 ? (
          <Form method="post" preventScrollReset noValidate className="flex flex-wrap items-end gap-2">
            <input type="hidden" name="intent" value="add" />
            <SelectField
              label={t("add.existing")}
              name="contactId"
              className="min-w-0 flex-1 basis-48"
              placeholder={t("add.choose")}
              error={reply?.values.intent === "add" ? reply.errors.contactId : null}
              options={choices.map((choice) => ({
                value: choice.id,
                label: choice.name ? `${choice.name} (${choice.email})` : personLabel(choice),
              }))}
            />
            <Button type="submit">{t("add.add")}</Button>
          </Form>
        ) : null}
        <Form key={requestKey} method="post" preventScrollReset noValidate className="flex flex-col gap-4">
          <h3 className="text-sm font-medium text-ink">{t("add.new")}</h3>
          <input type="hidden" name="intent" value="create" />
          <input type="hidden" name="requestKey" value={requestKey} />
          <TextField
            label={t("add.name")}
            name="name"
            defaultValue={value("name")}
            error={error("name")}
            autoComplete="off"
          />
          <TextField
            label={t("add.email")}
            name="email"
            type="email"
            defaultValue={value("email")}
            error={error("email")}
            autoComplete="off"
            required
          />
          <TextField
            label={t("list.jobTitle")}
            name="title"
            defaultValue={value("title")}
            error={error("title")}
            autoComplete="off"
          />
          <TextField
            label={t("list.department")}
            name="department"
            defaultValue={value("department")}
            error={error("department")}
            list="departments"
            autoComplete="off"
          />
          <SelectField
            label={t("list.role")}
            name="decisionRole"
            defaultValue={value("decisionRole") ?? ""}
            placeholder={t("roles.none")}
            options={DECISION_ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          />
          <div>
            <Button type="submit">{t("add.create")}</Button>
          </div>
        </Form>
      </div>
    </Card>
  );
}
