import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { listenOn } from "~/platform/live-line";
import { paths } from "~/platform/paths";
import type { CommentsView } from "../schema";
import { COMMENTS_CHANGED } from "../topics";

const GATHER_MS = 300;

/** What the page came with, then whatever is newer: the answer to one's own form, or what others said meanwhile. */
export function useComments(given: CommentsView) {
  const [view, setView] = useState(given);
  const { roomId, pageId } = given;
  const news = useFetcher<{ view: CommentsView }>();
  const { data } = news;
  const latest = useRef(news);
  latest.current = news;
  useEffect(() => setView(given), [given]);
  useEffect(() => {
    if (data) setView(data.view);
  }, [data]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fetchSoon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        // What is under way may have been read too early; broken off, it would be told as an error.
        if (latest.current.state === "idle") latest.current.load(paths.proposalComments(roomId, pageId));
        else fetchSoon();
      }, GATHER_MS);
    };
    const stop = listenOn(paths.liveEvents(`room:${roomId}`), {
      event: "change",
      listener: (message) => {
        if (isAboutComments(message, pageId)) fetchSoon();
      },
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [roomId, pageId]);
  return { view, setView };
}

/** Null: something may have been missed. */
function isAboutComments(message: string | null, pageId: string): boolean {
  if (message === null) return true;
  return message.includes(COMMENTS_CHANGED) && message.includes(pageId);
}
