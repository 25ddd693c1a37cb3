import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DealViews } from "~/features/accounts/deals/board/components/deal-views";
import { DealList } from "~/features/accounts/deals/lists/components/deal-list";
import { dealDesk } from "~/features/accounts/deals/lists/mutations.server";
import { actOnList, readListScreen } from "~/features/accounts/lists/list-route.server";
import { requireMember } from "~/features/auth/guard.server";
import { readForm } from "~/platform/http/form.server";
import { listReply } from "~/platform/http/list-reply.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  return readListScreen(dealDesk, scope, request.url);
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  return listReply(await actOnList(dealDesk, scope, await readForm(request)), paths.deals());
}

export const meta: MetaFunction = (page) => pageTitle(page, "accounts:deals.title");

export default function Deals() {
  const { t } = useTranslation("accounts");
  const { t: imports } = useTranslation("imports");
  return (
    <>
      <PageHeader
        title={t("deals.title")}
        description={t("deals.description")}
        actions={
          <>
            <DealViews current="table" />
            <ButtonLink to={paths.newImport("deals")}>{imports("import")}</ButtonLink>
          </>
        }
      />
      <DealList data={useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />
    </>
  );
}
