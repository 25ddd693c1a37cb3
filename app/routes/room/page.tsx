import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation, useRevalidator } from "@remix-run/react";
import { type ComponentProps, lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { findMember } from "~/features/auth/guard.server";
import { giveAnswers } from "~/features/engagement/forms/mutations.server";
import { useSpot } from "~/features/rooms/chat/hooks/use-spot";
import { FormSheet as DrawnFormSheet } from "~/features/rooms/forms/components/form-sheet";
import { findForm, findReaderForm } from "~/features/rooms/forms/data.server";
import { answerSchemaOf } from "~/features/rooms/forms/schema";
import { getBuyerPlan } from "~/features/rooms/plan/data.server";
import { planSections } from "~/features/rooms/plan/utils";
import { AcceptancePlace as DrawnAcceptancePlace } from "~/features/rooms/proposals/acceptance/components/acceptance-place";
import { findPlace } from "~/features/rooms/proposals/acceptance/data.server";
import { drawProposal } from "~/features/rooms/proposals/draw.server";
import { findBuyerPage, findBuyerRoom } from "~/features/sharing/buyer/data.server";
import { NEUTRAL_TITLE } from "~/features/sharing/buyer/schema";
import { viewerDocumentFor } from "~/features/sharing/buyer/utils";
import { PendingPage as DrawnPendingPage } from "~/features/sharing/components/pending-page";
import { ProposalText as DrawnProposalText } from "~/features/sharing/components/proposal-text";
import { requireViewer, requireViewerActor } from "~/features/sharing/guard.server";
import { useBeacon } from "~/features/tracking/hooks/use-beacon";
import { issueViewToken } from "~/features/tracking/view-token.server";
import { parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { chooseLanguage } from "~/root.server";
import "~/features/library/viewer/viewer.css";
import { SkeletonSheet } from "~/ui/skeleton";

// A proposal needs none of it. The server draws it all the same, so a document's first page is in the HTML.
const DocumentViewer = lazy(async () => ({
  default: (await import("~/features/library/viewer/document-viewer")).DocumentViewer,
}));

// Whole in the server's HTML; their scripts come after the page, each with its own kind of page.
const PendingPage = import.meta.env.SSR
  ? DrawnPendingPage
  : lazy(async () => ({ default: (await import("~/features/sharing/components/pending-page")).PendingPage }));
const ProposalText = import.meta.env.SSR
  ? DrawnProposalText
  : lazy(async () => ({
      default: (await import("~/features/sharing/components/proposal-text")).ProposalText,
    }));
const AcceptancePlace = import.meta.env.SSR
  ? DrawnAcceptancePlace
  : lazy(async () => ({
      default: (await import("~/features/rooms/proposals/acceptance/components/acceptance-place"))
        .AcceptancePlace,
    }));
const FormSheet = import.meta.env.SSR
  ? DrawnFormSheet
  : lazy(async () => ({ default: (await import("~/features/rooms/forms/components/form-sheet")).FormSheet }));

// Drawn by the server too; its script comes with plans alone.
const BuyerPlan = lazy(async () => ({
  default: (await import("~/features/rooms/plan/components/buyer-plan")).BuyerPlan,
}));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, params.roomId ?? "");
  const page = await findBuyerPage(viewer, params.pageId ?? "");
  const member = await findMember(request);
  const isMember = member?.scope.workspaceId === viewer.workspaceId;
  const head = { id: page.id, title: page.title };
  if (page.kind === "proposal" && page.version) {
    const { id: versionId, body } = page.version;
    const { actor } = await requireViewerActor(request, viewer.roomId);
    const language = chooseLanguage(request, null);
    const place = await findPlace(actor, page.version);
    const { sections } = await drawProposal(actor, { pageId: page.id, body, language });
    const shown = { pageId: page.id, versionId, unitCount: Math.max(1, sections.length) };
    const token = issueViewToken(viewer, shown, { isMember });
    return { kind: "proposal" as const, ...head, sections, place, roomId: viewer.roomId, versionId, token };
  }
  if (page.kind === "plan") {
    const { actor } = await requireViewerActor(request, viewer.roomId);
    const plan = await getBuyerPlan(actor, { pageId: page.id, language: chooseLanguage(request, null) });
    const unitCount = Math.max(1, planSections(plan).length);
    const token = issueViewToken(viewer, { pageId: page.id, versionId: "", unitCount }, { isMember });
    const { brandName } = await findBuyerRoom(viewer);
    const shown = { plan, brandName, isPreview: viewer.preview, roomId: viewer.roomId };
    return { kind: "plan" as const, ...head, ...shown, versionId: "", token };
  }
  if (page.kind === "form") {
    const { actor } = await requireViewerActor(request, viewer.roomId);
    const token = issueViewToken(viewer, { pageId: page.id, versionId: "", unitCount: 1 }, { isMember });
    const sheet = await findReaderForm(actor, page.id);
    return { kind: "form" as const, ...head, sheet, isPreview: viewer.preview, versionId: "", token };
  }
  if (page.kind !== "document" || !page.document)
    return { kind: "pending" as const, ...head, versionId: "", token: null };
  const { versionId, pageCount } = page.document;
  const token = issueViewToken(viewer, { pageId: page.id, versionId, unitCount: pageCount }, { isMember });
  const document = viewerDocumentFor(viewer, page.title, page.document);
  return { kind: "document" as const, ...head, document, versionId, token };
}

/** A reader's answers to a form. */
export async function action({ request, params }: ActionFunctionArgs) {
  const reader = await requireViewerActor(request, params.roomId ?? "");
  const { pageId, questions, version } = await findForm(reader.actor, params.pageId ?? "");
  const sent = await readForm(request);
  const parsed = parseFields(sent, answerSchemaOf(questions));
  const isOlder = sent.get("version") !== String(version);
  if (!parsed.ok && !isOlder) return data({ done: false, ...parsed.reply }, 422);
  const values = parsed.ok ? parsed.values : parsed.reply.values;
  if (parsed.ok && (await giveAnswers(reader, { pageId, ...parsed.value })))
    return data({ done: true, ...refuse({}) });
  return data({ done: false, ...refuse({ form: "buyer:form.changedNow" }, values) }, 409);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? NEUTRAL_TITLE }];

export default function RoomPage() {
  const page = useLoaderData<typeof loader>();
  const spot = useSpot();
  const reply = useActionData<typeof action>();
  // The notice stands in the same HTML, and the beacon starts only after it is on screen. A "no" counts from the
  // click on, before the server has answered.
  const isRefusing = useNavigation().formData?.get("choice") === "declined";
  const { token, versionId, id: pageId } = page;
  // The sections of a proposal and of a form are watched where they stand.
  const kind = page.kind === "document" ? "document" : "proposal";
  const { revalidate: renew } = useRevalidator();
  const beacon = useBeacon(token && !isRefusing ? { token, pageId, kind, versionId, renew } : null);
  switch (page.kind) {
    case "document":
      return (
        <DocumentPage key={versionId} title={page.title}>
          <DocumentViewer
            document={page.document}
            initialPage={spot.at}
            onUnit={(unit) => {
              spot.onUnit(unit);
              beacon.show(unit === null ? null : { kind: "unit", targetId: pageId, unit });
            }}
            onScroll={beacon.scroll}
          />
        </DocumentPage>
      );
    case "proposal":
      return (
        <Suspense key={versionId} fallback={<SkeletonSheet />}>
          <ProposalText
            title={page.title}
            sections={page.sections}
            acceptance={
              page.place && <AcceptancePlace roomId={page.roomId} pageId={pageId} place={page.place} />
            }
            onVideo={beacon.video}
          />
        </Suspense>
      );
    case "plan":
      return <PlanPage key={pageId} {...page} />;
    case "form":
      return (
        <Suspense key={pageId} fallback={<SkeletonSheet />}>
          <FormSheet
            {...page.sheet}
            isPreview={page.isPreview}
            isDone={reply?.done}
            reply={reply?.done ? undefined : reply}
          />
        </Suspense>
      );
    default:
      return (
        <Suspense>
          <PendingPage title={page.title} />
        </Suspense>
      );
  }
}

type PlanProps = Omit<ComponentProps<typeof BuyerPlan>, "sides"> & { brandName: string };

function PlanPage({ brandName, ...plan }: PlanProps) {
  const { t } = useTranslation("tasks");
  return (
    <Suspense fallback={<SkeletonSheet />}>
      <BuyerPlan {...plan} sides={{ member: brandName, viewer: t("sheet.yourSide") }} />
    </Suspense>
  );
}

function DocumentPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h1 className="mb-3 text-lg font-semibold text-ink">{title}</h1>
      <div className="h-[85dvh] overflow-hidden rounded-lg border border-line">
        <Suspense fallback={<SkeletonSheet className="h-full" />}>{children}</Suspense>
      </div>
    </>
  );
}
