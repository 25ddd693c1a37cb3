import { type FormEvent, useRef, useState } from "react";
import type { CommentReply } from "../schema";
import { postComment } from "./requests";

type Given = {
  door: string;
  onReply: (reply: CommentReply) => void;
  /** What the server said to this form where no script runs. */
  refused: CommentReply | null;
};

const NOT_SENT = { form: "comments:errors.notSent" };

/** Sends a form without leaving the page. What could not be sent is said in the form, which keeps its words. */
export function useSending(given: Given) {
  const latest = useRef(given);
  latest.current = given;
  const [isSending, setSending] = useState(false);
  const [told, setTold] = useState<CommentReply["errors"] | null>(null);
  const isOut = useRef(false);
  const unsure = useRef<URLSearchParams | null>(null);
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isOut.current) return;
    isOut.current = true;
    setSending(true);
    const fields = withKeyOf(unsure.current, fieldsOf(event.currentTarget));
    const reply = await postComment(latest.current.door, fields);
    unsure.current = reply ? null : fields;
    isOut.current = false;
    setSending(false);
    setTold(reply?.errors ?? NOT_SENT);
    if (reply) latest.current.onReply(reply);
  };
  return { onSubmit, isSending, errors: told ?? given.refused?.errors ?? {} };
}

function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  return fields;
}

/** The same words once more may have been stored the first time; the page may have come to a new key since. */
function withKeyOf(unsure: URLSearchParams | null, fields: URLSearchParams): URLSearchParams {
  const key = unsure?.get("requestKey");
  if (key && unsure?.get("body") === fields.get("body")) fields.set("requestKey", key);
  return fields;
}
