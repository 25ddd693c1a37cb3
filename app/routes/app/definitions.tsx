import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { DefinitionList } from "~/features/engagement/components/definition-list";
import { pageTitle } from "~/platform/page-title";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMember(request);
  return null;
}

export const meta: MetaFunction = (page) => pageTitle(page, "engagement:definitions.title");

export default function Definitions() {
  const { t } = useTranslation("engagement");
  return (
    <>
      <PageHeader title={t("definitions.title")} description={t("definitions.description")} />
      <DefinitionList />
    </>
  );
}
