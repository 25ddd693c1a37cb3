import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { aboutThing } from "~/features/home/things/utils";
import { useLibraryEvents } from "~/features/library/hooks/use-library-events";
import { viewerDocumentOf } from "~/features/library/viewer/utils";
import { AskLink } from "~/features/rooms/chat/components/ask-link";
import { AskableDocument } from "~/features/rooms/chat/components/askable-document";
import { countByPage } from "~/features/rooms/chat/data.server";
import { memberChat } from "~/features/rooms/chat/place.server";
import { getRoom, memberInRoom } from "~/features/rooms/data.server";
import type { EditorReply } from "~/features/rooms/forms/components/form-editor";
import { FormPane } from "~/features/rooms/forms/components/form-pane";
import { saveForm } from "~/features/rooms/forms/mutations.server";
import { getFormReport } from "~/features/rooms/forms/results/data.server";
import { draftErrors, formDraftSchema, formViewOf } from "~/features/rooms/forms/schema";
import { applyStep, stepOf } from "~/features/rooms/forms/utils";
import { getPage } from "~/features/rooms/pages/data.server";
import { pageFace } from "~/features/rooms/pages/utils";
import { canEditPages } from "~/features/rooms/policy";
import { AcceptanceList } from "~/features/rooms/proposals/acceptance/components/acceptance-list";
import { listAcceptances } from "~/features/rooms/proposals/acceptance/data.server";
import { loadComments } from "~/features/rooms/proposals/comments/data.server";
import { ProposalPane } from "~/features/rooms/proposals/components/proposal-pane";
import { openProposal } from "~/features/rooms/proposals/draw.server";
import { PublishBar } from "~/features/rooms/proposals/versions/components/publish-bar";
import { findDraft } from "~/features/rooms/proposals/versions/data.server";
import { nowMs } from "~/platform/clock.server";
import { parseForm } from "~/platform/http/form.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { chooseLanguage } from "~/root.server";
import "~/features/library/viewer/viewer.css";
import { buttonLook } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const { scope, workspace } = member;
  const room = await getRoom(scope, params.roomId ?? "");
  const page = await getPage(scope, { roomId: room.id, pageId: params.pageId ?? "" });
  const asked = (await countByPage(memberChat(await memberInRoom(scope, room.id))))[page.id] ?? 0;
  const base = { room: { id: room.id, name: room.name }, page: pageFace(page, nowMs()), asked };
  if (page.kind === "document") {
    const document = page.shown ? viewerDocumentOf(page.title, page.shown) : null;
    return { ...base, kind: "document" as const, document };
  }
  if (page.kind === "plan") throw redirect(paths.plan(room.id, page.id));
  if (page.kind === "form") {
    const report = await getFormReport(await memberInRoom(scope, room.id), page.id);
    const canEdit = canEditPages(scope, room) && page.archivedAt === null;
    const view = formViewOf(request.url, canEdit);
    return { ...base, kind: "form" as const, report, canEdit, view, brandName: workspace.name };
  }
  const actor = await memberInRoom(scope, room.id);
  const language = chooseLanguage(request, member);
  const proposal = await openProposal(actor, { pageId: page.id, language });
  const canEdit = canEditPages(scope, room) && page.archivedAt === null;
  const { publishing } = await findDraft(scope, { roomId: room.id, pageId: page.id });
  const acceptances = await listAcceptances(actor, page.id);
  const comments = await loadComments(actor, page.id);
  return { ...base, kind: "proposal" as const, proposal, publishing, acceptances, comments, canEdit };
}

/** The questions of a form; without a script each step of editing comes here and saves. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const actor = await memberInRoom(scope, params.roomId ?? "");
  const form = await parseForm(request, formDraftSchema);
  if (!form.ok) return data({ ...formReply(), ...form.reply }, 422);
  const { do: wish, version, intro, ...typed } = form.value;
  const step = stepOf(wish);
  const questions = step ? applyStep(typed.questions, step) : typed.questions;
  const draft = { intro, questions };
  const errors = draftErrors(draft);
  if (step || Object.keys(errors).length > 0)
    return data({ ...formReply(), version, draft, errors: step ? {} : errors }, step ? 200 : 422);
  const pageId = params.pageId ?? "";
  const edit = await saveForm(actor, { pageId, version, intro: intro || null, questions });
  if (edit.ok) return data({ ...formReply(), done: true, version: edit.row.version });
  const stale = { errors: { form: "forms:errors.stale" }, staleVersion: edit.current.version };
  return data({ ...formReply(), ...stale, version, draft }, 409);
}

function formReply(): EditorReply {
  return { done: false, version: 0, draft: null, staleVersion: null, errors: {}, values: {} };
}

export const handle = aboutThing("room");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, null, page.data && `${page.data.page.title} · ${page.data.room.name}`);

export default function RoomPage() {
  const { t } = useTranslation("rooms");
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { room, page } = view;
  useLibraryEvents({ isReading: page.trouble === "processing" });
  return (
    <>
      <PageHeader
        title={page.title}
        back={{ to: paths.room(room.id), label: room.name }}
        actions={
          view.kind === "proposal" ? (
            <a href={paths.proposalPdf(room.id, page.id)} download className={buttonLook({})}>
              {t("page.pdf")}
            </a>
          ) : null
        }
      />
      {page.isArchived ? (
        <p className="mb-4 rounded-md bg-warning-soft px-4 py-2.5 text-sm text-ink">{t("page.removed")}</p>
      ) : null}
      {view.kind === "proposal" ? (
        <>
          <PublishBar roomId={room.id} pageId={page.id} publishing={view.publishing} canEdit={view.canEdit} />
          <AcceptanceList acceptances={view.acceptances} />
          <ProposalPane
            roomId={room.id}
            pageId={page.id}
            proposal={view.proposal}
            comments={view.comments}
            canEdit={view.canEdit}
            isPublished={view.publishing.state === "published"}
          />
        </>
      ) : view.kind === "form" ? (
        <FormPane
          key={page.id}
          {...view.report}
          view={view.view}
          canEdit={view.canEdit}
          brandName={view.brandName}
          csvPath={paths.formAnswersCsv(room.id, page.id)}
          reply={reply}
        />
      ) : (
        <DocumentPane page={page} document={view.document} asked={view.asked} roomId={room.id} />
      )}
      {view.kind === "document" ? null : (
        <AskLink to={paths.roomChat(room.id, `?about=${page.id}`)} count={view.asked} />
      )}
    </>
  );
}

type DocumentView = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { kind: "document" }>;

function DocumentPane({
  page,
  document,
  asked,
  roomId,
}: Pick<DocumentView, "page" | "document" | "asked"> & { roomId: string }) {
  const { t } = useTranslation("rooms");
  const { t: library } = useTranslation("library");
  const { trouble } = page;
  if (document) {
    return (
      <>
        {trouble ? <p className="mb-3 text-sm text-ink-muted">{t("pages.olderShown")}</p> : null}
        <AskableDocument document={document} to={paths.roomChat(roomId, `?about=${page.id}`)} count={asked} />
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
