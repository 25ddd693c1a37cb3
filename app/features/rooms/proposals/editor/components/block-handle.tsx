import type { Editor } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { ArrowDown, ArrowUp, Copy, GripVertical, MessageSquare, Settings2, Trash2 } from "lucide-react";
import { type DragEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Menu, MenuItem, MenuSeparator } from "~/ui/menu";
import { isCardName } from "../../blocks/utils";
import { type Block, blockAt, currentBlock, deleteBlock, duplicateBlock, moveBlock } from "../block-moves";

type Props = {
  editor: Editor;
  /** What the handle is placed in; the text stands in it too. */
  frame: RefObject<HTMLElement | null>;
  onEdit: (block: Block) => void;
  onComment: (block: Block) => void;
};

/** Beside the block under the pointer: drag it to move it, press it for its menu. */
export function BlockHandle({ editor, frame, onEdit, onComment }: Props) {
  const { t } = useTranslation("proposals");
  const { top, element } = useHovered(editor, frame);
  const trigger = useRef<HTMLButtonElement>(null);
  const block = () => blockOf(editor, element);
  const drag = (event: DragEvent) => {
    const dragged = block();
    if (dragged && element) startDrag(editor, dragged, { event, element });
  };
  if (top === null) return null;
  return (
    <div className="absolute -left-9 hidden sm:block print:hidden" style={{ top }}>
      <button
        type="button"
        draggable
        tabIndex={-1}
        onDragStart={drag}
        onClick={() => openByKey(trigger.current)}
        aria-label={t("block.handle")}
        title={t("block.handleHint")}
        className="grid h-8 w-7 cursor-grab place-items-center rounded-md text-ink-faint hover:bg-sunken hover:text-ink active:cursor-grabbing"
      >
        <GripVertical aria-hidden className="size-4" />
      </button>
      <Menu
        align="start"
        trigger={
          <button
            ref={trigger}
            type="button"
            tabIndex={-1}
            aria-hidden
            className="pointer-events-none absolute inset-0 opacity-0"
          />
        }
      >
        <BlockActions editor={editor} block={block} onEdit={onEdit} onComment={onComment} />
      </Menu>
    </div>
  );
}

/** A trigger opens on the way down and would stand in the way of the drag: so it is another one, and hears the click as a key. */
function openByKey(trigger: HTMLElement | null): void {
  trigger?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
}

/** The same for the block the cursor is in, in reach of keys and of phones. */
export function BlockMenu({ editor, onEdit, onComment }: Omit<Props, "frame">) {
  const { t } = useTranslation("proposals");
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={t("block.menu")}
          title={t("block.menu")}
          className="grid size-9 place-items-center rounded-md text-ink-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11"
        >
          <GripVertical aria-hidden className="size-4" />
        </button>
      }
    >
      <BlockActions
        editor={editor}
        block={() => currentBlock(editor)}
        onEdit={onEdit}
        onComment={onComment}
      />
    </Menu>
  );
}

type ActionsProps = Omit<Props, "frame"> & { block: () => Block | null };

function BlockActions({ editor, block, onEdit, onComment }: ActionsProps) {
  const { t } = useTranslation("proposals");
  const with_ = (act: (found: Block) => void) => () => {
    const found = block();
    if (found) act(found);
  };
  const type = block()?.node.type.name ?? "";
  return (
    <>
      {hasSettings(type) ? (
        <MenuItem icon={<Settings2 aria-hidden />} onSelect={with_(onEdit)}>
          {t("block.edit")}
        </MenuItem>
      ) : null}
      <MenuItem icon={<MessageSquare aria-hidden />} onSelect={with_(onComment)}>
        {t("block.comment")}
      </MenuItem>
      <MenuItem icon={<ArrowUp aria-hidden />} onSelect={with_((found) => moveBlock(editor, found, -1))}>
        {t("block.moveUp")}
      </MenuItem>
      <MenuItem icon={<ArrowDown aria-hidden />} onSelect={with_((found) => moveBlock(editor, found, 1))}>
        {t("block.moveDown")}
      </MenuItem>
      <MenuItem icon={<Copy aria-hidden />} onSelect={with_((found) => duplicateBlock(editor, found))}>
        {t("block.duplicate")}
      </MenuItem>
      <MenuSeparator />
      <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={with_((found) => deleteBlock(editor, found))}>
        {t("block.delete")}
      </MenuItem>
    </>
  );
}

function hasSettings(type: string): boolean {
  return type === "image" || (isCardName(type) && type !== "acceptance");
}

type Hovered = { top: number | null; element: HTMLElement | null };

/** Measures only when the pointer comes to another block, never while somebody types. */
function useHovered(editor: Editor, frame: RefObject<HTMLElement | null>): Hovered {
  const [hovered, setHovered] = useState<Hovered>({ top: null, element: null });
  const shown = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const root = frame.current;
    if (!root) return;
    const look = ({ target }: PointerEvent) => {
      const element = target instanceof Element ? topBlock(editor.view.dom, target) : null;
      if (!element || element === shown.current) return;
      shown.current = element;
      const top = element.getBoundingClientRect().top - root.getBoundingClientRect().top;
      setHovered({ top: Math.round(top), element });
    };
    const hide = () => {
      shown.current = null;
      setHovered({ top: null, element: null });
    };
    root.addEventListener("pointermove", look);
    editor.view.dom.addEventListener("keydown", hide);
    return () => {
      root.removeEventListener("pointermove", look);
      editor.view.dom.removeEventListener("keydown", hide);
    };
  }, [editor, frame]);
  return hovered;
}

/** The child of the text that this element is in. */
function topBlock(text: HTMLElement, within: Element): HTMLElement | null {
  const { children } = text;
  let element: Element | null = within;
  while (element && element.parentElement !== text) element = element.parentElement;
  return element instanceof HTMLElement && children.length > 0 ? element : null;
}

function blockOf(editor: Editor, element: HTMLElement | null): Block | null {
  if (!element?.isConnected) return null;
  return blockAt(editor.state.doc, editor.view.posAtDOM(element, 0, -1));
}

/** Hands the block to the text's own drag and drop. */
function startDrag(
  editor: Editor,
  { at }: Block,
  { event, element }: { event: DragEvent; element: HTMLElement },
): void {
  const { view } = editor;
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
  const slice = view.state.selection.content();
  const { dom, text } = view.serializeForClipboard(slice);
  event.dataTransfer.clearData();
  event.dataTransfer.setData("text/html", dom.innerHTML);
  event.dataTransfer.setData("text/plain", text);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setDragImage(element, 0, 0);
  view.dragging = { slice, move: true };
}
