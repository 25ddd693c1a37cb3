import { type ActionFunctionArgs, json } from "@remix-run/node";
import { requireMemberOrThrow } from "~/features/auth/guard.server";
import { saveProposal } from "~/features/rooms/proposals/mutations.server";
import { MAX_PROPOSAL_BYTES, type SaveReply, saveProposalSchema } from "~/features/rooms/proposals/schema";
import { AppError } from "~/platform/errors";
import { readJson } from "~/platform/http/json.server";

const STATUS = { saved: 200, conflict: 409, refused: 400 } as const;

export function loader() {
  throw new AppError("NOT_FOUND");
}

/** The editor's autosave. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMemberOrThrow(request);
  const parsed = saveProposalSchema.safeParse(await readJson(request, MAX_PROPOSAL_BYTES + 10_000));
  if (!parsed.success) return json<SaveReply>({ kind: "refused", reason: "invalid" }, 400);
  const reply = await saveProposal(scope, {
    roomId: params.roomId ?? "",
    pageId: params.pageId ?? "",
    ...parsed.data,
  });
  return json(reply, STATUS[reply.kind]);
}
