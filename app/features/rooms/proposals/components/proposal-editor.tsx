import { Placeholder } from "@tiptap/extensions";
import { type Editor, EditorContent, useEditor } from "@tiptap/react";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { useNonce } from "~/ui/nonce";
import { Autosave } from "../autosave";
import { extensions } from "../extensions";
import { ConflictPanel } from "./conflict-panel";
import { EditorToolbar } from "./editor-toolbar";
import { ImageDialog } from "./image-dialog";
import { SaveIndicator } from "./save-indicator";
import { postProposal } from "./save-request";

type Props = { roomId: string; pageId: string; body: unknown; version: number };

/** The editor with its autosave. Loaded in the browser only. */
export function ProposalEditor({ roomId, pageId, body, version }: Props) {
  const { t } = useTranslation("proposals");
  const nonce = useNonce();
  const [file, setFile] = useState<File | null>(null);
  const autosave = useMemo(
    () => new Autosave(version, (save) => postProposal(roomId, pageId, save)),
    [roomId, pageId, version],
  );
  const state = useSyncExternalStore(autosave.subscribe, () => autosave.state);
  const takeFile = useRef(setFile);
  const editor = useEditor({
    immediatelyRender: false,
    injectCSS: false,
    injectNonce: nonce,
    extensions: [
      ...extensions({ imageUrl: paths.image }),
      Placeholder.configure({ placeholder: t("placeholder") }),
    ],
    content: contentOf(body),
    editorProps: {
      attributes: {
        class: "prose prose-editing",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": t("editor"),
      },
      handlePaste: (_view, event) => takeImage(event.clipboardData, takeFile.current),
      handleDrop: (_view, event) => takeImage(event.dataTransfer, takeFile.current),
    },
    onUpdate: ({ editor: current }) => autosave.changed(current.getJSON()),
  });
  useLeaveGuard(autosave);
  if (!editor) return null;
  return (
    <div className="flex flex-col gap-4">
      <div className="sticky top-0 z-10 flex flex-wrap items-center justify-between gap-3 border-b border-line bg-canvas py-2">
        <EditorToolbar editor={editor} onImage={setFile} />
        <SaveIndicator state={state} />
      </div>
      {state.kind === "conflict" ? (
        <ConflictPanel
          conflict={state}
          onKeepMine={() => autosave.resolve({ keep: "mine", body: editor.getJSON() })}
          onTakeTheirs={() => {
            autosave.resolve({ keep: "theirs" });
            editor.commands.setContent(contentOf(state.body), { emitUpdate: false });
          }}
        />
      ) : null}
      <EditorContent editor={editor} />
      {file ? (
        <ImageDialog
          roomId={roomId}
          file={file}
          onClose={() => setFile(null)}
          onStored={(image) => insertImage(editor, image)}
        />
      ) : null}
    </div>
  );
}

type StoredPicture = { imageId: string; width: number; height: number; alt: string };

function insertImage(editor: Editor, attrs: StoredPicture): void {
  editor.chain().focus().insertContent({ type: "image", attrs }).run();
}

function takeImage(data: DataTransfer | null, take: (file: File) => void): boolean {
  const file = [...(data?.files ?? [])].find((candidate) => candidate.type.startsWith("image/"));
  if (!file) return false;
  take(file);
  return true;
}

/** The stored text as the editor takes it; anything else begins empty. */
function contentOf(body: unknown): Record<string, unknown> {
  return typeof body === "object" && body !== null
    ? { ...body }
    : { type: "doc", content: [{ type: "paragraph" }] };
}

/** Leaving sends what waits, and asks first when it can't be known to arrive. */
function useLeaveGuard(autosave: Autosave): void {
  useEffect(() => {
    const flush = () => autosave.flush();
    const ask = (event: BeforeUnloadEvent) => {
      if (autosave.state.kind !== "saved") event.preventDefault();
    };
    window.addEventListener("pagehide", flush);
    window.addEventListener("online", flush);
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("online", flush);
      window.removeEventListener("beforeunload", ask);
      autosave.flush();
      autosave.stop();
    };
  }, [autosave]);
}
