import { type MouseEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { classes } from "~/ui/classes";
import { findBlock } from "../hooks/use-block-marks";
import type { CommentReply, CommentsView, CommentThread as Thread } from "../schema";
import { isLiving } from "../utils";
import { CommentButton, CommentForm, type Sending } from "./comment-form";
import { CommentItem, SUMMARY } from "./comment-item";

export type ThreadProps = {
  thread: Thread;
  view: CommentsView;
  sending: Sending;
  refused: CommentReply | null;
  isMarked: boolean;
  onMark: (blockId: string) => void;
  onLost: (text: string) => void;
};

/** A comment, what was answered, and where in the text it stands. */
export function CommentThread({ thread, view, sending, refused, isMarked, onMark, onLost }: ThreadProps) {
  const { t } = useTranslation("comments");
  const { isResolved, resolvedByName } = thread;
  const intent = isResolved ? "reopen" : "resolve";
  return (
    <div
      className={classes(
        "border-l-2 pl-3 transition-colors",
        isMarked ? "border-accent" : isResolved ? "border-line" : "border-line-strong",
      )}
    >
      <Place thread={thread} view={view} isMarked={isMarked} onMark={onMark} />
      <ol className="flex flex-col gap-3">
        {thread.comments.map((comment) => (
          <li key={comment.id} className="not-first:pl-3">
            <CommentItem {...{ comment, sending, refused, onLost }} />
          </li>
        ))}
      </ol>
      {isResolved && resolvedByName ? (
        <p className="mt-1 text-xs text-ink-muted">{t("resolvedBy", { name: resolvedByName })}</p>
      ) : null}
      {view.canWrite && isLiving(thread) ? (
        <div className="mt-1 -ml-2.5 flex flex-wrap items-start">
          {isResolved ? null : <Reply {...{ thread, sending, refused, onLost }} />}
          <CommentButton {...sending} fields={{ intent, commentId: thread.id }} label={t(intent)} />
        </div>
      ) : null}
    </div>
  );
}

type PlaceProps = Pick<ThreadProps, "thread" | "view" | "isMarked" | "onMark">;

/** The words it is about. Without a script, and where the text is on another page, a link like any other. */
function Place({ thread, view, isMarked, onMark }: PlaceProps) {
  const { t } = useTranslation("comments");
  const { blockId, quote, isGone } = thread;
  if (blockId === "") return null;
  const words = quote ? t("quote", { words: quote }) : null;
  if (isGone) {
    return (
      <p className="mb-1.5 text-xs wrap-anywhere text-ink-muted">
        {words ? <q className="block line-through quotes-none">{words}</q> : null}
        {t("gone")}
      </p>
    );
  }
  const show = (event: MouseEvent) => {
    const block = findBlock(blockId);
    if (!block) return;
    event.preventDefault();
    onMark(blockId);
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    block.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
  };
  return (
    <a
      href={`${paths.roomPage(view.roomId, view.pageId)}#b-${blockId}`}
      onClick={show}
      aria-current={isMarked || undefined}
      title={t("showBlock")}
      className="mb-1.5 line-clamp-2 text-xs wrap-anywhere text-ink-muted underline decoration-dotted underline-offset-4 hover:text-accent"
    >
      {words ?? t("showBlock")}
    </a>
  );
}

type ReplyProps = Pick<ThreadProps, "thread" | "sending" | "refused" | "onLost">;

function Reply({ thread, sending, refused, onLost }: ReplyProps) {
  const { t } = useTranslation("comments");
  const details = useRef<HTMLDetailsElement>(null);
  const [first] = thread.comments;
  const isRefused = refused?.values.intent === "reply" && refused.values.parentId === thread.id;
  return (
    <details ref={details} open={isRefused || undefined} className="open:basis-full">
      <summary className={SUMMARY}>{t("reply")}</summary>
      <div className="py-2 pl-2.5">
        <CommentForm
          {...sending}
          fields={{ intent: "reply", parentId: thread.id, requestKey: thread.requestKey }}
          label={t("replyTo", { name: first?.authorName ?? t("someone") })}
          submit={t("reply")}
          refused={isRefused ? refused : null}
          onDone={() => details.current?.removeAttribute("open")}
          onLost={onLost}
        />
      </div>
    </details>
  );
}
