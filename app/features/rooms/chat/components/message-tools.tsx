import { Copy, Pencil, Smile, Trash2 } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "~/ui/classes";
import type { ChatMessage } from "../schema";
import { REACTIONS } from "../utils";

/** Null when it worked, else the key of a text. */
type Change = (fields: Record<string, string>) => Promise<string | null>;

type ReactProps = {
  message: ChatMessage;
  emoji: string;
  isOn: boolean;
  label: string;
  disabled?: boolean;
  className: string;
  onChange: Change;
  children: ReactNode;
};

/** A form of its own, so that it works without a script. Plain forms: there are many on a page, and none navigates. */
export function ReactButton({
  message,
  emoji,
  isOn,
  label,
  disabled,
  className,
  onChange,
  children,
}: ReactProps) {
  const intent = isOn ? "unreact" : "react";
  return (
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void onChange({ intent, messageId: message.id, emoji });
      }}
    >
      <Fields intent={intent} messageId={message.id} />
      <input type="hidden" name="emoji" value={emoji} />
      <button type="submit" disabled={disabled} aria-pressed={isOn} aria-label={label} className={className}>
        {children}
      </button>
    </form>
  );
}

function Fields({ intent, messageId }: { intent: string; messageId: string }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="messageId" value={messageId} />
    </>
  );
}

const TOOL =
  "inline-flex size-8 items-center justify-center rounded-md text-ink-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11 [&>svg]:size-4";

type ToolsProps = {
  message: ChatMessage;
  onChange: Change;
  onDelete: (message: ChatMessage) => void;
  onEdit: () => void;
};

/** What one may do with a message. */
export function MessageTools({ message, onChange, onDelete, onEdit }: ToolsProps) {
  const { t } = useTranslation("chat");
  const { t: common } = useTranslation("common");
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
        <Signs
          message={message}
          onChange={(fields) => {
            close();
            return onChange(fields);
          }}
        />
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
            <form
              method="post"
              onSubmit={(event) => {
                event.preventDefault();
                onDelete(message);
              }}
            >
              <Fields intent="delete" messageId={message.id} />
              <button type="submit" aria-label={common("actions.delete")} className={TOOL}>
                <Trash2 aria-hidden />
              </button>
            </form>
          </>
        ) : null}
      </div>
    </details>
  );
}

/** The signs one may set: one form for all of them, and one for those that are set and would be taken back. */
function Signs({ message, onChange }: Pick<ToolsProps, "message" | "onChange">) {
  const { t } = useTranslation("chat");
  const messageId = message.id;
  const own = message.reactions.filter(({ isMine }) => isMine).map(({ emoji }) => emoji);
  const takingBack = `back-${messageId}`;
  return (
    <>
      <form method="post" className="contents">
        <Fields intent="react" messageId={messageId} />
        {REACTIONS.map((emoji) => {
          const isOn = own.includes(emoji);
          return (
            <button
              key={emoji}
              type="submit"
              name="emoji"
              value={emoji}
              form={isOn ? takingBack : undefined}
              aria-pressed={isOn}
              aria-label={t("actions.react", { emoji })}
              className={TOOL}
              onClick={(event) => {
                event.preventDefault();
                void onChange({ intent: isOn ? "unreact" : "react", messageId, emoji });
              }}
            >
              {emoji}
            </button>
          );
        })}
      </form>
      {own.length > 0 ? (
        <form method="post" id={takingBack} className="hidden">
          <Fields intent="unreact" messageId={messageId} />
        </form>
      ) : null}
    </>
  );
}
