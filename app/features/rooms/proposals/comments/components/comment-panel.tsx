import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { keep, readKept } from "../../../chat/hooks/kept";
import { findBlock, useBlockMarks } from "../hooks/use-block-marks";
import { useComments } from "../hooks/use-comments";
import type { CommentReply, CommentsView, Spot } from "../schema";
import { isLiving } from "../utils";
import { CommentComposer } from "./comment-composer";
import { SUMMARY } from "./comment-item";
import { CommentThread, type ThreadProps } from "./comment-thread";

export type CommentPanelProps = {
  view: CommentsView;
  /** What the server said to a form where no script runs. */
  refused?: CommentReply | null;
  spot?: Spot | null;
};

const KEPT_AS = "comments-closed";

/** What the team says about a proposal, beside it: never part of what a buyer receives. */
export function CommentPanel({ view: given, refused = null, spot = null }: CommentPanelProps) {
  const { t } = useTranslation("comments");
  const { view, setView } = useComments(given);
  const frame = useFolding(spot);
  const [marked, setMarked] = useState<string | null>(null);
  const [rescued, setRescued] = useState<string | null>(null);
  const threads = useThreadsInText(view);
  const open = threads.filter(({ isResolved }) => !isResolved);
  const resolved = threads.filter(({ isResolved }) => isResolved);
  const living = open.filter(isLiving);
  const commented = living.flatMap(({ blockId }) => blockId || []);
  useBlockMarks({ commented, marked });
  const sending = {
    to: paths.proposalComments(view.roomId, view.pageId),
    door: paths.commentsDoor(view.roomId, view.pageId),
    // A form that was refused stays, with its words.
    onReply: ({ isDone, view: next }: CommentReply) =>
      setView(isDone ? next : { ...next, canWrite: view.canWrite }),
  };
  const onMark = (blockId: string) => setMarked((now) => (now === blockId ? null : blockId));
  const shared = { view, sending, refused, onMark, onLost: setRescued };
  return (
    <section
      id="comments"
      aria-labelledby="comments-title"
      className="min-w-0 rounded-lg border border-line bg-surface xl:sticky xl:top-4 xl:max-h-[calc(100dvh-2rem)] xl:overflow-y-auto print:hidden"
    >
      <details ref={frame} open>
        <summary className="cursor-pointer px-4 py-3">
          <h2 id="comments-title" className="inline text-base font-semibold text-ink">
            {t("title")}
            {living.length > 0 ? (
              <>
                {" "}
                <span className="ml-1 font-normal text-ink-muted" aria-hidden>
                  {living.length}
                </span>
                <span className="sr-only">{t("open", { count: living.length })}</span>
              </>
            ) : null}
          </h2>
        </summary>
        <div className="flex flex-col gap-5 px-4 pb-4">
          <p className="text-sm text-ink-muted">{t("own")}</p>
          {open.length === 0 ? <p className="text-sm text-ink-muted">{t("none")}</p> : null}
          <Threads {...shared} threads={open} marked={marked} />
          <Begin {...{ view, sending, refused, rescued, spot }} />
          {resolved.length > 0 ? (
            <details>
              <summary className={SUMMARY}>{t("resolved", { count: resolved.length })}</summary>
              <div className="pt-3">
                <Threads {...shared} threads={resolved} marked={marked} />
              </div>
            </details>
          ) : null}
          <News view={view} />
        </div>
      </details>
    </section>
  );
}

type BeginProps = Pick<ThreadsProps, "view" | "sending" | "refused"> & {
  rescued: string | null;
  spot: Spot | null;
};

/** Words whose comment went away, or that came too late, still stand here. */
function Begin({ view, sending, refused, rescued, spot }: BeginProps) {
  const { t } = useTranslation("comments");
  const homeless = isHomeless(view, refused) ? refused : null;
  if (view.canWrite) {
    return (
      <>
        {rescued ? (
          <p role="status" className="text-sm text-warning">
            {t("errors.gone")}
          </p>
        ) : null}
        <CommentComposer
          {...{ view, sending, rescued, spot }}
          refused={refused?.values.intent === "comment" ? refused : homeless}
        />
      </>
    );
  }
  return (
    <>
      <p className="text-sm text-ink-muted">{t("resting")}</p>
      {homeless ? (
        <p className="rounded-md bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap">
          {homeless.values.body}
        </p>
      ) : null}
    </>
  );
}

type ThreadsProps = Omit<ThreadProps, "thread" | "isMarked"> & {
  threads: CommentsView["threads"];
  marked: string | null;
};

function Threads({ threads, marked, ...shared }: ThreadsProps) {
  if (threads.length === 0) return null;
  return (
    <ol className="flex flex-col gap-5">
      {threads.map((thread) => (
        <li key={thread.id}>
          <CommentThread
            {...shared}
            thread={thread}
            isMarked={marked !== null && marked === thread.blockId}
          />
        </li>
      ))}
    </ol>
  );
}

/** Reads out who else said something. */
function News({ view }: { view: CommentsView }) {
  const { t } = useTranslation("comments");
  const seen = useRef<ReadonlySet<string> | null>(null);
  const [text, setText] = useState("");
  useEffect(() => {
    const all = view.threads.flatMap(({ comments }) => comments);
    const known = seen.current;
    const news = known && all.find(({ id, canEdit, isDeleted }) => !known.has(id) && !canEdit && !isDeleted);
    if (news) setText(t("announce", { name: news.authorName ?? t("someone") }));
    seen.current = new Set(all.map(({ id }) => id));
  }, [view, t]);
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}

/** Folded and unfolded by hand, and so kept for the tab; choosing a block unfolds it. */
function useFolding(spot: Spot | null) {
  const frame = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const details = frame.current;
    if (!details) return;
    if (readKept(KEPT_AS, (value) => value === true)) details.open = false;
    const note = () => keep(KEPT_AS, details.open ? null : true);
    details.addEventListener("toggle", note);
    return () => details.removeEventListener("toggle", note);
  }, []);
  useEffect(() => {
    if (spot && frame.current) frame.current.open = true;
  }, [spot]);
  return frame;
}

/** What was written a moment ago is in the text before it is stored: then nothing is gone. */
function useThreadsInText({ threads }: CommentsView): CommentsView["threads"] {
  const [standing, setStanding] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const missed = threads.filter(({ isGone, blockId }) => isGone && findBlock(blockId));
    setStanding(new Set(missed.map(({ id }) => id)));
  }, [threads]);
  return useMemo(
    () => threads.map((thread) => (standing.has(thread.id) ? { ...thread, isGone: false } : thread)),
    [threads, standing],
  );
}

/** Whether the form that was refused is no longer on the screen. */
function isHomeless({ threads, canWrite }: CommentsView, refused: CommentReply | null): boolean {
  const { intent, body, parentId, commentId } = refused?.values ?? {};
  if (!body) return false;
  if (!canWrite) return true;
  const isThere = threads.some(
    ({ id, comments }) =>
      id === parentId || comments.some((comment) => comment.id === commentId && comment.canEdit),
  );
  return intent !== "comment" && !isThere;
}
