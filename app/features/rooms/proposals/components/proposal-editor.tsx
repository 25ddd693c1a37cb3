import { type Editor, EditorContent } from "@tiptap/react";
import { type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { Autosave } from "../autosave";
import { newBlockId, withBlockIds } from "../blocks/new-block-id";
import type { Spot } from "../comments/schema";
import { spotOf } from "../comments/utils";
import { type Block, insertBlock } from "../editor/block-moves";
import { BlockHandle } from "../editor/components/block-handle";
import { BlockSettings, type Setting } from "../editor/components/block-settings";
import { TypedMenu } from "../editor/components/typed-menu";
import { replaceText } from "../editor/replace-text";
import type { EditorSurroundings } from "../editor/schema";
import { useFocusAfter } from "../hooks/use-focus-after";
import { useLeaveGuard } from "../hooks/use-leave-guard";
import { useProposalEditor } from "../hooks/use-proposal-editor";
import { useSaved } from "../hooks/use-saved";
import { type ClashChoice, merge, settle } from "../merge";
import "../editor/editor.css";
import { ConflictPanel } from "./conflict-panel";
import { EditorToolbar } from "./editor-toolbar";
import { ImageDialog } from "./image-dialog";
import { SaveIndicator } from "./save-indicator";
import { postProposal } from "./save-request";

type Props = {
  roomId: string;
  pageId: string;
  body: unknown;
  version: number;
  surroundings: EditorSurroundings;
  onComment: (spot: Spot) => void;
  /** Told of each change that the server has taken. */
  onSaved?: (() => void) | undefined;
};

/** The editor with its autosave. Loaded in the browser only. */
export function ProposalEditor({ onComment, onSaved, ...given }: Props) {
  const { roomId, pageId, body, version, surroundings } = given;
  const [files, setFiles] = useState<readonly File[]>([]);
  const [setting, setSetting] = useState<Setting | null>(null);
  const fileInput = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  // What the editor began with stays what it is: a later version comes by saving.
  const [stored] = useState(() => ({ version, body: contentOf(body) }));
  const autosave = useMemo(
    () => new Autosave(stored, (save) => postProposal(roomId, pageId, save)),
    [roomId, pageId, stored],
  );
  const { editor, store, addFile } = useProposalEditor({
    place: { roomId, pageId },
    body: stored.body,
    surroundings,
    autosave,
    ask: { image: () => fileInput.current?.click(), edit: setSetting },
    takeFiles: (data) => takeImages(data, setFiles),
  });
  useLeaveGuard(autosave);
  useSaved(autosave, onSaved);
  useFocusAfter(editor, setting !== null || files.length > 0);
  if (!editor) return null;
  const edit = ({ node, at }: Block) => setSetting({ name: node.type.name, node, at });
  const comment = ({ node }: Block) => onComment(spotOf(node));
  const [file] = files;
  return (
    <div className="flex flex-col gap-4">
      <EditorToolbar
        editor={editor}
        store={store}
        fileInput={fileInput}
        onImages={setFiles}
        onEdit={edit}
        onComment={comment}
        status={<Status autosave={autosave} />}
      />
      <Conflict autosave={autosave} editor={editor} />
      <div ref={frame} className="editor-frame">
        <EditorContent editor={editor} />
        <BlockHandle editor={editor} frame={frame} onEdit={edit} onComment={comment} />
      </div>
      <TypedMenu store={store} editor={editor} />
      {setting ? (
        <BlockSettings
          editor={editor}
          roomId={roomId}
          setting={setting}
          surroundings={surroundings}
          onFile={addFile}
          onClose={() => setSetting(null)}
        />
      ) : null}
      {file ? (
        <ImageDialog
          key={files.length}
          roomId={roomId}
          file={file}
          onClose={() => setFiles(files.slice(1))}
          onStored={(image) => insertBlock(editor, { type: "image", attrs: image })}
        />
      ) : null}
    </div>
  );
}

/** Listens by itself, so that a key that changes the state draws no more than these words. */
function Status({ autosave }: { autosave: Autosave }): ReactNode {
  const state = useSyncExternalStore(autosave.subscribe, () => autosave.state);
  return <SaveIndicator state={state} />;
}

/** What both wrote is brought together block by block; only a block that both changed needs a person. */
function Conflict({ autosave, editor }: { autosave: Autosave; editor: Editor }): ReactNode {
  const state = useSyncExternalStore(autosave.subscribe, () => autosave.state);
  const conflict = state.kind === "conflict" ? state : null;
  const merged = useMemo(
    () =>
      conflict && merge({ base: autosave.base, mine: editor.getJSON(), theirs: contentOf(conflict.body) }),
    [conflict, autosave, editor],
  );
  const isClean = merged !== null && merged.clashes.length === 0;
  useEffect(() => {
    if (!isClean || !merged) return;
    replaceText(editor, merged.body);
    autosave.resolve({ keep: "mine", read: () => editor.getJSON() });
  }, [isClean, merged, editor, autosave]);
  if (!conflict || !merged || isClean) return null;
  const resolve = (choices: ReadonlyMap<string, ClashChoice>) => {
    // What was typed since the panel came is part of mine.
    const now = merge({ base: autosave.base, mine: editor.getJSON(), theirs: contentOf(conflict.body) });
    replaceText(editor, withNewIds(settle(now, conflict.body, choices)));
    autosave.resolve({ keep: "mine", read: () => editor.getJSON() });
  };
  return (
    <ConflictPanel
      editorName={conflict.editorName}
      clashes={merged.clashes}
      onResolve={resolve}
      onTakeTheirs={() => {
        replaceText(editor, contentOf(conflict.body));
        autosave.resolve({ keep: "theirs" });
      }}
    />
  );
}

/** A block kept beside its other text is a new one. */
function withNewIds(body: { type: "doc"; content: readonly Readonly<Record<string, unknown>>[] }) {
  const content = body.content.map((block) => {
    const { attrs } = block;
    const isNew = typeof attrs === "object" && attrs !== null && "blockId" in attrs && attrs.blockId === null;
    return isNew ? { ...block, attrs: { ...attrs, blockId: newBlockId() } } : block;
  });
  return { ...body, content };
}

function takeImages(data: DataTransfer | null, take: (files: File[]) => void): boolean {
  const files = [...(data?.files ?? [])].filter((candidate) => candidate.type.startsWith("image/"));
  if (files.length > 0) take(files);
  return files.length > 0;
}

/** The stored text as the editor takes it; anything else begins empty. */
function contentOf(body: unknown): Record<string, unknown> {
  return typeof body === "object" && body !== null
    ? withBlockIds({ ...body })
    : { type: "doc", content: [{ type: "paragraph" }] };
}
