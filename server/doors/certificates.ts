import { Hono } from "hono";
import { requireMemberOrThrow } from "~/features/auth/guard.server";
import { contentDisposition } from "~/features/library/utils";
import {
  type Certificate,
  findCertificate,
  findOwnCertificate,
} from "~/features/rooms/proposals/acceptance/data.server";
import { requireViewerActor } from "~/features/sharing/guard.server";
import { answerError } from "./errors";
import { serveStored } from "./stored-file";

/** Certificates of acceptances, for the selling team and for who accepted. */
export function certificatesDoor(): Hono {
  const door = new Hono();
  door.onError(answerError);
  door.get("/acceptances/:acceptanceId/certificate", async (c) => {
    const { scope } = await requireMemberOrThrow(c.req.raw);
    const acceptanceId = c.req.param("acceptanceId");
    return serve(c.req.raw, acceptanceId, await findCertificate(scope, acceptanceId));
  });
  door.get("/room/:roomId/acceptances/:acceptanceId/certificate", async (c) => {
    const { actor } = await requireViewerActor(c.req.raw, c.req.param("roomId"));
    const acceptanceId = c.req.param("acceptanceId");
    return serve(c.req.raw, acceptanceId, await findOwnCertificate(actor, acceptanceId));
  });
  return door;
}

function serve(request: Request, tag: string, { fileKey, name }: Certificate): Promise<Response> {
  const disposition = contentDisposition("attachment", name);
  return serveStored(request, { key: fileKey, tag, contentType: "application/pdf", disposition });
}
