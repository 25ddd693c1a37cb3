import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountForm } from "~/features/accounts/components/account-form";
import { createAccount } from "~/features/accounts/mutations.server";
import { newAccountSchema } from "~/features/accounts/schema";
import { requireMember } from "~/features/auth/guard.server";
import { parseForm } from "~/platform/http/form.server";
import { newId } from "~/platform/ids";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMember(request);
  return { requestKey: newId() };
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const form = await parseForm(request, newAccountSchema);
  if (!form.ok) return data(form.reply, 422);
  const account = await createAccount(member.scope, form.value);
  return redirect(paths.account(account.id));
}

export const meta: MetaFunction = (page) => pageTitle(page, "accounts:new.title");

export default function NewAccount() {
  const { t } = useTranslation("accounts");
  const { requestKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t("new.title")} back={{ to: paths.accounts(), label: t("list.title") }} />
      <Card className="max-w-read">
        <AccountForm
          values={{ requestKey, ...reply?.values }}
          errors={reply?.errors ?? {}}
          submit={t("new.submit")}
          cancelTo={paths.accounts()}
        />
      </Card>
    </>
  );
}
