import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { aboutThing } from "~/features/home/things/utils";
import { useLibraryEvents } from "~/features/library/hooks/use-library-events";
import { DocumentViewer } from "~/features/library/viewer/document-viewer";
import { viewerDocumentOf } from "~/features/library/viewer/utils";
import { getRoom } from "~/features/rooms/data.server";
import { getPage } from "~/features/rooms/pages/data.server";
import { pageFace } from "~/features/rooms/pages/utils";
import { canEditPages } from "~/features/rooms/policy";
import { ProposalPane } from "~/features/rooms/proposals/components/proposal-pane";
import { findProposal } from "~/features/rooms/proposals/data.server";
import { renderProposal } from "~/features/rooms/proposals/render.server";
import { nowMs } from "~/platform/clock.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import "~/features/library/viewer/viewer.css";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const room = await getRoom(scope, params.roomId ?? "");
  const page = await getPage(scope, { roomId: room.id, pageId: params.pageId ?? "" });
  const base = { room: { id: room.id, name: room.name }, page: pageFace(page, nowMs()) };
  if (page.kind === "document") {
    const document = page.shown ? viewerDocumentOf(page.title, page.shown) : null;
    return { ...base, kind: "document" as const, document };
  }
  const { body, version } = await findProposal(scope, room.id, page.id);
  const { html } = renderProposal(body, { imageUrl: paths.image });
  const canEdit = canEditPages(scope, room) && page.archivedAt === null;
  return { ...base, kind: "proposal" as const, proposal: { body, version, html }, canEdit };
}

export const handle = aboutThing("room");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, null, page.data && `${page.data.page.title} · ${page.data.room.name}`);

export default function RoomPage() {
  const { t } = useTranslation("rooms");
  const view = useLoaderData<typeof loader>();
  const { room, page } = view;
  useLibraryEvents({ isReading: page.trouble === "processing" });
  return (
    <>
      <PageHeader title={page.title} back={{ to: paths.room(room.id), label: room.name }} />
      {page.isArchived ? (
        <p className="mb-4 rounded-md bg-warning-soft px-4 py-2.5 text-sm text-ink">{t("page.removed")}</p>
      ) : null}
      {view.kind === "proposal" ? (
        <ProposalPane roomId={room.id} pageId={page.id} proposal={view.proposal} canEdit={view.canEdit} />
      ) : (
        <DocumentPane page={page} document={view.document} />
      )}
    </>
  );
}

type DocumentView = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { kind: "document" }>;

function DocumentPane({ page, document }: Pick<DocumentView, "page" | "document">) {
  const { t } = useTranslation("rooms");
  const { t: library } = useTranslation("library");
  const { trouble } = page;
  if (document) {
    return (
      <>
        {trouble ? <p className="mb-3 text-sm text-ink-muted">{t("pages.olderShown")}</p> : null}
        <div className="h-[85dvh] overflow-hidden rounded-lg border border-line">
          <DocumentViewer key={document.url} document={document} />
        </div>
      </>
    );
  }
  const isWaiting = trouble === null || trouble === "processing";
  return (
    <Card>
      {isWaiting ? (
        <EmptyState title={t("page.notReadyTitle")} body={t("page.notReadyBody")} />
      ) : (
        <EmptyState
          title={t("page.failedTitle")}
          body={`${library(`failure.${trouble}`)} ${t("page.failedBody")}`}
        />
      )}
    </Card>
  );
}
