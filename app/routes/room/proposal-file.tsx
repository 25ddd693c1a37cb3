import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useNavigation, useRevalidator } from "@remix-run/react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { findMember } from "~/features/auth/guard.server";
import { findProposalFile } from "~/features/rooms/proposals/files/data.server";
import { findBuyerPage } from "~/features/sharing/buyer/data.server";
import { NEUTRAL_TITLE } from "~/features/sharing/buyer/schema";
import { requireViewer } from "~/features/sharing/guard.server";
import { useBeacon } from "~/features/tracking/hooks/use-beacon";
import { issueViewToken } from "~/features/tracking/view-token.server";
import { paths } from "~/platform/paths";
import "~/features/library/viewer/viewer.css";
import { SkeletonSheet } from "~/ui/skeleton";

const DocumentViewer = lazy(async () => ({
  default: (await import("~/features/library/viewer/document-viewer")).DocumentViewer,
}));

/** A document that stands in a proposal, read from there: measured as part of the proposal's page, page by page. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, params.roomId ?? "");
  const page = await findBuyerPage(viewer, params.pageId ?? "");
  const documentId = params.documentId ?? "";
  const file = await findProposalFile(viewer, { pageId: page.id, documentId });
  const member = await findMember(request);
  const isMember = member?.scope.workspaceId === viewer.workspaceId;
  const { versionId, pageCount, pageSizes, title, fileName } = file;
  const token = issueViewToken(viewer, { pageId: page.id, versionId, unitCount: pageCount }, { isMember });
  const url = paths.buyerFile(viewer.roomId, versionId);
  const document = {
    url,
    previewUrl: file.hasPreview ? paths.buyerFilePreview(viewer.roomId, versionId) : null,
    pageCount,
    pageSizes,
    title,
    fileName,
    ...(viewer.allowDownload && { downloadUrl: `${url}?download=1` }),
  };
  const back = { to: paths.buyerPage(viewer.roomId, page.id), title: page.title };
  return { pageId: page.id, document, versionId, token, back };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.document.title ?? NEUTRAL_TITLE },
];

export default function ProposalFile() {
  const { t } = useTranslation("buyer");
  const { pageId, document, versionId, token, back } = useLoaderData<typeof loader>();
  const isRefusing = useNavigation().formData?.get("choice") === "declined";
  const { revalidate: renew } = useRevalidator();
  const beacon = useBeacon(
    token && !isRefusing ? { token, pageId, kind: "document", versionId, renew } : null,
  );
  return (
    <>
      <p className="mb-1 text-sm">
        <Link to={back.to} className="text-accent underline underline-offset-4">
          {t("room.backTo", { title: back.title })}
        </Link>
      </p>
      <h1 className="mb-3 text-lg font-semibold text-ink">{document.title}</h1>
      <div className="h-[85dvh] overflow-hidden rounded-lg border border-line">
        <Suspense fallback={<SkeletonSheet className="h-full" />}>
          <DocumentViewer
            key={versionId}
            document={document}
            onUnit={(unit) => beacon.show(unit === null ? null : { kind: "unit", targetId: pageId, unit })}
            onScroll={beacon.scroll}
          />
        </Suspense>
      </div>
    </>
  );
}
