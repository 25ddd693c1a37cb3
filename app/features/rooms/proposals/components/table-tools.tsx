import { type Editor, useEditorState } from "@tiptap/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";

/** Shown while the cursor is in a table. */
export function TableTools({ editor }: { editor: Editor }) {
  const { t } = useTranslation("proposals");
  const isInTable = useEditorState({ editor, selector: ({ editor: current }) => current.isActive("table") });
  if (!isInTable) return null;
  const chain = () => editor.chain().focus();
  const tools = [
    [t("tools.addRow"), () => chain().addRowAfter().run()],
    [t("tools.addColumn"), () => chain().addColumnAfter().run()],
    [t("tools.deleteRow"), () => chain().deleteRow().run()],
    [t("tools.deleteColumn"), () => chain().deleteColumn().run()],
    [t("tools.deleteTable"), () => chain().deleteTable().run()],
  ] as const;
  return (
    <span className="flex flex-wrap gap-1">
      {tools.map(([label, run]) => (
        <Button key={label} size="sm" variant="ghost" onClick={run}>
          {label}
        </Button>
      ))}
    </span>
  );
}
