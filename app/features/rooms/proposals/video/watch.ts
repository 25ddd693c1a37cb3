import { SeenSeconds } from "./seen-seconds";

/** What a film is to whoever measures; the shape of a beacon's target and state. */
export type VideoTarget = { kind: "video"; targetId: string };
export type VideoState = { isPlaying: boolean; seen: number };
export type OnVideo = (target: VideoTarget, state: VideoState) => void;

type Told = (film: { target: VideoTarget; state: VideoState }) => void;
type Progress = { seconds: number; length: number; isPlaying: boolean };

/**
 * Follows the films of a page: our own, and those of other houses once the reader presses play, whose player then takes
 * the place of its picture. Returns what ends it.
 */
export function watchVideos(root: HTMLElement, tell: Told): () => void {
  const films = new Map<string, SeenSeconds>();
  const follow = (blockId: string, { seconds, length, isPlaying }: Progress) => {
    const film = films.get(blockId) ?? new SeenSeconds();
    films.set(blockId, film);
    film.at(seconds, { length, isPlaying });
    tell({ target: { kind: "video", targetId: blockId }, state: { isPlaying, seen: film.part } });
  };
  const ends = [watchOwn(root, follow), watchOthers(root, follow)];
  return () => {
    for (const end of ends) end();
  };
}

type Follow = (blockId: string, progress: Progress) => void;

const OWN_EVENTS = ["timeupdate", "play", "pause", "ended", "seeking"] as const;

/** Events of a film don't rise, so they are caught on their way down. */
function watchOwn(root: HTMLElement, follow: Follow): () => void {
  const hear = ({ target, type }: Event) => {
    if (!(target instanceof HTMLVideoElement)) return;
    const { video: blockId } = target.dataset;
    const isPlaying = !target.paused && !target.ended && type !== "seeking";
    if (blockId) follow(blockId, { seconds: target.currentTime, length: target.duration, isPlaying });
  };
  for (const event of OWN_EVENTS) root.addEventListener(event, hear, true);
  return () => {
    for (const event of OWN_EVENTS) root.removeEventListener(event, hear, true);
  };
}

function watchOthers(root: HTMLElement, follow: Follow): () => void {
  const press = (event: MouseEvent) => {
    const { target } = event;
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a.video-play") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = link.href;
    frame.title = link.textContent ?? "";
    frame.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
    frame.dataset.video = link.dataset.video ?? "";
    link.replaceWith(frame);
    frame.focus();
  };
  const hear = ({ origin, source, data }: MessageEvent) => {
    if (origin !== window.location.origin) return;
    for (const frame of root.querySelectorAll("iframe")) {
      const progress = frame.contentWindow === source ? progressOf(data) : null;
      const { video: blockId } = frame.dataset;
      if (progress && blockId) follow(blockId, progress);
    }
  };
  root.addEventListener("click", press);
  window.addEventListener("message", hear);
  return () => {
    root.removeEventListener("click", press);
    window.removeEventListener("message", hear);
  };
}

/** What our own page around a foreign player says; anything else is null. */
function progressOf(data: unknown): Progress | null {
  if (typeof data !== "object" || data === null || !("engawaVideo" in data)) return null;
  const { engawaVideo: told } = data;
  if (typeof told !== "object" || told === null) return null;
  if (!("seconds" in told && "length" in told && "isPlaying" in told)) return null;
  const { seconds, length, isPlaying } = told;
  return typeof seconds === "number" && typeof length === "number" && typeof isPlaying === "boolean"
    ? { seconds, length, isPlaying }
    : null;
}
