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
import { getRoom, memberInRoom } from "~/features/rooms/data.server";
import { getPage } from "~/features/rooms/pages/data.server";
import { CommentPanel } from "~/features/rooms/proposals/comments/components/comment-panel";
import { loadComments } from "~/features/rooms/proposals/comments/data.server";
import { answerComment } from "~/features/rooms/proposals/comments/replies.server";
import { readForm } from "~/platform/http/form.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { PageHeader } from "~/ui/page-header";

/** What the team said about a proposal, without the proposal: where no script runs. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const room = await getRoom(scope, params.roomId ?? "");
  const page = await getPage(scope, { roomId: room.id, pageId: params.pageId ?? "" });
  const view = await loadComments(await memberInRoom(scope, room.id), page.id);
  return { title: page.title, roomName: room.name, view };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const { roomId = "", pageId = "" } = params;
  const form = await readForm(request);
  const actor = await memberInRoom(scope, roomId);
  const { status, reply } = await answerComment(actor, { pageId, form });
  if (reply.isDone) return redirect(`${paths.roomPage(roomId, pageId)}#comments`, 303);
  return data(reply, status);
}

export const handle = aboutThing("room");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "comments:title", page.data && `${page.data.title} · ${page.data.roomName}`);

export default function ProposalComments() {
  const { t } = useTranslation("comments");
  const { title, view } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={t("of", { title })}
        back={{ to: paths.roomPage(view.roomId, view.pageId), label: title }}
      />
      <div className="max-w-form">
        <CommentPanel view={view} refused={refused} />
      </div>
    </>
  );
}
