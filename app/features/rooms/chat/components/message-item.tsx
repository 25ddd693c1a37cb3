import { Form, Link } from "@remix-run/react";
import { Copy, Pencil, Smile, Trash2 } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate } from "~/platform/i18n/format";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { classes } from "~/ui/classes";
import { CONTROL_LOOK } from "~/ui/field";
import { useLocale } from "~/ui/locale";
import { useMessage } from "~/ui/message";
import type { ChatDoors } from "../doors";
import type { ChatMessage, ChatThread } from "../schema";
import { MAX_BODY_LENGTH, REACTIONS } from "../utils";
import { MessageFiles } from "./files";
import { LinkCard } from "./link-card";
import { MessageText } from "./message-text";
import { useAuthorName, useSpotName } from "./names";

export type MessageItemProps = {
  message: ChatMessage;
  thread: ChatThread | null;
  doors: ChatDoors;
  /** What stands beside the names of the selling side. */
  brandName: string;
  canWrite: boolean;
  /** Follows a message of the same person: no name again. */
  isNext: boolean;
  onChange: (fields: Record<string, string>) => Promise<string | null>;
  onDelete: (message: ChatMessage) => void;
};

export function MessageItem(props: MessageItemProps) {
  const { message, thread, doors, isNext, brandName } = props;
  const { t } = useTranslation("chat");
  const name = useAuthorName(message.author);
  const [isEditing, setEditing] = useState(false);
  return (
    <li
      id={`m-${message.id}`}
      className={classes(
        "group relative flex gap-3 px-3 target:bg-accent-soft sm:px-4",
        isNext ? "py-0.5" : "pt-3 pb-0.5",
      )}
    >
      <div className="w-8 shrink-0">{isNext ? null : <Avatar name={name} />}</div>
      <div className="min-w-0 flex-1 text-sm">
        {isNext ? null : (
          <p className="mb-0.5 flex flex-wrap items-baseline gap-x-2">
            <bdi className="max-w-full truncate font-medium text-ink">{name}</bdi>
            {message.author.side === "member" ? <Badge tone="accent">{brandName}</Badge> : null}
            <Moment message={message} />
          </p>
        )}
        {isNext ? <h2 className="sr-only">{name}</h2> : null}
        {thread ? <SpotLink thread={thread} doors={doors} /> : null}
        {message.isDeleted ? <p className="text-ink-muted italic">{t("deleted")}</p> : null}
        {isEditing ? (
          <EditForm message={message} onChange={props.onChange} onClose={() => setEditing(false)} />
        ) : (
          <MessageText text={message.body} named={message.mentions} />
        )}
        {message.editedMs && !isEditing ? (
          <span className="text-xs text-ink-muted">({t("edited")})</span>
        ) : null}
        <LinkCard message={message} canWrite={props.canWrite} onChange={props.onChange} />
        <MessageFiles files={message.attachments} urlOf={doors.attachment} />
        <Reactions {...props} />
      </div>
      {message.isDeleted || !props.canWrite || isEditing ? null : (
        <Tools {...props} onEdit={() => setEditing(true)} />
      )}
    </li>
  );
}

function Moment({ message }: { message: ChatMessage }) {
  const { language, timeZone } = useLocale();
  const date = new Date(message.createdMs);
  const time = formatDate(date, { language, timeZone, style: "time" });
  return (
    <time
      dateTime={date.toISOString()}
      title={formatDate(date, { language, timeZone, style: "dayTime" })}
      className="text-xs text-ink-muted tabular-nums"
    >
      {time}
    </time>
  );
}

function SpotLink({ thread, doors }: { thread: ChatThread; doors: ChatDoors }) {
  const { t } = useTranslation("chat");
  const spot = useSpotName(thread);
  return (
    <p className="mb-0.5 flex flex-wrap gap-x-3 text-xs">
      {thread.pageTitle === null ? (
        <span className="text-ink-muted">{t("about", { spot })}</span>
      ) : (
        <Link
          to={doors.page(thread.pageId, thread.unit)}
          aria-label={t("openSpot", { spot })}
          className="text-accent underline-offset-2 hover:underline"
        >
          {t("about", { spot })}
        </Link>
      )}
      <Link to={doors.chat({ thread: thread.id })} className="text-ink-muted hover:text-ink hover:underline">
        {t("openThread")}
      </Link>
    </p>
  );
}

function Reactions({ message, canWrite, onChange }: MessageItemProps) {
  const { t } = useTranslation("chat");
  if (message.reactions.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-wrap gap-1.5">
      {message.reactions.map(({ emoji, count, isMine }) => (
        <li key={emoji}>
          <ReactButton
            {...{ message, emoji, onChange }}
            isOn={isMine}
            disabled={!canWrite}
            label={t("reaction", { emoji, count })}
            className={classes(
              "inline-flex min-h-7 items-center gap-1 rounded-full border px-2 text-xs tabular-nums",
              isMine ? "border-accent bg-accent-soft text-accent" : "border-line bg-surface text-ink-muted",
            )}
          >
            {emoji} {count}
          </ReactButton>
        </li>
      ))}
    </ul>
  );
}

type ReactProps = {
  message: ChatMessage;
  emoji: string;
  isOn: boolean;
  label: string;
  disabled?: boolean;
  className: string;
  onChange: MessageItemProps["onChange"];
  children: ReactNode;
};

/** A form of its own, so that it works without a script. */
function ReactButton({ message, emoji, isOn, label, disabled, className, onChange, children }: ReactProps) {
  const intent = isOn ? "unreact" : "react";
  return (
    <Form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void onChange({ intent, messageId: message.id, emoji });
      }}
    >
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="messageId" value={message.id} />
      <input type="hidden" name="emoji" value={emoji} />
      <button type="submit" disabled={disabled} aria-pressed={isOn} aria-label={label} className={className}>
        {children}
      </button>
    </Form>
  );
}

const TOOL =
  "inline-flex size-8 items-center justify-center rounded-md text-ink-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11 [&>svg]:size-4";

function Tools({ message, onChange, onDelete, onEdit }: MessageItemProps & { onEdit: () => void }) {
  const { t } = useTranslation("chat");
  const { t: common } = useTranslation("common");
  const own = message.reactions.filter(({ isMine }) => isMine).map(({ emoji }) => emoji);
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => details.current?.removeAttribute("open");
  return (
    <details
      ref={details}
      className="absolute top-1 right-2 rounded-md opacity-0 group-hover:opacity-100 open:z-10 open:opacity-100 focus-within:opacity-100 pointer-coarse:static pointer-coarse:shrink-0 pointer-coarse:opacity-100"
    >
      <summary aria-label={t("actions.label")} className={classes(TOOL, "list-none bg-surface shadow-sm")}>
        <Smile aria-hidden />
      </summary>
      <div className="absolute right-0 flex rounded-lg bg-surface p-1 shadow-lg">
        {REACTIONS.map((emoji) => (
          <ReactButton
            key={emoji}
            {...{ message, emoji }}
            onChange={(fields) => {
              close();
              return onChange(fields);
            }}
            isOn={own.includes(emoji)}
            label={t("actions.react", { emoji })}
            className={TOOL}
          >
            {emoji}
          </ReactButton>
        ))}
        {message.body ? (
          <button
            type="button"
            aria-label={t("actions.copy")}
            className={TOOL}
            onClick={() => {
              close();
              navigator.clipboard?.writeText(message.body).catch(() => {});
            }}
          >
            <Copy aria-hidden />
          </button>
        ) : null}
        {message.author.isMine ? (
          <>
            <button type="button" aria-label={common("actions.edit")} className={TOOL} onClick={onEdit}>
              <Pencil aria-hidden />
            </button>
            <Form
              method="post"
              onSubmit={(event) => {
                event.preventDefault();
                onDelete(message);
              }}
            >
              <input type="hidden" name="intent" value="delete" />
              <input type="hidden" name="messageId" value={message.id} />
              <button type="submit" aria-label={common("actions.delete")} className={TOOL}>
                <Trash2 aria-hidden />
              </button>
            </Form>
          </>
        ) : null}
      </div>
    </details>
  );
}

function EditForm({
  message,
  onChange,
  onClose,
}: Pick<MessageItemProps, "message" | "onChange"> & { onClose: () => void }) {
  const { t } = useTranslation("chat");
  const { t: common } = useTranslation("common");
  const [body, setBody] = useState(message.body);
  const [error, setError] = useState<string | null>(null);
  const problem = useMessage(error);
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        const refused = await onChange({ intent: "edit", messageId: message.id, body });
        if (refused) setError(refused);
        else onClose();
      }}
      className="flex flex-col gap-2"
    >
      <textarea
        aria-label={t("compose.label")}
        value={body}
        maxLength={MAX_BODY_LENGTH}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onClose()}
        className={classes(CONTROL_LOOK, "field-sizing-content min-h-16 max-h-80")}
      />
      {problem ? (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary">
          {common("actions.save")}
        </Button>
        <Button type="button" size="sm" variant="ghost" onClick={onClose}>
          {common("actions.cancel")}
        </Button>
      </div>
    </form>
  );
}
