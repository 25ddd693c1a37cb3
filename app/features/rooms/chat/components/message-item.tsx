import { Link } from "@remix-run/react";
import { useState } from "react";
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
import { MAX_BODY_LENGTH } from "../utils";
import { MessageFiles } from "./files";
import { LinkCard } from "./link-card";
import { MessageText } from "./message-text";
import { MessageTools, ReactButton } from "./message-tools";
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
        <MessageTools {...props} onEdit={() => setEditing(true)} />
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
