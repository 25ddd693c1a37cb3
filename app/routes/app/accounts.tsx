import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountTable } from "~/features/accounts/components/account-table";
import { ListEmpty } from "~/features/accounts/components/list-empty";
import { ListPager } from "~/features/accounts/components/list-pager";
import { ListToolbar } from "~/features/accounts/components/list-toolbar";
import { listAccounts } from "~/features/accounts/data.server";
import { accountListSchema } from "~/features/accounts/schema";
import { requireMember } from "~/features/auth/guard.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const list = accountListSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { list, ...(await listAccounts(member.scope, list)) };
}

export const meta: MetaFunction = (page) => pageTitle(page, "accounts:list.title");

export default function Accounts() {
  const { t } = useTranslation("accounts");
  const { list, rows, hasMore } = useLoaderData<typeof loader>();
  const create = (
    <ButtonLink to={paths.newAccount()} variant="primary">
      {t("list.new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("list.title")} description={t("list.description")} actions={create} />
      <ListToolbar list={list} placeholder={t("list.search")} />
      <Card flush>
        {rows.length > 0 ? (
          <AccountTable rows={rows} list={list} />
        ) : (
          <ListEmpty list={list}>
            <EmptyState title={t("list.emptyTitle")} body={t("list.emptyBody")} action={create} />
          </ListEmpty>
        )}
      </Card>
      <ListPager list={list} hasMore={hasMore} />
    </>
  );
}
