import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ListEmpty } from "~/features/accounts/components/list-empty";
import { ListPager } from "~/features/accounts/components/list-pager";
import { ListToolbar } from "~/features/accounts/components/list-toolbar";
import { DealTable } from "~/features/accounts/deals/components/deal-table";
import { listDeals } from "~/features/accounts/deals/data.server";
import { dealListSchema } from "~/features/accounts/deals/schema";
import { requireMember } from "~/features/auth/guard.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const list = dealListSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { list, ...(await listDeals(member.scope, list)) };
}

export const meta: MetaFunction = (page) => pageTitle(page, "accounts:deals.title");

export default function Deals() {
  const { t } = useTranslation("accounts");
  const { list, rows, hasMore } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("deals.title")} description={t("deals.description")} />
      <ListToolbar list={list} placeholder={t("deals.search")} />
      <Card flush>
        {rows.length > 0 ? (
          <DealTable rows={rows} list={list} />
        ) : (
          <ListEmpty list={list}>
            <EmptyState
              title={t("deals.emptyTitle")}
              body={t("deals.emptyBody")}
              action={<ButtonLink to={paths.accounts()}>{t("list.title")}</ButtonLink>}
            />
          </ListEmpty>
        )}
      </Card>
      <ListPager list={list} hasMore={hasMore} />
    </>
  );
}
