import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { Timeline } from "~/features/accounts/components/timeline";
import { timelineSchema } from "~/features/accounts/schema";
import { listRoomTimeline } from "~/features/activity/data.server";
import { requireMember } from "~/features/auth/guard.server";
import { LiveViewers } from "~/features/engagement/components/live-viewers";
import { aboutThing } from "~/features/home/things/utils";
import { useLibraryEvents } from "~/features/library/hooks/use-library-events";
import { RoomHeader } from "~/features/rooms/components/room-header";
import { getRoom } from "~/features/rooms/data.server";
import { addFormPage } from "~/features/rooms/forms/mutations.server";
import { AddToRoom } from "~/features/rooms/pages/components/add-to-room";
import { ArchivedPages, PageList } from "~/features/rooms/pages/components/page-list";
import { listDocumentChoices, listPages } from "~/features/rooms/pages/data.server";
import {
  addDocumentPage,
  addProposalPage,
  archivePage,
  movePage,
  renamePage,
  replaceDocument,
  restorePage,
} from "~/features/rooms/pages/mutations.server";
import { type PagesReply, pagesIntent } from "~/features/rooms/pages/schema";
import { pageFace } from "~/features/rooms/pages/utils";
import { addPlanPage } from "~/features/rooms/plan/mutations.server";
import { canEditPages, canEditRoom } from "~/features/rooms/policy";
import { listLiveViewers } from "~/features/tracking/data.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { nowMs } from "~/platform/clock.server";
import { parseForm } from "~/platform/http/form.server";
import { newId } from "~/platform/ids";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const room = await getRoom(scope, params.roomId ?? "");
  const roomId = room.id;
  const { activity } = timelineSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [pages, archived, documents, timeline, live] = await Promise.all([
    listPages(scope, { roomId }),
    listPages(scope, { roomId, archived: true }),
    listDocumentChoices(scope),
    listRoomTimeline(scope, roomId, activity),
    listLiveViewers(scope, roomId),
  ]);
  const at = nowMs();
  return {
    room,
    canEdit: canEditRoom(scope, room),
    canFill: canEditPages(scope, room),
    pages: pages.map((page) => pageFace(page, at)),
    archived: archived.map((page) => pageFace(page, at)),
    documents,
    timeline,
    activity,
    live,
    requestKeys: { document: newId(), proposal: newId(), form: newId(), plan: newId() },
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const roomId = params.roomId ?? "";
  const form = await parseForm(request, pagesIntent);
  if (!form.ok) return data(reply({ ...form.reply, pageId: form.reply.values.pageId ?? null }), 422);
  const { value, values } = form;
  if (value.intent === "addProposal") {
    const { id } = await addProposalPage(scope, { roomId, title: value.title, requestKey: value.requestKey });
    return redirect(paths.roomPage(roomId, id));
  }
  if (value.intent === "addPlan") {
    const { id } = await addPlanPage(scope, { roomId, title: value.title, requestKey: value.requestKey });
    return redirect(paths.plan(roomId, id));
  }
  if (value.intent === "addForm") {
    const { id } = await addFormPage(scope, { roomId, title: value.title, requestKey: value.requestKey });
    return redirect(paths.roomPage(roomId, id));
  }
  if (value.intent === "rename") return rename(scope, roomId, { ...value, values });
  return data(reply({ ...(await change(scope, roomId, value)), values }));
}

type Intent = z.infer<typeof pagesIntent>;

async function rename(
  scope: WorkspaceScope,
  roomId: string,
  { values, ...wish }: Extract<Intent, { intent: "rename" }> & { values: Record<string, string> },
) {
  const { pageId, title, seenTitle } = wish;
  const edit = await renamePage(scope, { roomId, pageId, title, seenTitle });
  if (edit.ok) return data(reply({ done: "renamed", pageId, values }));
  return data(reply({ pageId, values, staleTitle: edit.current.title }), 409);
}

async function change(
  scope: WorkspaceScope,
  roomId: string,
  wish: Exclude<Intent, { intent: "rename" | "addProposal" | "addForm" | "addPlan" }>,
): Promise<Pick<PagesReply, "done" | "pageId">> {
  switch (wish.intent) {
    case "addDocument": {
      const { documentId, requestKey } = wish;
      const { id } = await addDocumentPage(scope, { roomId, documentId, requestKey });
      return { done: "added", pageId: id };
    }
    case "move":
      await movePage(scope, { roomId, pageId: wish.pageId, before: wish.before });
      return { done: "moved", pageId: wish.pageId };
    case "replace":
      await replaceDocument(scope, { roomId, pageId: wish.pageId, documentId: wish.documentId });
      return { done: "replaced", pageId: wish.pageId };
    case "archive":
      await archivePage(scope, { roomId, pageId: wish.pageId });
      return { done: "archived", pageId: wish.pageId };
    case "restore":
      await restorePage(scope, { roomId, pageId: wish.pageId });
      return { done: "restored", pageId: wish.pageId };
  }
}

function reply(part: Partial<PagesReply>): PagesReply {
  return { done: null, pageId: null, errors: {}, values: {}, staleTitle: null, ...part };
}

export const handle = aboutThing("room");
export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, null, page.data?.room.name);

export default function Room() {
  const { t } = useTranslation("rooms");
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { room, canEdit, canFill, pages, archived, documents } = view;
  useLibraryEvents({ isReading: pages.some((page) => page.trouble === "processing") });
  return (
    <>
      <RoomHeader room={room} canEdit={canEdit} />
      <LiveViewers roomId={room.id} viewers={view.live} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-6">
          <Card title={t("pages.title")} flush>
            <PageList
              pages={pages}
              archived={archived}
              documents={documents}
              canEdit={canFill}
              reply={answer}
            />
            <ArchivedPages pages={archived} canEdit={canFill} />
          </Card>
          {canFill ? (
            <AddToRoom roomId={room.id} documents={documents} requestKeys={view.requestKeys} reply={answer} />
          ) : null}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          {canEdit ? null : (
            <p className="text-sm text-ink-muted">{t("notYours", { name: room.ownerName })}</p>
          )}
          <Card title={t("activity")}>
            <Timeline entries={view.timeline} page={view.activity} />
          </Card>
        </div>
      </div>
    </>
  );
}
