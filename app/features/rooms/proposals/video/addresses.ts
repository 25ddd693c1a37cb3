import type { VideoSource } from "../blocks/utils";

const YOUTUBE_HOSTS = new Set([
  "youtube.com",
  "www.youtube.com",
  "m.youtube.com",
  "youtu.be",
  "www.youtube-nocookie.com",
]);
const VIMEO_HOSTS = new Set(["vimeo.com", "www.vimeo.com", "player.vimeo.com"]);

export type EmbeddedVideo = { source: Exclude<VideoSource, "upload">; videoId: string };

/** The film an address of a known house names; null for any other address. */
export function videoAt(address: string): EmbeddedVideo | null {
  const text = address.trim();
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "https:") return null;
  const parts = url.pathname.split("/").filter(Boolean);
  if (YOUTUBE_HOSTS.has(url.hostname)) {
    const videoId = url.hostname === "youtu.be" ? parts[0] : (url.searchParams.get("v") ?? parts[1]);
    return /^[\w-]{11}$/.test(videoId ?? "") ? { source: "youtube", videoId: videoId ?? "" } : null;
  }
  if (VIMEO_HOSTS.has(url.hostname)) {
    const at = parts.findIndex((part) => /^\d{1,15}$/.test(part));
    const secret = url.searchParams.get("h") ?? parts[at + 1] ?? "";
    if (at < 0) return null;
    const suffix = /^[0-9a-f]{1,32}$/.test(secret) ? `/${secret}` : "";
    return { source: "vimeo", videoId: `${parts[at]}${suffix}` };
  }
  return null;
}

export const PLAYER_HOSTS = {
  youtube: "https://www.youtube-nocookie.com",
  vimeo: "https://player.vimeo.com",
} as const;

/** Where a film plays, with as little said about the reader as its house allows. */
export function playerAddress({ source, videoId }: EmbeddedVideo): string {
  if (source === "youtube")
    return `${PLAYER_HOSTS.youtube}/embed/${videoId}?autoplay=1&rel=0&enablejsapi=1&playsinline=1`;
  const [id = "", secret] = videoId.split("/");
  return `${PLAYER_HOSTS.vimeo}/video/${id}?autoplay=1&dnt=1${secret ? `&h=${secret}` : ""}`;
}

/** The film of another house in the block of this id, wherever in the document it stands. */
export function videoOf(body: unknown, blockId: string): (EmbeddedVideo & { title: string }) | null {
  if (!isRecord(body)) return null;
  const { type, attrs, content } = body;
  if (type === "video" && isRecord(attrs) && attrs.blockId === blockId) {
    const { source, videoId, title } = attrs;
    const isElsewhere = source === "youtube" || source === "vimeo";
    return isElsewhere && typeof videoId === "string" && typeof title === "string"
      ? { source, videoId, title }
      : null;
  }
  for (const child of Array.isArray(content) ? content : []) {
    const video = videoOf(child, blockId);
    if (video) return video;
  }
  return null;
}

/** Every film of a document in its order, of other houses and our own. */
export function filmsOf(body: unknown): { blockId: string; title: string }[] {
  if (!isRecord(body)) return [];
  const { type, attrs, content } = body;
  const own =
    type === "video" && isRecord(attrs) && typeof attrs.blockId === "string"
      ? [{ blockId: attrs.blockId, title: typeof attrs.title === "string" ? attrs.title : "" }]
      : [];
  return [...own, ...(Array.isArray(content) ? content : []).flatMap(filmsOf)];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
