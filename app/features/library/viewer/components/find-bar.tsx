import { ChevronDown, ChevronUp, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Find } from "../hooks/use-find";
import { ToolButton } from "./tool-button";

/** Search in the document: how many so far, and step from one to the next. */
export function FindBar({ find, onClose }: { find: Find; onClose: () => void }) {
  const { t } = useTranslation("viewer");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    find.step(event.shiftKey ? -1 : 1);
  };

  return (
    <search className="flex shrink-0 items-center gap-1 border-b border-line bg-surface px-1.5 py-1">
      <input
        ref={input}
        type="search"
        aria-label={t("find.label")}
        placeholder={t("find.label")}
        value={find.query}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => find.setQuery(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-11 min-w-0 flex-1 rounded-md border border-line-control bg-surface px-3 text-base text-ink placeholder:text-ink-faint @xl:max-w-80 pointer-fine:h-8 pointer-fine:text-sm"
      />
      <output aria-live="polite" className="min-w-16 text-center text-sm text-ink-muted tabular-nums">
        <FindCount find={find} />
      </output>
      <ToolButton label={t("find.previous")} disabled={find.total === 0} onClick={() => find.step(-1)}>
        <ChevronUp aria-hidden="true" />
      </ToolButton>
      <ToolButton label={t("find.next")} disabled={find.total === 0} onClick={() => find.step(1)}>
        <ChevronDown aria-hidden="true" />
      </ToolButton>
      <ToolButton label={t("find.close")} onClick={onClose}>
        <X aria-hidden="true" />
      </ToolButton>
    </search>
  );
}

function FindCount({ find }: { find: Find }) {
  const { t } = useTranslation("viewer");
  if (find.needle === "") return null;
  if (find.total > 0) {
    const key = find.isSearching ? "find.countSoFar" : "find.count";
    return <>{t(key, { place: find.place, total: find.total })}</>;
  }
  return <>{find.isSearching ? t("find.searching") : t("find.none")}</>;
}
