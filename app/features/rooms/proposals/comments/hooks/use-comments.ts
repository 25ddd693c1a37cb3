import { useEffect, useState } from "react";
import { listenOn } from "~/platform/live-line";
import { paths } from "~/platform/paths";
import type { CommentsView } from "../schema";
import { COMMENTS_CHANGED } from "../topics";
import { fetchComments } from "./requests";

const GATHER_MS = 300;
const AGAIN_MS = 5_000;

/** What the page came with, then whatever is newer: the answer to one's own form, or what others said meanwhile. */
export function useComments(given: CommentsView) {
  const [view, setView] = useState(given);
  const { roomId, pageId } = given;
  useEffect(() => setView(given), [given]);
  useEffect(() => {
    const fetching = new Fetching(paths.commentsDoor(roomId, pageId), setView);
    const stop = listenOn(paths.liveEvents(`room:${roomId}`), {
      event: "change",
      listener: (message) => {
        if (isAboutComments(message, pageId)) fetching.soon();
      },
    });
    return () => {
      stop();
      fetching.end();
    };
  }, [roomId, pageId]);
  return { view, setView };
}

/** One at a time. What fails for the moment is tried again, unseen. */
class Fetching {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isUnderWay = false;
  #isWanted = false;
  #isOver = false;
  readonly #door: string;
  readonly #onView: (view: CommentsView) => void;

  constructor(door: string, onView: (view: CommentsView) => void) {
    this.#door = door;
    this.#onView = onView;
  }

  /** What is under way may have been read too early: then once more after it. */
  soon(): void {
    if (this.#isUnderWay) this.#isWanted = true;
    else this.#in(GATHER_MS);
  }

  end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  #in(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#fetch(), ms);
  }

  async #fetch(): Promise<void> {
    this.#isUnderWay = true;
    this.#isWanted = false;
    const news = await fetchComments(this.#door);
    this.#isUnderWay = false;
    if (this.#isOver) return;
    if (news.kind === "news") this.#onView(news.view);
    if (this.#isWanted) this.#in(GATHER_MS);
    else if (news.kind === "again") this.#in(AGAIN_MS);
  }
}

/** Null: something may have been missed. */
function isAboutComments(message: string | null, pageId: string): boolean {
  if (message === null) return true;
  return message.includes(COMMENTS_CHANGED) && message.includes(pageId);
}
