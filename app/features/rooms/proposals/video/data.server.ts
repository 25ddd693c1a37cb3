import { db } from "@db/client";
import { env } from "~/platform/env.server";
import { found } from "~/platform/errors";
import type { RoomActor } from "../../schema";
import { findProposal } from "../data.server";
import { findShownVersion } from "../versions/data.server";
import { type EmbeddedVideo, videoOf } from "./addresses";

export type PlayableVideo = EmbeddedVideo & { title: string };

/**
 * The film of another house in a block of this page: for buyers as it is published, for members as it is written.
 * NOT_FOUND for anything else, and for a house that the operator doesn't allow.
 */
export async function findEmbeddedVideo(
  actor: RoomActor,
  { pageId, blockId }: { pageId: string; blockId: string },
): Promise<PlayableVideo> {
  const body =
    actor.kind === "viewer"
      ? (await findShownVersion(db, actor, pageId))?.body
      : (await findProposal(actor, actor.roomId, pageId)).body;
  const video = found(videoOf(body, blockId));
  return found(env().videoHosts.includes(video.source) ? video : null);
}
