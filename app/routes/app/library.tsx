import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { DocumentTable } from "~/features/library/components/document-table";
import { UploadArea } from "~/features/library/components/upload-area";
import { listDocuments } from "~/features/library/data.server";
import { useLibraryEvents } from "~/features/library/hooks/use-library-events";
import {
  archiveDocument,
  renameDocument,
  restoreDocument,
  retryDocument,
} from "~/features/library/mutations.server";
import { canEditDocument, canRetry, isStuck } from "~/features/library/policy";
import { libraryIntent } from "~/features/library/schema";
import { nowMs } from "~/platform/clock.server";
import { parseForm } from "~/platform/http/form.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page-header";

const MAX_PAGE = 1_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const query = new URL(request.url).searchParams;
  const archived = query.get("archived") === "1";
  const page = Math.min(MAX_PAGE, Math.max(1, Math.trunc(Number(query.get("page"))) || 1));
  const { rows, hasMore } = await listDocuments(scope, { archived, page });
  const at = nowMs();
  const documents = rows.map((row) => ({
    ...row,
    canEdit: canEditDocument(scope, row),
    canRetry: row.newest !== null && canRetry(row.newest, at),
    isStuck: row.newest !== null && isStuck(row.newest, at),
  }));
  return { documents, hasMore, archived, page };
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await parseForm(request, libraryIntent);
  if (!form.ok) return data(form.reply, 422);
  const { documentId } = form.value;
  if (form.value.intent === "rename") await renameDocument(scope, form.value);
  if (form.value.intent === "archive") await archiveDocument(scope, documentId);
  if (form.value.intent === "restore") await restoreDocument(scope, documentId);
  if (form.value.intent === "retry") await retryDocument(scope, documentId);
  return data({ done: true as const });
}

export const meta: MetaFunction = (page) => pageTitle(page, "library:list.title");

export default function Library() {
  const { t } = useTranslation("library");
  const { documents, hasMore, archived, page } = useLoaderData<typeof loader>();
  useLibraryEvents({ isReading: documents.some(({ newest }) => newest?.state === "processing") });
  const at = (to: number) => `${paths.library()}?${archived ? "archived=1&" : ""}page=${to}`;
  return (
    <>
      <PageHeader
        title={t(archived ? "list.archivedTitle" : "list.title")}
        description={t("list.description")}
        back={archived ? { to: paths.library(), label: t("list.title") } : undefined}
        actions={
          archived ? undefined : (
            <ButtonLink to={`${paths.library()}?archived=1`}>{t("list.archived")}</ButtonLink>
          )
        }
      />
      <div className="grid grid-cols-1 gap-5">
        {archived ? null : <UploadArea />}
        <Card flush>
          {documents.length > 0 ? (
            <DocumentTable documents={documents} />
          ) : (
            <EmptyState
              title={t(archived ? "list.emptyArchivedTitle" : "list.emptyTitle")}
              body={t(archived ? "list.emptyArchivedBody" : "list.emptyBody")}
            />
          )}
        </Card>
        <nav className="flex justify-between text-sm empty:hidden">
          {page > 1 ? <Link to={at(page - 1)}>{t("list.newer")}</Link> : null}
          {hasMore ? <Link to={at(page + 1)}>{t("list.older")}</Link> : null}
        </nav>
      </div>
    </>
  );
}
