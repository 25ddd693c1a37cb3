import { Placeholder } from "@tiptap/extensions";
import { Selection } from "@tiptap/pm/state";
import { type Editor, useEditor } from "@tiptap/react";
import { Variable } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { useLocale } from "~/ui/locale";
import { useNonce } from "~/ui/nonce";
import type { Autosave } from "../autosave";
import type { BlockContext, FileFace } from "../blocks/context";
import { BlockKeys } from "../editor/block-moves";
import type { Setting } from "../editor/components/block-settings";
import { type Asking, chainWithout, findInsertions, INSERTIONS } from "../editor/insertions";
import { MenuStore } from "../editor/menu-store";
import { NodeViews } from "../editor/node-views";
import type { EditorSurroundings } from "../editor/schema";
import { TypedMenus, type TypedMenusOptions } from "../editor/typed-menus";
import { extensions } from "../extensions";
import { isVariableName, VARIABLE_NAMES } from "../variables/utils";

type Given = {
  place: { roomId: string; pageId: string };
  body: Record<string, unknown>;
  surroundings: EditorSurroundings;
  autosave: Autosave;
  ask: Pick<Asking, "image"> & { edit(setting: Setting): void };
  takeFiles(data: DataTransfer | null): boolean;
};

export type ProposalEditing = { editor: Editor | null; store: MenuStore; addFile(file: FileFace): void };

/** The editor with everything that belongs to it. What is given later than at first is heard through refs. */
export function useProposalEditor(given: Given): ProposalEditing {
  const { t } = useTranslation("proposals");
  const nonce = useNonce();
  const latest = useRef(given);
  latest.current = given;
  const store = useMemo(() => new MenuStore(), []);
  const { context, addFile } = useBlockContext(given);
  const offers = useOffers(latest);
  const editor = useEditor({
    immediatelyRender: false,
    injectCSS: false,
    injectNonce: nonce,
    extensions: [
      ...extensions({ imageUrl: paths.image }),
      Placeholder.configure({ placeholder: t("placeholder") }),
      TypedMenus.configure({ store, ...offers }),
      BlockKeys,
      NodeViews.configure({
        views: {
          context: () => context,
          edit: (node, at) => latest.current.ask.edit({ name: node.type.name, node, at }),
          editLabel: t("block.edit"),
          imageUrl: paths.image,
          resizeLabel: t("image.resize"),
          labelOf: (name) => (isVariableName(name) ? t(`variable.names.${name}`) : name),
        },
      }),
    ],
    content: given.body,
    editorProps: {
      attributes: {
        class: "prose prose-editing",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": t("editor"),
      },
      handlePaste: (_view, event) => latest.current.takeFiles(event.clipboardData),
      handleDrop: (view, event) => {
        if (view.dragging !== null || !latest.current.takeFiles(event.dataTransfer)) return false;
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (place)
          view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(place.pos))));
        return true;
      },
    },
    // Whoever opens a page without a word has come to write.
    onCreate: ({ editor: made }) => {
      if (made.isEmpty) made.commands.focus("start", { scrollIntoView: false });
    },
    onUpdate: ({ editor: current }) => latest.current.autosave.changed(() => current.getJSON()),
  });
  return { editor, store, addFile };
}

/** What cards show: documents that are picked while somebody writes come in as they are picked. */
function useBlockContext({
  place,
  surroundings,
}: Given): Pick<ProposalEditing, "addFile"> & { context: BlockContext } {
  const { t } = useTranslation("blocks");
  const { language } = useLocale();
  // One editor, one world around it: the page is drawn anew for another.
  const [made] = useState(() => {
    const files = new Map(surroundings.files.map((file) => [file.documentId, file]));
    const context: BlockContext = {
      t,
      language,
      place: { side: "member", ...place },
      parts: { files, plan: surroundings.plan, choices: new Map(), canChoose: false },
      variables: (name) => surroundings.variables[name] ?? null,
    };
    return { context, addFile: (file: FileFace) => void files.set(file.documentId, file) };
  });
  return made;
}

function useOffers(latest: { current: Given }): Pick<TypedMenusOptions, "blocks" | "variables"> {
  const { t } = useTranslation("proposals");
  return {
    blocks: ({ editor, query, range }) =>
      findInsertions(INSERTIONS, query, (key) => t(`insert.${key}`)).map(({ key, icon, insert }) => ({
        id: key,
        label: t(`insert.${key}`),
        icon,
        choose: () =>
          insert(chainWithout(editor, range), {
            image: latest.current.ask.image,
            card: (name) => latest.current.ask.edit({ name, node: null }),
          }),
      })),
    variables: ({ editor, query, range }) =>
      VARIABLE_NAMES.filter((name) => {
        const words = `${name} ${t(`variable.names.${name}`)}`.toLowerCase();
        return words.includes(query.toLowerCase());
      }).map((name) => ({
        id: name,
        label: t(`variable.names.${name}`),
        hint: latest.current.surroundings.variables[name] ?? "",
        icon: Variable,
        choose: () =>
          chainWithout(editor, range)
            .insertContent({ type: "variable", attrs: { name, fallback: "" } })
            .run(),
      })),
  };
}
