import { useFetcher } from "@remix-run/react";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { Button } from "~/ui/button";
import { TextArea } from "~/ui/field";
import { useMessage } from "~/ui/message";
import type { CommentReply } from "../schema";

/** How every form of the panel is sent, and who hears what came of it. */
export type Sending = { to: string; onReply: (reply: CommentReply) => void };

type FormProps = Sending & {
  fields: Readonly<Record<string, string>>;
  label: string;
  submit: string;
  start?: string;
  /** What the server said to this form where no script runs. */
  refused?: CommentReply | null;
  /** Words from a form that went away with its comment. */
  rescued?: string | null;
  form?: RefObject<HTMLFormElement>;
  onDone?: () => void;
  /** Called with what was typed when the form goes away. */
  onLost?: (text: string) => void;
  children?: ReactNode;
};

/** A text and what it is about. What is typed stays until it is stored. */
export function CommentForm({ fields, label, submit, start = "", refused = null, ...given }: FormProps) {
  const { to, onReply, rescued, form, onDone, onLost, children } = given;
  const [text, setText] = useState(refused?.values.body ?? start);
  const unsent = useRef({ text, start, onLost });
  unsent.current = { text, start, onLost };
  const { fetcher, isSending, errors } = useSending({
    onReply: (reply) => {
      if (reply.isDone) {
        setText(start);
        unsent.current = { text: start, start, onLost };
        onDone?.();
      }
      onReply(reply);
    },
    refused,
  });
  useEffect(() => {
    if (rescued) setText((typed) => (typed ? `${typed}\n\n${rescued}` : rescued));
  }, [rescued]);
  useEffect(
    () => () => {
      const { text: typed, start: first, onLost: tell } = unsent.current;
      if (typed.trim() !== "" && typed !== first) tell?.(typed);
    },
    [],
  );
  return (
    <fetcher.Form ref={form} method="post" action={to} noValidate className="flex flex-col gap-3">
      <Hidden fields={fields} />
      {children}
      <TextArea
        label={label}
        name="body"
        rows={2}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={errors.body}
      />
      <Problem errors={errors} />
      <div>
        <Button type="submit" size="sm" pending={isSending}>
          {submit}
        </Button>
      </div>
    </fetcher.Form>
  );
}

type ButtonProps = Sending & { fields: Readonly<Record<string, string>>; label: string; name?: string };

/** One press that needs no words. `name` says which comment it is about. */
export function CommentButton({ fields, label, name, to, onReply }: ButtonProps) {
  const { fetcher, isSending, errors } = useSending({ onReply, refused: null });
  return (
    <fetcher.Form method="post" action={to} className="contents">
      <Hidden fields={fields} />
      <Button type="submit" size="sm" variant="ghost" pending={isSending} aria-label={name}>
        {label}
      </Button>
      <Problem errors={errors} />
    </fetcher.Form>
  );
}

function useSending({ onReply, refused }: Pick<Sending, "onReply"> & { refused: CommentReply | null }) {
  const fetcher = useFetcher<CommentReply>();
  const hear = useRef(onReply);
  hear.current = onReply;
  const { data, state } = fetcher;
  useEffect(() => {
    if (data) hear.current(data);
  }, [data]);
  return { fetcher, isSending: state !== "idle", errors: (data ?? refused)?.errors ?? {} };
}

/** Where a script runs, the answer comes to the panel; otherwise it is the next page. */
function Hidden({ fields }: { fields: Readonly<Record<string, string>> }) {
  const [isLive, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  return (
    <>
      {isLive ? <input type="hidden" name="via" value="panel" /> : null}
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** What was wrong but the text. */
function Problem({ errors }: { errors: Readonly<Record<string, string>> }) {
  const [, key] = Object.entries(errors).find(([name]) => name !== "body") ?? [];
  const message = useMessage(key);
  if (!message) return null;
  return (
    <p role="alert" className="text-sm text-danger">
      {message}
    </p>
  );
}
