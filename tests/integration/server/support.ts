import { createApp } from "@server/app";
import type { Hono } from "hono";
import { startSession } from "~/features/auth/sessions.server";
import { setVisitor, tokenTagOf } from "~/features/sharing/visitor-cookie.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { newId } from "~/platform/ids";
import { cookieOf } from "../../support/app";
import { makeLink, makeMember, makeRoom, makeViewer } from "../../support/factories";
import { assemblePages } from "../../support/pages";

/** The app over a folder of the test's own instead of the client build. */
export async function openAppOver(clientFolder: string): Promise<Hono> {
  return createApp(await assemblePages(), clientFolder);
}

/** A request with exactly these headers: nothing is added but the host. */
export function bare(hono: Hono, address: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (!headers.has("host")) headers.set("host", "localhost:3000");
  return Promise.resolve(hono.request(`http://localhost:3000${address}`, { ...init, headers }));
}

/** A room, the cookie of its rep and that of a buyer who passed the gate. */
export async function makeHouse() {
  const { scope, userId } = await makeMember();
  const room = await makeRoom(scope);
  return {
    scope,
    userId,
    room,
    member: cookieOf(await startSession(userId, null)),
    ...(await makeBuyer(scope, room.id)),
  };
}

export async function makeBuyer(scope: WorkspaceScope, roomId: string) {
  const { link } = await makeLink(scope, { roomId });
  const { secret } = await makeViewer(scope, { link });
  const visitor = { linkId: link.id, secret, hitId: newId(), tokenTag: tokenTagOf(link) };
  return { link, buyer: cookieOf(setVisitor(roomId, visitor)) };
}
