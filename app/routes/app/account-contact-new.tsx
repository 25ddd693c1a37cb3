import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ContactForm } from "~/features/accounts/contacts/components/contact-form";
import { createContact } from "~/features/accounts/contacts/mutations.server";
import { newContactSchema } from "~/features/accounts/contacts/schema";
import { getAccount } from "~/features/accounts/data.server";
import { canEditAccount } from "~/features/accounts/policy";
import { requireMember } from "~/features/auth/guard.server";
import { assertCan } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { newId } from "~/platform/ids";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const account = await getAccount(scope, params.accountId ?? "");
  assertCan(canEditAccount(scope, account));
  return { account: { id: account.id, name: account.name }, requestKey: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await parseForm(request, newContactSchema);
  if (!form.ok) return data({ ...form.reply, holder: undefined }, 422);
  const accountId = params.accountId ?? "";
  const made = await createContact(scope, { ...form.value, accountId });
  if (made.ok) return redirect(paths.account(accountId));
  return data({ ...refuse({ email: "taken" }, form.values), holder: made.holder }, 422);
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "accounts:contacts.new", page.data?.account.name);

export default function NewContact() {
  const { t } = useTranslation("accounts");
  const { account, requestKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const back = paths.account(account.id);
  return (
    <>
      <PageHeader title={t("contacts.new")} back={{ to: back, label: account.name }} />
      <Card className="max-w-read">
        <ContactForm
          values={{ requestKey, ...reply?.values }}
          errors={reply?.errors ?? {}}
          holder={reply?.holder}
          isNew
          cancelTo={back}
        />
      </Card>
    </>
  );
}
