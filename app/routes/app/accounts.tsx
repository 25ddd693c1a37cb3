import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountList } from "~/features/accounts/lists/components/account-list";
import { actOnList, readListScreen } from "~/features/accounts/lists/list-route.server";
import { accountDesk } from "~/features/accounts/lists/mutations.server";
import { requireMember } from "~/features/auth/guard.server";
import { readForm } from "~/platform/http/form.server";
import { listReply } from "~/platform/http/list-reply.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  return readListScreen(accountDesk, scope, request.url);
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  return listReply(await actOnList(accountDesk, scope, await readForm(request)), paths.accounts());
}

export const meta: MetaFunction = (page) => pageTitle(page, "accounts:list.title");

export default function Accounts() {
  const { t } = useTranslation("accounts");
  const { t: common } = useTranslation("common");
  const { t: imports } = useTranslation("imports");
  return (
    <>
      <PageHeader
        title={t("list.title")}
        description={t("list.description")}
        actions={
          <>
            <ButtonLink to={paths.contacts()} className="lg:hidden">
              {common("navigation.contacts")}
            </ButtonLink>
            <ButtonLink to={paths.newImport("accounts")}>{imports("import")}</ButtonLink>
            <ButtonLink to={paths.newAccount()} variant="primary">
              {t("list.new")}
            </ButtonLink>
          </>
        }
      />
      <AccountList data={useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />
    </>
  );
}
