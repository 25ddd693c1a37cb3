import { db } from "@db/client";
import { createRequestHandler, type ServerBuild } from "@remix-run/server-runtime";
import { Hono } from "hono";
import type { ViewerScope } from "~/features/sharing/schema";
import { confirmViewer } from "~/features/tracking/persons.server";
import { newSecret } from "~/platform/crypto.server";
import { env } from "~/platform/env.server";
import { answerError } from "./doors/errors";
import { filesDoor } from "./doors/files";
import { healthDoor } from "./doors/health";
import { imagesDoor } from "./doors/images";
import { liveDoor } from "./doors/live";
import { pagePolicy, refuseOddRequests, requireSameOrigin, setSecurityHeaders } from "./doors/security";
import { staticDoor } from "./doors/static";
import { uploadsDoor } from "./doors/uploads";
import { translatingErrors } from "./translate-errors";

/** The doors, in the order a request meets them. The beacon's own door stands before all of these (web.ts). */
export function createApp(build: ServerBuild, clientFolder: string): Hono {
  const app = new Hono();
  app.onError(answerError);
  app.use(setSecurityHeaders);
  app.use(refuseOddRequests);
  app.route("/", healthDoor());
  app.route("/", staticDoor(clientFolder));
  app.use(requireSameOrigin);
  app.route("/", liveDoor());
  app.route("/", filesDoor({ onDownload: confirmByDownload }));
  app.route("/", imagesDoor());
  app.route("/", uploadsDoor());
  app.all("*", pages(build));
  return app;
}

function pages(build: ServerBuild) {
  const handle = createRequestHandler(translatingErrors(build), env().nodeEnv);
  return async (c: { req: { raw: Request } }): Promise<Response> => {
    const nonce = newSecret(16);
    const response = await handle(c.req.raw, { nonce });
    if (response.headers.get("content-type")?.startsWith("text/html")) {
      response.headers.set("content-security-policy", pagePolicy(nonce));
    }
    return response;
  };
}

/** A download is something only a person does. */
function confirmByDownload(viewer: ViewerScope): Promise<void> {
  return db.transaction((tx) => confirmViewer(tx, viewer, "download"));
}
