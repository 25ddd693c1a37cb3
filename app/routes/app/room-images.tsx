import { type ActionFunctionArgs, json } from "@remix-run/node";
import { requireMemberOrThrow } from "~/features/auth/guard.server";
import { addProposalImage } from "~/features/rooms/proposals/mutations.server";
import { MAX_IMAGE_BYTES } from "~/features/rooms/proposals/schema";
import { AppError } from "~/platform/errors";
import { readBytes } from "~/platform/http/json.server";
import { limit } from "~/platform/rate-limit.server";

export function loader() {
  throw new AppError("NOT_FOUND");
}

/** Takes the picture itself as the body. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMemberOrThrow(request);
  await limit("images", scope.memberId, { points: 60, seconds: 60 });
  const reply = await addProposalImage(scope, params.roomId ?? "", await readBytes(request, MAX_IMAGE_BYTES));
  return json(reply, reply.kind === "stored" ? 201 : 400);
}
