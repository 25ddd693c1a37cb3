import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { RelativeTime } from "~/ui/relative-time";
import type { CommentFace, CommentReply } from "../schema";
import { CommentButton, CommentForm, type Sending } from "./comment-form";

export const SUMMARY =
  "inline-flex min-h-8 w-fit cursor-pointer items-center rounded-md px-2.5 text-sm font-medium text-ink-muted hover:bg-sunken hover:text-ink pointer-coarse:min-h-11";

type Props = {
  comment: CommentFace;
  sending: Sending;
  refused: CommentReply | null;
  onLost: (text: string) => void;
};

/** One person's words, and what this member may do with them. */
export function CommentItem({ comment, sending, refused, onLost }: Props) {
  const { t } = useTranslation("comments");
  const { t: common } = useTranslation("common");
  const author = comment.authorName ?? t("someone");
  const { commentId } = { commentId: comment.id };
  if (comment.isDeleted) {
    return (
      <div className="flex flex-wrap items-center gap-2 text-sm text-ink-muted">
        {t("deleted")}
        {comment.canRestore ? (
          <CommentButton {...sending} fields={{ intent: "restore", commentId }} label={t("undo")} />
        ) : null}
      </div>
    );
  }
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2 text-xs text-ink-muted">
        <span className="min-w-0 text-sm font-medium wrap-anywhere text-ink">{author}</span>
        <RelativeTime date={comment.createdMs} />
        {comment.isEdited ? <span>{t("edited")}</span> : null}
      </p>
      <p dir="auto" className="mt-1 text-sm wrap-anywhere whitespace-pre-wrap text-ink">
        {comment.body}
      </p>
      {comment.canEdit || comment.canDelete ? (
        <div className="-ml-2.5 flex flex-wrap items-start">
          {comment.canEdit ? (
            <EditComment key={comment.body} {...{ comment, sending, refused, onLost }} />
          ) : null}
          {comment.canDelete ? (
            <CommentButton
              {...sending}
              fields={{ intent: "delete", commentId }}
              label={common("actions.delete")}
            />
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function EditComment({ comment, sending, refused, onLost }: Props) {
  const { t } = useTranslation("comments");
  const { t: common } = useTranslation("common");
  const details = useRef<HTMLDetailsElement>(null);
  const isRefused = refused?.values.intent === "edit" && refused.values.commentId === comment.id;
  return (
    <details ref={details} open={isRefused || undefined} className="open:basis-full">
      <summary className={SUMMARY}>{common("actions.edit")}</summary>
      <div className="py-2 pl-2.5">
        <CommentForm
          {...sending}
          fields={{ intent: "edit", commentId: comment.id }}
          label={t("label")}
          submit={common("actions.save")}
          start={comment.body}
          refused={isRefused ? refused : null}
          onDone={() => details.current?.removeAttribute("open")}
          onLost={onLost}
        />
      </div>
    </details>
  );
}
