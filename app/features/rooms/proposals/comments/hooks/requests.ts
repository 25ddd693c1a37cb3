import type { CommentReply, CommentsView } from "../schema";

/** `again`: worth another try. */
type News = { kind: "news"; view: CommentsView } | { kind: "again" } | { kind: "none" };

/** Nothing that goes wrong is thrown: the text beside the panel may be half written. */
export async function fetchComments(door: string): Promise<News> {
  try {
    const response = await fetch(door, { cache: "no-store" });
    if (response.status >= 500 || response.status === 429) return { kind: "again" };
    if (!response.ok) return { kind: "none" };
    return { kind: "news", view: await response.json() };
  } catch {
    return { kind: "again" };
  }
}

/** Null: it was not sent, or nobody knows. Sent again with its key it is stored once. */
export async function postComment(door: string, fields: URLSearchParams): Promise<CommentReply | null> {
  try {
    const response = await fetch(door, { method: "POST", body: fields });
    const reply: Partial<CommentReply> | null = await response.json();
    return isReply(reply) ? reply : null;
  } catch {
    return null;
  }
}

/** The panel's own answer, and not that of a proxy or of a fault. */
function isReply(reply: Partial<CommentReply> | null): reply is CommentReply {
  return typeof reply?.isDone === "boolean" && Array.isArray(reply.view?.threads);
}
