import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { aboutThing } from "~/features/home/things/utils";
import { DocumentMenu } from "~/features/library/components/document-menu";
import { DocumentState } from "~/features/library/components/document-state";
import { FileFacts } from "~/features/library/components/file-facts";
import { getDocument, getVersion } from "~/features/library/data.server";
import { useLibraryEvents } from "~/features/library/hooks/use-library-events";
import { canEditDocument, canRetry, isStuck } from "~/features/library/policy";
import { viewerDocumentOf } from "~/features/library/viewer/utils";
import { listRoomsShowing } from "~/features/rooms/pages/data.server";
import { nowMs } from "~/platform/clock.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import "~/features/library/viewer/viewer.css";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page-header";
import { SkeletonSheet } from "~/ui/skeleton";

// The server draws it all the same; its script comes after the page.
const DocumentViewer = lazy(async () => ({
  default: (await import("~/features/library/viewer/document-viewer")).DocumentViewer,
}));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const row = await getDocument(scope, params.documentId ?? "");
  const at = nowMs();
  const [version, rooms] = await Promise.all([
    row.shown ? getVersion(scope, row.shown.id) : null,
    listRoomsShowing(scope, row.id),
  ]);
  const document = {
    ...row,
    canEdit: canEditDocument(scope, row),
    canRetry: row.newest !== null && canRetry(row.newest, at),
    isStuck: row.newest !== null && isStuck(row.newest, at),
  };
  return { document, rooms, file: version && viewerDocumentOf(row.title, version) };
}

export const handle = aboutThing("document");
export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, null, page.data?.document.title);

export default function DocumentScreen() {
  const { t } = useTranslation("library");
  const { document, rooms, file } = useLoaderData<typeof loader>();
  const isReading = document.newest?.state === "processing";
  useLibraryEvents({ isReading });
  return (
    <>
      <PageHeader
        title={document.title}
        description={document.uploaderName}
        back={{ to: paths.library(), label: t("list.title") }}
        menu={<DocumentMenu document={document} />}
      />
      {document.archivedAt ? (
        <p className="mb-4 rounded-md bg-warning-soft px-4 py-2.5 text-sm text-ink">
          {t("document.archived")}
        </p>
      ) : null}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,1fr)]">
        {file ? (
          <div className="h-[85dvh] min-w-0 overflow-hidden rounded-lg border border-line">
            <Suspense fallback={<SkeletonSheet className="h-full" />}>
              <DocumentViewer key={file.url} document={file} />
            </Suspense>
          </div>
        ) : (
          <Card>
            <EmptyState
              title={t(isReading ? "document.notReadyTitle" : "document.failedTitle")}
              body={isReading ? t("document.notReadyBody") : undefined}
            />
          </Card>
        )}
        <div className="flex min-w-0 flex-col gap-6">
          <Card title={t("column.state")}>
            <DocumentState document={document} />
            {document.newest ? <FileFacts file={document.newest} /> : null}
          </Card>
          <Card title={t("document.rooms")}>
            {rooms.length === 0 ? (
              <p className="text-sm text-ink-muted">{t("document.noRooms")}</p>
            ) : (
              <ul className="flex flex-col gap-1.5 text-sm">
                {rooms.map((room) => (
                  <li key={room.id}>
                    <Link
                      to={paths.room(room.id)}
                      prefetch="intent"
                      className="text-ink hover:text-accent hover:underline"
                    >
                      {room.name}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </Card>
        </div>
      </div>
    </>
  );
}
