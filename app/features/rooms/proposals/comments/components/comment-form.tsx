import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { Button } from "~/ui/button";
import { TextArea } from "~/ui/field";
import { useMessage } from "~/ui/message";
import { useSending } from "../hooks/use-sending";
import type { CommentReply } from "../schema";

/** Where every form of the panel goes, with a script by the door, and who hears what came of it. */
export type Sending = { to: string; door: string; onReply: (reply: CommentReply) => void };

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
  const { to, door, onReply, rescued, form, onDone, onLost, children } = given;
  const [text, setText] = useState(refused?.values.body ?? start);
  const unsent = useRef({ text, start, onLost });
  unsent.current = { text, start, onLost };
  const { onSubmit, isSending, errors } = useSending({
    door,
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
    <form ref={form} method="post" action={to} onSubmit={onSubmit} noValidate className="flex flex-col gap-3">
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
    </form>
  );
}

type ButtonProps = Sending & { fields: Readonly<Record<string, string>>; label: string; name?: string };

/** One press that needs no words. `name` says which comment it is about. */
export function CommentButton({ fields, label, name, to, door, onReply }: ButtonProps) {
  const { onSubmit, isSending, errors } = useSending({ door, onReply, refused: null });
  return (
    <form method="post" action={to} onSubmit={onSubmit} className="contents">
      <Hidden fields={fields} />
      <Button type="submit" size="sm" variant="ghost" pending={isSending} aria-label={name}>
        {label}
      </Button>
      <Problem errors={errors} />
    </form>
  );
}

function Hidden({ fields }: { fields: Readonly<Record<string, string>> }) {
  return (
    <>
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
