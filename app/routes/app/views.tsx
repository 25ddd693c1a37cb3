import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { createView, deleteView, renameView, updateView } from "~/features/workspaces/views/mutations.server";
import { type ListKind, type ViewForm, viewFormSchema } from "~/features/workspaces/views/schema";
import { parseForm } from "~/platform/http/form.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Button, ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { CheckboxField, TextField } from "~/ui/field";
import { FormError } from "~/ui/form-errors";
import { PageHeader } from "~/ui/page-header";

/** Its forms stand on the lists and lead back there; the page itself is only seen when one was refused. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireMember(request);
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await parseForm(request, viewFormSchema);
  if (!form.ok) return data(form.reply, 422);
  const view = await change(scope, form.value);
  const list = LISTS[view.list]();
  if (form.value.intent === "delete") return redirect(list);
  return redirect(`${list}?view=${view.id}${view.query ? `&${view.query}` : ""}`);
}

type Scope = Awaited<ReturnType<typeof requireMember>>["scope"];

function change(scope: Scope, form: ViewForm) {
  switch (form.intent) {
    case "create": {
      const { intent: _intent, ...view } = form;
      return createView(scope, view);
    }
    case "rename":
      return renameView(scope, form);
    case "update":
      return updateView(scope, form);
    case "delete":
      return deleteView(scope, form.viewId);
  }
}

export const meta: MetaFunction = (page) => pageTitle(page, "lists:views.saveTitle");

export default function Views() {
  const { t } = useTranslation("lists");
  const { t: common } = useTranslation("common");
  const reply = useActionData<typeof action>();
  const values = reply?.values ?? {};
  if (!reply) return <EmptyState title={t("views.label")} body={t("views.hint")} action={<ListLinks />} />;
  const kept = Object.entries(values).filter(([name]) => name !== "name" && name !== "isShared");
  return (
    <>
      <PageHeader title={t("views.saveTitle")} />
      <Card className="max-w-read">
        <Form method="post" className="flex flex-col gap-4">
          <FormError message={reply.errors.form ?? "form"} />
          {kept.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <TextField
            label={t("views.name")}
            name="name"
            required
            defaultValue={values.name}
            error={reply.errors.name}
          />
          <CheckboxField label={t("views.share")} name="isShared" defaultValue={values.isShared ?? ""} />
          <Button type="submit" variant="primary" className="self-start">
            {common("actions.save")}
          </Button>
        </Form>
      </Card>
    </>
  );
}

function ListLinks() {
  const { t } = useTranslation("common");
  const { t: lists } = useTranslation("lists");
  return (
    <>
      <ButtonLink to={paths.accounts()}>{t("navigation.accounts")}</ButtonLink>
      <ButtonLink to={paths.contacts()}>{lists("contacts.title")}</ButtonLink>
      <ButtonLink to={paths.deals()}>{t("navigation.deals")}</ButtonLink>
      <ButtonLink to={paths.rooms()}>{t("navigation.rooms")}</ButtonLink>
    </>
  );
}

const LISTS: Record<ListKind, () => string> = {
  accounts: paths.accounts,
  contacts: paths.contacts,
  deals: paths.deals,
  rooms: paths.rooms,
};
