import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import type { ChatMessage } from "../schema";

type Props = {
  message: ChatMessage;
  canWrite: boolean;
  onChange: (fields: Record<string, string>) => Promise<string | null>;
};

/** What a linked page says of itself, under its message. Whoever wrote the message can take it away. */
export function LinkCard({ message, canWrite, onChange }: Props) {
  const { t } = useTranslation("chat");
  const { t: common } = useTranslation("common");
  const [isRemoved, setRemoved] = useState(false);
  const { preview } = message;
  const ask = async (intent: "hide_preview" | "show_preview") => {
    const refused = await onChange({ intent, messageId: message.id });
    if (refused === null) setRemoved(intent === "hide_preview");
  };
  if (!preview)
    return isRemoved ? (
      <p role="status" className="mt-1 flex items-center gap-2 text-xs text-ink-muted">
        {t("card.removed")}
        <Button type="button" size="sm" variant="ghost" onClick={() => void ask("show_preview")}>
          {common("actions.undo")}
        </Button>
      </p>
    ) : null;
  const { url, title, description } = preview;
  return (
    <div className="mt-1.5 mb-1 flex max-w-md rounded-md border border-line bg-surface hover:border-line-strong">
      <a
        href={url}
        target="_blank"
        rel="noopener noreferrer nofollow ugc"
        className="min-w-0 flex-1 rounded-md px-3 py-2 wrap-anywhere"
      >
        <span className="block truncate text-xs text-ink-muted">{new URL(url).host}</span>
        <bdi className="line-clamp-2 font-medium text-ink">{title}</bdi>
        {description ? <bdi className="line-clamp-2 text-xs text-ink-muted">{description}</bdi> : null}
      </a>
      {message.author.isMine && canWrite ? (
        <form
          method="post"
          onSubmit={(event) => {
            event.preventDefault();
            void ask("hide_preview");
          }}
        >
          <input type="hidden" name="intent" value="hide_preview" />
          <input type="hidden" name="messageId" value={message.id} />
          <button
            type="submit"
            aria-label={t("card.remove")}
            className="inline-flex size-8 items-center justify-center rounded-md text-ink-muted hover:text-ink pointer-coarse:size-11"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </form>
      ) : null}
    </div>
  );
}
