import type { Editor } from "@tiptap/core";
import { useEffect, useRef } from "react";

/** Whoever has answered what a dialog asked goes on writing: the dialog's own way back comes first. */
export function useFocusAfter(editor: Editor | null, isAsking: boolean): void {
  const wasAsking = useRef(false);
  useEffect(() => {
    const isAnswered = wasAsking.current && !isAsking;
    wasAsking.current = isAsking;
    if (!isAnswered || !editor) return;
    const timer = setTimeout(() => editor.isDestroyed || editor.view.focus());
    return () => clearTimeout(timer);
  }, [editor, isAsking]);
}
