import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireMember } from "~/features/auth/guard.server";
import { findSharedRoom } from "~/features/sharing/data.server";
import { previewSchema } from "~/features/sharing/schema";
import { clearPreview, setPreview } from "~/features/sharing/visitor-cookie.server";
import { parseForm } from "~/platform/http/form.server";
import { paths } from "~/platform/paths";

export function loader({ params }: LoaderFunctionArgs) {
  return redirect(paths.room(params.roomId ?? ""));
}

/** Opens or leaves the buyer's view of a room for this member's session only. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const room = await findSharedRoom(member.scope, params.roomId ?? "");
  const form = await parseForm(request, previewSchema);
  if (form.ok && form.value.intent === "leave") {
    return redirect(paths.room(room.id), { status: 303, headers: { "set-cookie": clearPreview(room.id) } });
  }
  const cookie = setPreview(room.id, member.sessionId);
  return redirect(paths.buyerRoom(room.id), { status: 303, headers: { "set-cookie": cookie } });
}
