import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "~/features/auth/guard.server";
import { memberInRoom } from "~/features/rooms/data.server";
import { getPage } from "~/features/rooms/pages/data.server";
import { findProposal } from "~/features/rooms/proposals/data.server";
import { proposalPdf } from "~/features/rooms/proposals/pdf/data.server";
import { attachmentOf } from "~/features/sharing/export/utils";
import { AppError } from "~/platform/errors";
import { webStreamOf } from "~/platform/http/web-stream.server";
import { limit } from "~/platform/rate-limit.server";
import { chooseLanguage } from "~/root.server";

const BUDGET = { points: 30, seconds: 600 } as const;

/** The draft as a PDF, for its team. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const actor = await memberInRoom(member.scope, params.roomId ?? "");
  const {
    id: pageId,
    title,
    kind,
  } = await getPage(member.scope, {
    roomId: actor.roomId,
    pageId: params.pageId ?? "",
  });
  if (kind !== "proposal") throw new AppError("NOT_FOUND");
  await limit("proposal-pdf", actor.memberId, BUDGET);
  const { body } = await findProposal(actor, actor.roomId, pageId);
  const pdf = await proposalPdf(actor, { pageId, title, body, language: chooseLanguage(request, member) });
  return new Response(webStreamOf(pdf), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": attachmentOf(title, ".pdf"),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
