import { Paperclip, SendHorizontal } from "lucide-react";
import {
  type ClipboardEvent,
  type FormEvent,
  type KeyboardEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { classes } from "~/ui/classes";
import { useMessage } from "~/ui/message";
import { ACCEPTED_FILES } from "../../attachments/utils";
import type { ChatDoors } from "../doors";
import type { Pending } from "../hooks/chat-state";
import { keep, readKept } from "../hooks/kept";
import { useFiles } from "../hooks/use-files";
import { useNaming } from "../hooks/use-naming";
import { COUNTED_FROM, MAX_BODY_LENGTH, newMark } from "../utils";
import { FileChips } from "./files";
import { PeopleList } from "./people-list";

export type Spot = Pick<Pending, "threadId" | "aboutPageId" | "aboutUnit">;

export type ComposerProps = {
  doors: ChatDoors;
  spot: Spot;
  /** For the form without a script. */
  clientId: string;
  keptAs: string;
  refused?: { error: string | null; body: string } | null;
  onSend: (message: Omit<Pending, "state" | "error">) => void;
  onTyping: () => void;
};

/** What is being written stays with the tab until it is sent. Without a script it is a plain form. */
export function Composer({ doors, spot, clientId, keptAs, refused, onSend, onTyping }: ComposerProps) {
  const { t } = useTranslation("chat");
  const [text, setText] = useState(refused?.body ?? "");
  const [problem, setProblem] = useState<string | null>(refused?.error ?? null);
  const [isOver, setOver] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const files = useFiles(doors, `${keptAs}.files`);
  const naming = useNaming(doors);
  const ids = { list: useId(), hint: useId() };
  const message = useMessage(problem ?? files.error);

  useEffect(() => {
    const kept = readKept(keptAs, (value) => typeof value === "string");
    if (kept) setText((typed) => typed || kept);
  }, [keptAs]);

  const write = (value: string, caret: number) => {
    setText(value);
    setProblem(null);
    keep(keptAs, value || null);
    naming.look(value, caret);
    if (value) onTyping();
  };
  const pick = (at: number) => {
    const person = naming.people[at];
    if (!person) return;
    const named = naming.choose(person, text);
    write(named.text, named.caret);
    naming.close();
    requestAnimationFrame(() => area.current?.setSelectionRange(named.caret, named.caret));
    area.current?.focus();
  };
  const send = () => {
    const body = text.trim();
    if (files.isUploading) return;
    if (body.length > MAX_BODY_LENGTH) return setProblem("chat:errors.tooLong");
    if (body === "" && files.ready.length === 0) return setProblem("chat:errors.empty");
    onSend({ clientId: newMark(), body, attachments: files.ready, mentions: naming.keysIn(body), ...spot });
    setText("");
    keep(keptAs, null);
    files.clear();
    naming.close();
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter belongs to it; 229 is how some browsers say so.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (naming.people.length > 0) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) naming.move(step);
      else if (event.key === "Enter" || event.key === "Tab") pick(naming.chosenAt);
      else if (event.key === "Escape") naming.close();
      else return;
      return event.preventDefault();
    }
    const isTouch = window.matchMedia("(pointer: coarse)").matches;
    if (event.key !== "Enter" || event.shiftKey || isTouch) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0) return;
    event.preventDefault();
    files.add(pasted);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way to the button that attaches
    <div
      className={classes("relative border-t border-line bg-surface", isOver && "bg-accent-soft")}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        files.add([...event.dataTransfer.files]);
      }}
    >
      {isOver ? <p className="px-4 pt-2 text-sm text-accent">{t("compose.dropHere")}</p> : null}
      <FileChips chips={files.chips} onRemove={files.remove} />
      <PeopleList id={ids.list} people={naming.people} chosenAt={naming.chosenAt} onPick={pick} />
      <form
        method="post"
        encType="multipart/form-data"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          send();
        }}
        className="flex items-end gap-2 px-3 py-2.5 sm:px-4"
      >
        <HiddenFields clientId={clientId} spot={spot} />
        <textarea
          ref={area}
          name="body"
          rows={1}
          dir="auto"
          value={text}
          placeholder={t("compose.placeholder")}
          aria-label={t("compose.label")}
          aria-describedby={ids.hint}
          aria-invalid={message ? true : undefined}
          aria-controls={naming.people.length > 0 ? ids.list : undefined}
          aria-activedescendant={naming.people.length > 0 ? `${ids.list}-${naming.chosenAt}` : undefined}
          onChange={(event) => write(event.target.value, event.target.selectionStart)}
          onKeyDown={onKeyDown}
          onBlur={() => setTimeout(naming.close, 150)}
          onPaste={onPaste}
          className="field-sizing-content max-h-48 min-h-9 w-full min-w-0 resize-none rounded-md border border-line-control bg-surface px-3 py-1.5 text-base text-ink placeholder:text-ink-faint aria-invalid:border-danger pointer-coarse:min-h-11 sm:text-sm"
        />
        <noscript>
          <input type="file" name="file" accept={ACCEPTED_FILES} aria-label={t("compose.attach")} />
        </noscript>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          accept={ACCEPTED_FILES}
          onChange={(event) => {
            files.add([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
        <Button
          type="button"
          variant="ghost"
          aria-label={t("compose.attach")}
          icon={<Paperclip aria-hidden />}
          className="px-2"
          onClick={() => picker.current?.click()}
        />
        <Button
          type="submit"
          variant="primary"
          aria-label={t("compose.send")}
          pending={files.isUploading}
          icon={<SendHorizontal aria-hidden />}
          className="px-3"
        />
      </form>
      <Foot hintId={ids.hint} problem={message} length={text.length} />
    </div>
  );
}

/** What the form says beside the text: a thread knows its own page and unit. */
function HiddenFields({ clientId, spot }: { clientId: string; spot: Spot }) {
  const { threadId, aboutPageId, aboutUnit } = spot;
  return (
    <>
      <input type="hidden" name="intent" value="send" />
      <input type="hidden" name="clientId" value={clientId} />
      {threadId ? <input type="hidden" name="threadId" value={threadId} /> : null}
      {aboutPageId && !threadId ? <input type="hidden" name="aboutPageId" value={aboutPageId} /> : null}
      {aboutUnit && !threadId ? <input type="hidden" name="aboutUnit" value={aboutUnit} /> : null}
    </>
  );
}

type FootProps = { hintId: string; problem: string | null; length: number };

/** What is wrong, which keys send, and how much room is left once it gets tight. */
function Foot({ hintId, problem, length }: FootProps) {
  const { t } = useTranslation("chat");
  const left = MAX_BODY_LENGTH - length;
  return (
    <>
      {problem ? (
        <p role="alert" className="px-4 pb-2 text-sm text-danger">
          {problem}
        </p>
      ) : null}
      <p id={hintId} className="hidden justify-between gap-3 px-4 pb-2 text-xs text-ink-faint sm:flex">
        <span className="pointer-coarse:hidden">{t("compose.hint")}</span>
      </p>
      {length > COUNTED_FROM ? (
        <p
          role="status"
          className={classes("px-4 pb-2 text-xs", left < 0 ? "text-danger" : "text-ink-muted")}
        >
          {left < 0 ? t("compose.over", { count: -left }) : t("compose.left", { count: left })}
        </p>
      ) : null}
    </>
  );
}
