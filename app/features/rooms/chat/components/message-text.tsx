import { Fragment, type ReactNode } from "react";
import { type Inline, parseMessage } from "../text/parse";

/** Markdown-light as elements: a message is never read as HTML. */
export function MessageText({ text, named }: { text: string; named: { name: string; isMe: boolean }[] }) {
  return (
    <div dir="auto" className="flex flex-col gap-1.5 wrap-anywhere [unicode-bidi:isolate]">
      {parseMessage(text, named).map((block, at) => {
        const key = `${block.kind}-${at}`;
        if (block.kind === "code")
          return (
            <pre
              key={key}
              className="overflow-x-auto rounded-md bg-sunken px-3 py-2 font-mono text-xs whitespace-pre"
            >
              {block.text}
            </pre>
          );
        if (block.kind === "list") {
          const List = block.isOrdered ? "ol" : "ul";
          return (
            <List key={key} className={block.isOrdered ? "list-decimal pl-6" : "list-disc pl-5"}>
              {block.items.map((item, n) => (
                <li key={keyAt("item", n)}>{inlines(item)}</li>
              ))}
            </List>
          );
        }
        return (
          <p key={key}>
            {block.lines.map((line, n) => (
              <Fragment key={keyAt("line", n)}>
                {n > 0 ? <br /> : null}
                {inlines(line)}
              </Fragment>
            ))}
          </p>
        );
      })}
    </div>
  );
}

function inlines(parts: readonly Inline[]): ReactNode {
  return parts.map((part, at) => <InlinePart key={keyAt(part.kind, at)} part={part} />);
}

/** A message's parts never change places. */
function keyAt(kind: string, at: number): string {
  return `${kind}-${at}`;
}

function InlinePart({ part }: { part: Inline }) {
  switch (part.kind) {
    case "text":
      return part.text;
    case "code":
      return <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-xs">{part.text}</code>;
    case "strong":
      return <strong>{part.text}</strong>;
    case "em":
      return <em>{part.text}</em>;
    case "mention":
      return (
        <bdi
          className={
            part.isMe ? "rounded-sm bg-accent-soft px-1 font-medium text-accent" : "font-medium text-accent"
          }
        >
          {part.text}
        </bdi>
      );
    case "link":
      return (
        <>
          <a
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow ugc"
            className="text-accent underline underline-offset-2"
          >
            <bdi>{part.text}</bdi>
          </a>
          {part.host ? <span className="text-ink-muted"> ({part.host})</span> : null}
        </>
      );
  }
}
