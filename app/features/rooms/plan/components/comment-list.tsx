import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { TextArea } from "~/ui/field";
import { RelativeTime } from "~/ui/relative-time";
import type { TaskComment } from "../schema";

type Props = { comments: readonly TaskComment[]; canWrite: boolean };

/** What was written on a task. Each change is a form. */
export function CommentList({ comments, canWrite }: Props) {
  const { t } = useTranslation("tasks");
  if (comments.length === 0) return <p className="text-sm text-ink-muted">{t("comments.none")}</p>;
  return (
    <ol className="flex flex-col gap-4">
      {comments.map((comment) => (
        <li key={comment.id} className="text-sm">
          <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-xs text-ink-muted">
            <span className="text-sm font-medium text-ink">
              {comment.authorName ?? t("comments.someone")}
            </span>
            <Badge tone={comment.side === "viewer" ? "accent" : "neutral"}>
              {t(comment.side === "viewer" ? "comments.buyer" : "comments.seller")}
            </Badge>
            <RelativeTime date={comment.createdAt} />
            {comment.editedAt && !comment.isDeleted ? <span>{t("comments.edited")}</span> : null}
          </p>
          {comment.isDeleted ? (
            <DeletedComment comment={comment} canWrite={canWrite} />
          ) : (
            <p className="mt-1 wrap-anywhere whitespace-pre-wrap text-ink">{comment.body}</p>
          )}
          {comment.isMine && canWrite && !comment.isDeleted ? <OwnComment comment={comment} /> : null}
        </li>
      ))}
    </ol>
  );
}

function DeletedComment({ comment, canWrite }: { comment: TaskComment; canWrite: boolean }) {
  const { t } = useTranslation("tasks");
  return (
    <div className="mt-1 flex flex-wrap items-center gap-3 text-ink-muted">
      {t("comments.deleted")}
      {comment.isMine && canWrite ? (
        <CommentForm intent="restoreComment" id={comment.id} label={t("comments.undo")} />
      ) : null}
    </div>
  );
}

function OwnComment({ comment }: { comment: TaskComment }) {
  const { t } = useTranslation("tasks");
  return (
    <details className="mt-1">
      <summary className="w-fit text-xs text-ink-muted hover:text-ink">{t("comments.edit")}</summary>
      <div className="mt-2 flex max-w-form flex-col gap-2">
        <Form key={comment.body} method="post" preventScrollReset className="flex flex-col gap-2">
          <input type="hidden" name="intent" value="editComment" />
          <input type="hidden" name="commentId" value={comment.id} />
          <TextArea label={t("comments.label")} name="body" rows={2} defaultValue={comment.body} />
          <div>
            <Button type="submit" size="sm">
              {t("comments.save")}
            </Button>
          </div>
        </Form>
        <CommentForm intent="deleteComment" id={comment.id} label={t("comments.delete")} />
      </div>
    </details>
  );
}

function CommentForm({
  intent,
  id,
  label,
}: {
  intent: "deleteComment" | "restoreComment";
  id: string;
  label: string;
}) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="commentId" value={id} />
      <Button type="submit" size="sm" variant="ghost">
        {label}
      </Button>
    </Form>
  );
}
