import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { SearchResults } from "~/features/home/palette/components/search-results";
import { searchEverything } from "~/features/home/palette/data.server";
import { searchQuerySchema } from "~/features/home/palette/schema";
import { pageTitle } from "~/platform/page-title";
import { chooseLanguage } from "~/root.server";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const { q } = searchQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return searchEverything(member.scope, { term: q, language: chooseLanguage(request, member) });
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "home:search.title", page.data?.term);

export default function SearchPage() {
  const { t } = useTranslation("home");
  return (
    <>
      <PageHeader title={t("search.title")} />
      <SearchResults answer={useLoaderData<typeof loader>()} />
    </>
  );
}
