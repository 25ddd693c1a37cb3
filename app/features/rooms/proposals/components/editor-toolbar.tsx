import { type Editor, useEditorState } from "@tiptap/react";
import {
  Bold,
  Heading1,
  Heading2,
  Heading3,
  ImagePlus,
  Italic,
  Link2,
  List,
  ListOrdered,
  type LucideIcon,
  Pilcrow,
  Plus,
  Quote,
  Redo2,
  Table2,
  Undo2,
} from "lucide-react";
import { type ReactNode, type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Block } from "../editor/block-moves";
import { BlockMenu } from "../editor/components/block-handle";
import type { MenuStore } from "../editor/menu-store";
import { openMenu } from "../editor/pressed-menu";
import { LinkDialog } from "./link-dialog";
import { TableTools } from "./table-tools";

type Tool = {
  key: string;
  icon: LucideIcon;
  label: string;
  isOn?: boolean;
  isOff?: boolean;
  run: () => void;
};

type Props = {
  editor: Editor;
  store: MenuStore;
  /** Opened by the picture tool, and by the menu of blocks. */
  fileInput: RefObject<HTMLInputElement>;
  onImages: (files: File[]) => void;
  onEdit: (block: Block) => void;
  onComment: (block: Block) => void;
  status: ReactNode;
};

export function EditorToolbar({ editor, store, fileInput, onImages, onEdit, onComment, status }: Props) {
  const { t } = useTranslation("proposals");
  const [isLinking, setIsLinking] = useState(false);
  const tools = useTools(editor, { link: () => setIsLinking(true), image: () => fileInput.current?.click() });
  return (
    <div className="sticky top-0 z-10 flex flex-wrap items-center justify-between gap-3 border-b border-line bg-canvas py-2">
      <div role="toolbar" aria-label={t("toolbar")} className="flex flex-wrap items-center gap-0.5">
        <ToolButton
          tool={{ key: "insert", icon: Plus, label: t("insert.open"), run: () => openMenu(editor, store) }}
        />
        <BlockMenu editor={editor} onEdit={onEdit} onComment={onComment} />
        {tools.map((tool) => (
          <ToolButton key={tool.key} tool={tool} />
        ))}
        <TableTools editor={editor} />
      </div>
      {status}
      <input
        ref={fileInput}
        type="file"
        multiple
        accept="image/png,image/jpeg,image/webp,image/gif"
        aria-label={t("tools.image")}
        className="hidden"
        onChange={(event) => {
          onImages([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      {isLinking ? <LinkDialog editor={editor} onClose={() => setIsLinking(false)} /> : null}
    </div>
  );
}

function ToolButton({ tool: { icon: Icon, label, isOn, isOff, run } }: { tool: Tool }) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      aria-pressed={isOn}
      disabled={isOff}
      onClick={run}
      className="grid size-9 pointer-coarse:size-10 place-items-center rounded-md text-ink-muted hover:bg-sunken hover:text-ink disabled:opacity-40 aria-pressed:bg-accent-soft aria-pressed:text-accent"
    >
      <Icon aria-hidden="true" className="size-4" />
    </button>
  );
}

const LEVELS = [
  { level: 1, icon: Heading1 },
  { level: 2, icon: Heading2 },
  { level: 3, icon: Heading3 },
] as const;

function useTools(editor: Editor, open: { link: () => void; image: () => void }): Tool[] {
  const on = useEditorState({ editor, selector: ({ editor: current }) => stateOf(current) });
  return [...useTextTools(editor, on), ...useBlockTools(editor, on, open)];
}

type On = ReturnType<typeof stateOf>;

function useTextTools(editor: Editor, on: On): Tool[] {
  const { t } = useTranslation("proposals");
  const chain = () => editor.chain().focus();
  const headings = LEVELS.map(({ level, icon }) => ({
    key: `h${level}`,
    icon,
    label: t("tools.heading", { level }),
    isOn: on.heading === level,
    run: () => chain().toggleHeading({ level }).run(),
  }));
  return [
    { key: "undo", icon: Undo2, label: t("tools.undo"), isOff: !on.canUndo, run: () => chain().undo().run() },
    { key: "redo", icon: Redo2, label: t("tools.redo"), isOff: !on.canRedo, run: () => chain().redo().run() },
    {
      key: "text",
      icon: Pilcrow,
      label: t("tools.paragraph"),
      isOn: on.paragraph,
      run: () => chain().setParagraph().run(),
    },
    ...headings,
    { key: "bold", icon: Bold, label: t("tools.bold"), isOn: on.bold, run: () => chain().toggleBold().run() },
    {
      key: "italic",
      icon: Italic,
      label: t("tools.italic"),
      isOn: on.italic,
      run: () => chain().toggleItalic().run(),
    },
  ];
}

function useBlockTools(editor: Editor, on: On, open: { link: () => void; image: () => void }): Tool[] {
  const { t } = useTranslation("proposals");
  const chain = () => editor.chain().focus();
  const insertTable = () => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
  return [
    {
      key: "bullets",
      icon: List,
      label: t("tools.bulletList"),
      isOn: on.bulletList,
      run: () => chain().toggleBulletList().run(),
    },
    {
      key: "numbers",
      icon: ListOrdered,
      label: t("tools.orderedList"),
      isOn: on.orderedList,
      run: () => chain().toggleOrderedList().run(),
    },
    {
      key: "quote",
      icon: Quote,
      label: t("tools.quote"),
      isOn: on.blockquote,
      run: () => chain().toggleBlockquote().run(),
    },
    { key: "link", icon: Link2, label: t("tools.link"), isOn: on.link, run: open.link },
    { key: "image", icon: ImagePlus, label: t("tools.image"), run: open.image },
    { key: "table", icon: Table2, label: t("tools.table"), isOff: on.table, run: insertTable },
  ];
}

function stateOf(editor: Editor) {
  const heading = [1, 2, 3].find((level) => editor.isActive("heading", { level })) ?? 0;
  return {
    heading,
    canUndo: editor.can().undo(),
    canRedo: editor.can().redo(),
    paragraph: editor.isActive("paragraph"),
    bold: editor.isActive("bold"),
    italic: editor.isActive("italic"),
    bulletList: editor.isActive("bulletList"),
    orderedList: editor.isActive("orderedList"),
    blockquote: editor.isActive("blockquote"),
    link: editor.isActive("link"),
    table: editor.isActive("table"),
  };
}
