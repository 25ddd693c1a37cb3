import { type Context, Hono } from "hono";
import { requireMemberOrThrow } from "~/features/auth/guard.server";
import { memberInRoom } from "~/features/rooms/data.server";
import { attribute, escapeHtml } from "~/features/rooms/proposals/blocks/escape";
import { PLAYER_HOSTS, playerAddress } from "~/features/rooms/proposals/video/addresses";
import { findEmbeddedVideo, type PlayableVideo } from "~/features/rooms/proposals/video/data.server";
import type { RoomActor } from "~/features/rooms/schema";
import { requireViewerActor } from "~/features/sharing/guard.server";
import { newSecret } from "~/platform/crypto.server";
import { i18nOf } from "~/platform/i18n/translator.server";
import { paths } from "~/platform/paths";
import { chooseLanguage } from "~/root.server";
import { answerError } from "./errors";
import { VIDEO_PLAYER_SCRIPT, VIDEO_PLAYER_STYLE } from "./video-player";

/**
 * The page around a film of another house. It is loaded when the reader presses play, and is the only one that may
 * frame that house; what the reader came from may not.
 */
export function videosDoor(): Hono {
  const door = new Hono();
  door.onError(answerError);
  door.get("/room/:roomId/p/:pageId/videos/:blockId", async (c) => {
    const { actor } = await requireViewerActor(c.req.raw, c.req.param("roomId"));
    return player(c, actor);
  });
  door.get("/rooms/:roomId/pages/:pageId/videos/:blockId", async (c) => {
    const { scope } = await requireMemberOrThrow(c.req.raw);
    return player(c, await memberInRoom(scope, c.req.param("roomId")));
  });
  return door;
}

async function player(c: Context, actor: RoomActor): Promise<Response> {
  const pageId = c.req.param("pageId") ?? "";
  const video = await findEmbeddedVideo(actor, { pageId, blockId: c.req.param("blockId") ?? "" });
  const page =
    actor.kind === "viewer" ? paths.buyerPage(actor.roomId, pageId) : paths.roomPage(actor.roomId, pageId);
  const nonce = newSecret(16);
  c.header("content-security-policy", playerPolicy(video, nonce));
  return c.html(playerPage(video, { nonce, page, language: chooseLanguage(c.req.raw, null) }));
}

function playerPolicy({ source }: PlayableVideo, nonce: string): string {
  return [
    "default-src 'none'",
    `frame-src ${PLAYER_HOSTS[source]}`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join("; ");
}

type Around = { nonce: string; page: string; language: "ja" | "en" };

/** The house is told our address and nothing after it: without any it shows no film. */
function playerPage(video: PlayableVideo, { nonce, page, language }: Around): string {
  const t = i18nOf(language).getFixedT(language, "blocks");
  const title = video.title || t("video.title");
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${VIDEO_PLAYER_STYLE}</style>
</head>
<body>
<iframe${attribute("src", playerAddress(video))}${attribute("title", title)} data-house="${video.source}" referrerpolicy="strict-origin" allow="autoplay; fullscreen; encrypted-media; picture-in-picture" allowfullscreen></iframe>
<p><a${attribute("href", page)}>${escapeHtml(t("video.back"))}</a></p>
<script nonce="${nonce}">${VIDEO_PLAYER_SCRIPT}</script>
</body>
</html>`;
}
