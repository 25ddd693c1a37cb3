import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ImportTable } from "~/features/accounts/imports/components/import-table";
import { listImports } from "~/features/accounts/imports/data.server";
import { requireMember } from "~/features/auth/guard.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const rows = await listImports(scope);
  return {
    rows: rows.map(({ id, kind, fileName, state, doneRows, totalRows, createdAt, memberName }) => {
      return { id, kind, fileName, state, doneRows, totalRows, createdAt, memberName };
    }),
  };
}

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, "imports:title");

export default function Imports() {
  const { t } = useTranslation("imports");
  const { rows } = useLoaderData<typeof loader>();
  const create = (
    <ButtonLink to={paths.newImport()} variant="primary">
      {t("new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={create} />
      <Card flush={rows.length > 0}>
        {rows.length > 0 ? (
          <ImportTable rows={rows} />
        ) : (
          <EmptyState title={t("empty.title")} body={t("empty.body")} action={create} />
        )}
      </Card>
    </>
  );
}
