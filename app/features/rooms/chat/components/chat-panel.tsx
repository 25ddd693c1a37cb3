import { useRevalidator } from "@remix-run/react";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate } from "~/platform/i18n/format";
import { Button, buttonLook } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { useLocale } from "~/ui/locale";
import { useMessage } from "~/ui/message";
import type { ChatDoors } from "../doors";
import type { Pending } from "../hooks/chat-state";
import { useChat } from "../hooks/use-chat";
import { usePeopleHere } from "../hooks/use-people-here";
import type { ChatView } from "../load.server";
import type { ChatMessage, ChatNews } from "../schema";
import { Composer, type Spot } from "./composer";
import { FileChips } from "./files";
import { MessageItem } from "./message-item";
import { MessageText } from "./message-text";
import { HereLine, TypingLine } from "./people-here";

export type ChatPanelProps = {
  view: ChatView;
  doors: ChatDoors;
  roomId: string;
  brandName: string;
  /** Offers to take a deletion back. */
  onDeleted?: (undo: () => void) => void;
  refused?: { error: string | null; body: string } | null;
};

const SAME_BREATH_MS = 5 * 60_000;

/** One corner's conversation: what was said, who is there, and where one writes. */
export function ChatPanel({ view, doors, roomId, brandName, onDeleted, refused }: ChatPanelProps) {
  const { t } = useTranslation("chat");
  const { spot, self, canWrite } = view;
  const keptAs = `chat ${roomId} ${view.corner} ${spot ? `${spot.pageId} ${spot.unit}` : ""}`;
  const hearing = useRef((_: ChatNews) => {});
  const threadId = spot?.id ?? null;
  const [state, actions] = useChat({
    doors,
    slice: view.slice,
    threadId,
    keptAs: `${keptAs} outbox`,
    onNews: useCallback((news: ChatNews) => hearing.current(news), []),
  });
  const people = usePeopleHere({ doors, self, first: view.present, isShown: canWrite });
  hearing.current = people.hear;

  const isOfSpot = (message: ChatMessage) => {
    if (!spot) return true;
    const thread = message.threadId ? state.threads.get(message.threadId) : undefined;
    return message.threadId === spot.id || (thread?.pageId === spot.pageId && thread.unit === spot.unit);
  };
  const messages = state.messages.filter(isOfSpot);
  useReading({ doors, messages: state.messages, view, change: actions.change });

  const remove = async (message: ChatMessage) => {
    const failed = await actions.change({ intent: "delete", messageId: message.id });
    if (!failed) onDeleted?.(() => void actions.change({ intent: "restore", messageId: message.id }));
  };
  const place: Spot = { threadId, aboutPageId: spot?.pageId ?? null, aboutUnit: spot?.unit ?? null };
  const isOffline = state.pending.some(({ state: at, error }) => at === "failed" && error === null);
  return (
    <section
      aria-label={t("title")}
      className="flex h-[calc(100dvh-19rem)] min-h-96 flex-col overflow-hidden rounded-lg border border-line bg-surface"
    >
      {/* Turned over twice, so that it opens at its end and stays there without a script. */}
      <div
        className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overscroll-contain"
        data-chat-scroll
      >
        <div className="py-3">
          {state.hasOlder ? (
            <Older doors={doors} view={view} first={messages[0]} onLoad={actions.loadOlder} />
          ) : null}
          {messages.length === 0 && state.pending.length === 0 ? (
            <EmptyState
              title={t("emptyTitle")}
              body={t(spot ? "emptyThread" : view.corner === "buyers" ? "emptyBuyers" : "emptyBody")}
            />
          ) : null}
          <ol>
            {messages.map((message, at) => (
              <Row key={message.id} message={message} before={messages[at - 1]} view={view}>
                <MessageItem
                  {...{ message, doors, brandName, canWrite }}
                  thread={!spot && message.threadId ? (state.threads.get(message.threadId) ?? null) : null}
                  isNext={isNext(message, messages[at - 1], view.lastRead)}
                  onChange={actions.change}
                  onDelete={remove}
                />
              </Row>
            ))}
          </ol>
          {state.pending.map((pending) => (
            <PendingItem
              key={pending.clientId}
              pending={pending}
              onRetry={actions.retry}
              onDiscard={actions.discard}
            />
          ))}
          <TypingLine people={people.typing} />
        </div>
      </div>
      <HereLine people={people.present} />
      {isOffline ? (
        <p role="status" className="bg-warning-soft px-4 py-2 text-sm text-warning">
          {t("offline")}
        </p>
      ) : null}
      <Announcer messages={messages} />
      {canWrite ? (
        <Composer
          key={keptAs}
          {...{ doors, keptAs, refused }}
          spot={place}
          clientId={view.clientId}
          onSend={actions.send}
          onTyping={people.sayTyping}
        />
      ) : null}
    </section>
  );
}

function isNext(message: ChatMessage, before: ChatMessage | undefined, lastRead: number): boolean {
  if (!before || before.author.key !== message.author.key || before.threadId !== message.threadId)
    return false;
  if (isFirstUnread(message, before, lastRead)) return false;
  return message.createdMs - before.createdMs < SAME_BREATH_MS;
}

function isFirstUnread(message: ChatMessage, before: ChatMessage | undefined, lastRead: number): boolean {
  return lastRead > 0 && message.seq > lastRead && (before?.seq ?? 0) <= lastRead && !message.author.isMine;
}

type RowProps = {
  message: ChatMessage;
  before: ChatMessage | undefined;
  view: ChatView;
  children: ReactNode;
};

/** A new day and the first unread message have a line above them. */
function Row({ message, before, view, children }: RowProps) {
  const { t } = useTranslation("chat");
  const { language, timeZone } = useLocale();
  const dayOf = (ms: number) => formatDate(ms, { language, timeZone });
  const day = dayOf(message.createdMs);
  const isNewDay = !before || dayOf(before.createdMs) !== day;
  return (
    <>
      {isNewDay ? (
        <li className="mx-4 mt-3 flex items-center gap-3 text-xs text-ink-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
          <time dateTime={new Date(message.createdMs).toISOString()}>{day}</time>
        </li>
      ) : null}
      {isFirstUnread(message, before, view.lastRead) ? (
        <li className="mx-4 mt-2 flex items-center gap-3 text-xs font-medium text-accent before:h-px before:flex-1 before:bg-accent">
          {t("newLine")}
        </li>
      ) : null}
      {children}
    </>
  );
}

type OlderProps = {
  doors: ChatDoors;
  view: ChatView;
  first: ChatMessage | undefined;
  onLoad: () => Promise<void>;
};

function Older({ doors, view, first, onLoad }: OlderProps) {
  const { t } = useTranslation("chat");
  const [isLoading, setLoading] = useState(false);
  const address = doors.chat({ thread: view.spot?.id ?? null, before: first?.seq ?? null });
  return (
    <p className="px-4 pb-2 text-center">
      <a
        href={address}
        aria-busy={isLoading}
        className={buttonLook({ size: "sm", variant: "ghost" })}
        onClick={(event) => {
          event.preventDefault();
          setLoading(true);
          void onLoad().finally(() => setLoading(false));
        }}
      >
        {t("older")}
      </a>
    </p>
  );
}

type PendingProps = {
  pending: Pending;
  onRetry: (pending: Pending) => void;
  onDiscard: (id: string) => void;
};

function PendingItem({ pending, onRetry, onDiscard }: PendingProps) {
  const { t } = useTranslation("chat");
  const { t: common } = useTranslation("common");
  const problem = useMessage(pending.error);
  const chips = pending.attachments.map((attachment) => ({
    key: attachment.id,
    state: "ready" as const,
    name: attachment.fileName,
    attachment,
  }));
  return (
    <div className="px-3 py-1 pl-14 text-sm sm:px-4 sm:pl-15">
      <div className={pending.state === "sending" ? "opacity-60" : undefined}>
        <MessageText text={pending.body} named={[]} />
        {chips.length > 0 ? <FileChips chips={chips} onRemove={() => {}} /> : null}
      </div>
      {pending.state === "sending" ? (
        <p className="text-xs text-ink-muted">{t("sending")}</p>
      ) : (
        <p role="alert" className="flex flex-wrap items-center gap-2 text-danger">
          {t("failed")} {problem}
          <Button size="sm" type="button" onClick={() => onRetry(pending)}>
            {common("actions.retry")}
          </Button>
          <Button size="sm" variant="ghost" type="button" onClick={() => onDiscard(pending.clientId)}>
            {t("discard")}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Reads out what others say, and not what is loaded from before. */
function Announcer({ messages }: { messages: readonly ChatMessage[] }) {
  const { t } = useTranslation("chat");
  const last = messages.at(-1);
  const seen = useRef(last?.seq ?? 0);
  const text = useMemo(() => {
    if (!last || last.seq <= seen.current || last.author.isMine) return "";
    const name = last.author.name ?? t("visitor", { tag: last.author.tag });
    return t("announce", { name, text: last.body });
  }, [last, t]);
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}

type Reading = {
  doors: ChatDoors;
  messages: readonly ChatMessage[];
  view: ChatView;
  change: (fields: Record<string, string>) => Promise<string | null>;
};

const READ_AFTER_MS = 600;

/** What is on a screen that somebody looks at is read. The counts around it are fetched again once. */
function useReading({ messages, view, change }: Reading): void {
  const { revalidate } = useRevalidator();
  const last = messages.at(-1)?.seq ?? 0;
  const told = useRef(view.lastRead);
  const hadUnread = useRef(view.unread > 0);
  const isWhole = view.spot === null && view.query.before === null;
  useEffect(() => {
    if (!view.canWrite || !isWhole || last <= told.current) return;
    const read = () => {
      if (document.visibilityState !== "visible" || last <= told.current) return;
      told.current = last;
      void change({ intent: "read", seq: String(last) }).then(() => {
        if (hadUnread.current) revalidate();
        hadUnread.current = false;
      });
    };
    const timer = setTimeout(read, READ_AFTER_MS);
    document.addEventListener("visibilitychange", read);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", read);
    };
  }, [last, view.canWrite, isWhole, change, revalidate]);
}
