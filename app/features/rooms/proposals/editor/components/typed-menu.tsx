import { computePosition, flip, offset, shift, size } from "@floating-ui/dom";
import type { Editor } from "@tiptap/core";
import { useEffect, useId, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "~/ui/classes";
import type { MenuStore, OpenMenu } from "../menu-store";

/** The menu at the cursor. The text keeps the focus and names the marked item, so that it is read aloud. */
export function TypedMenu({ store, editor }: { store: MenuStore; editor: Editor }) {
  const open = useSyncExternalStore(store.subscribe, () => store.open);
  return open ? <OpenedMenu store={store} editor={editor} open={open} /> : null;
}

function OpenedMenu({ store, editor, open }: { store: MenuStore; editor: Editor; open: OpenMenu }) {
  const { t } = useTranslation("proposals");
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const marked = open.items[open.at];
  usePlace(list, open);
  useMarkedInText(editor, id, marked ? `${id}-${open.at}` : null);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t("menu.label")}
      tabIndex={-1}
      className="fixed top-0 left-0 z-30 max-h-80 w-72 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg bg-surface p-1 shadow-lg"
    >
      {open.items.length === 0 ? (
        <p className="px-2.5 py-2 text-sm text-ink-muted">{t("menu.nothing")}</p>
      ) : null}
      {open.items.map(({ id: key, icon: Icon, label, hint, choose }, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard where the text is typed
        <div
          key={key}
          id={`${id}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === open.at}
          onPointerMove={() => (at === open.at ? undefined : store.mark(at))}
          onMouseDown={(event) => event.preventDefault()}
          onClick={choose}
          className={classes(
            "flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm text-ink pointer-coarse:min-h-11",
            at === open.at && "bg-sunken",
          )}
        >
          <Icon aria-hidden className="size-4 shrink-0 text-ink-muted" />
          <span className="min-w-0 flex-1 truncate">{label}</span>
          {hint ? <span className="max-w-32 truncate text-xs text-ink-muted">{hint}</span> : null}
        </div>
      ))}
    </div>
  );
}

function usePlace(list: React.RefObject<HTMLElement | null>, open: OpenMenu): void {
  useLayoutEffect(() => {
    const element = list.current;
    const rect = open.rect();
    if (!element || !rect) return;
    const place = { getBoundingClientRect: () => rect };
    const fit = size({
      padding: 8,
      apply: ({ availableHeight }) => {
        element.style.maxHeight = `${Math.max(120, Math.min(320, availableHeight))}px`;
      },
    });
    void computePosition(place, element, {
      strategy: "fixed",
      placement: "bottom-start",
      middleware: [offset(6), flip(), shift({ padding: 8 }), fit],
    }).then(({ x, y }) => {
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    });
  }, [list, open]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  });
}

function useMarkedInText(editor: Editor, listId: string, markedId: string | null): void {
  useEffect(() => {
    const text = editor.view.dom;
    text.setAttribute("aria-controls", listId);
    if (markedId) text.setAttribute("aria-activedescendant", markedId);
    else text.removeAttribute("aria-activedescendant");
    return () => {
      text.removeAttribute("aria-controls");
      text.removeAttribute("aria-activedescendant");
    };
  }, [editor, listId, markedId]);
}
