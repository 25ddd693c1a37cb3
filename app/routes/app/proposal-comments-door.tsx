import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { requireMemberOrThrow } from "~/features/auth/guard.server";
import { memberInRoom } from "~/features/rooms/data.server";
import { loadComments } from "~/features/rooms/proposals/comments/data.server";
import { answerComment } from "~/features/rooms/proposals/comments/replies.server";
import type { CommentReply, CommentsView } from "~/features/rooms/proposals/comments/schema";
import { readForm } from "~/platform/http/form.server";

/** For the panel's script: nothing that goes wrong here takes away the page, where somebody may be writing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMemberOrThrow(request);
  const actor = await memberInRoom(scope, params.roomId ?? "");
  return json<CommentsView>(await loadComments(actor, params.pageId ?? ""));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMemberOrThrow(request);
  const form = await readForm(request);
  const actor = await memberInRoom(scope, params.roomId ?? "");
  const { status, reply } = await answerComment(actor, { pageId: params.pageId ?? "", form });
  return json<CommentReply>(reply, status);
}
