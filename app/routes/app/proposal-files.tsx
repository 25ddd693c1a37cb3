import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { requireMemberOrThrow } from "~/features/auth/guard.server";
import { memberInRoom } from "~/features/rooms/data.server";
import { searchFiles } from "~/features/rooms/proposals/files/data.server";

/** Documents that the editor may put into a proposal of this room, found by their title. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMemberOrThrow(request);
  await memberInRoom(scope, params.roomId ?? "");
  const term = new URL(request.url).searchParams.get("q") ?? "";
  return json({ files: await searchFiles(scope, term.slice(0, 100)) });
}
