import { db } from "@db/client";
import type { ServerBuild } from "@remix-run/server-runtime";
import { Hono } from "hono";
import type { ViewerScope } from "~/features/sharing/schema";
import { confirmViewer } from "~/features/tracking/persons.server";
import { attachmentsDoor } from "./doors/attachments";
import { certificatesDoor } from "./doors/certificates";
import { chatDoor } from "./doors/chat";
import { keepToOwnRooms } from "./doors/custom-domain";
import { answerError } from "./doors/errors";
import { filesDoor } from "./doors/files";
import { healthDoor } from "./doors/health";
import { imagesDoor } from "./doors/images";
import { liveDoor } from "./doors/live";
import { logoDoor } from "./doors/logo";
import { oneClickDoor } from "./doors/one-click";
import { roomExportDoor } from "./doors/room-export";
import { refuseOddRequests, requireSameOrigin, setSecurityHeaders } from "./doors/security";
import { staticDoor } from "./doors/static";
import { uploadsDoor } from "./doors/uploads";
import { videosDoor } from "./doors/videos";
import { openPages, refusalsAsPages } from "./pages";

/** The doors, in the order a request meets them. The beacon's own door stands before all of these (web.ts). */
export function createApp(build: ServerBuild, clientFolder: string): Hono {
  const app = new Hono();
  app.onError(answerError);
  app.use(setSecurityHeaders);
  app.use(refuseOddRequests);
  app.route("/", healthDoor());
  app.route("/", staticDoor(clientFolder));
  app.use(refusalsAsPages(build));
  app.use(keepToOwnRooms);
  app.route("/", oneClickDoor());
  app.use(requireSameOrigin);
  app.route("/", liveDoor());
  app.route("/", filesDoor({ onDownload: confirmByDownload }));
  app.route("/", attachmentsDoor({ onUpload: confirmByUpload }));
  app.route("/", chatDoor());
  app.route("/", roomExportDoor({ onDownload: confirmByDownload }));
  app.route("/", imagesDoor());
  app.route("/", logoDoor());
  app.route("/", certificatesDoor());
  app.route("/", uploadsDoor());
  app.route("/", videosDoor());
  const pages = openPages(build);
  app.all("*", (c) => pages(c.req.raw));
  return app;
}

/** A download is something only a person does. */
function confirmByDownload(viewer: ViewerScope): Promise<void> {
  return db.transaction((tx) => confirmViewer(tx, viewer, "download"));
}

/** So is an upload that both sides may see. */
function confirmByUpload(viewer: ViewerScope): Promise<void> {
  return db.transaction((tx) => confirmViewer(tx, viewer, "upload"));
}
