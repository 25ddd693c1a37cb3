import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDate } from "~/platform/i18n/format";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { SelectField } from "~/ui/field";
import { FormError } from "~/ui/form-errors";
import { useLocale } from "~/ui/locale";
import type { Belongings } from "../data.server";

type Props = {
  name: string;
  belongings: Belongings;
  heirs: readonly { id: string; name: string }[];
  errors: Readonly<Record<string, string>>;
  /** False for oneself. */
  canDeactivate: boolean;
};

/** Names what the member owns before it asks who takes it over. */
export function DeactivateCard({ name, belongings, heirs, errors, canDeactivate }: Props) {
  const { t } = useTranslation("members");
  const { accounts, deals, rooms, tasks } = belongings;
  const ownsSomething = accounts + deals + rooms + tasks > 0;
  const counts = {
    accounts: t("member.accounts", { count: accounts }),
    deals: t("member.deals", { count: deals }),
    rooms: t("member.rooms", { count: rooms }),
    tasks: t("member.tasks", { count: tasks }),
  };
  return (
    <Card title={t("member.deactivate")} id="deactivate">
      <div className="flex flex-col gap-5">
        <p className="text-sm text-ink-muted">
          {canDeactivate ? t("member.deactivateBody", { name }) : t("member.notYourself")}
        </p>
        <p className="text-sm text-ink">
          {ownsSomething ? t("member.owns", { name, ...counts }) : t("member.ownsNothing", { name })}
        </p>
        {canDeactivate ? (
          <Form method="post" className="flex flex-col gap-5" noValidate>
            <FormError message={errors.leave === "last_admin" ? t("member.last_admin") : errors.leave} />
            <input type="hidden" name="intent" value="deactivate" />
            {ownsSomething ? (
              <SelectField
                label={t("member.heir")}
                name="heirId"
                defaultValue=""
                placeholder={t("member.chooseHeir")}
                hint={t("member.heirHint")}
                error={errors.heirId === "no_heir" ? t("member.no_heir") : errors.heirId}
                options={heirs.map((heir) => ({ value: heir.id, label: heir.name }))}
                className="max-w-form"
                required
              />
            ) : (
              <input type="hidden" name="heirId" value="" />
            )}
            <div>
              <Button type="submit" variant="danger">
                {t(ownsSomething ? "member.submitDeactivate" : "member.submitDeactivateOnly")}
              </Button>
            </div>
          </Form>
        ) : null}
      </div>
    </Card>
  );
}

export function ReactivateCard({ name, since }: { name: string; since: Date | string }) {
  const { t } = useTranslation("members");
  const locale = useLocale();
  const date = formatDate(since, { ...locale, style: "day" });
  return (
    <Card title={t("member.deactivatedSince", { date })}>
      <div className="flex flex-col gap-5">
        <p className="text-sm text-ink-muted">{t("member.deactivatedBody", { name })}</p>
        <Form method="post">
          <Button type="submit" name="intent" value="reactivate">
            {t("member.reactivate")}
          </Button>
        </Form>
      </div>
    </Card>
  );
}
