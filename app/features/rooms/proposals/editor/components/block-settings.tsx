import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { useTranslation } from "react-i18next";
import type { FileFace } from "../../blocks/context";
import type { CardName } from "../../blocks/utils";
import { isVariableName } from "../../variables/utils";
import { insertBlock } from "../block-moves";
import type { EditorSurroundings } from "../schema";
import { CtaSettings } from "./cta-settings";
import { FileSettings } from "./file-settings";
import { PricingSettings } from "./pricing-settings";
import { ImageSettings, PlanSettings, VariableSettings } from "./small-settings";
import { VideoSettings } from "./video-settings";

/** A block about to be made, or one that is there. */
export type Setting = { name: CardName; node: null } | { name: string; node: Node; at: number };

type Props = {
  editor: Editor;
  roomId: string;
  setting: Setting;
  surroundings: EditorSurroundings;
  onFile: (file: FileFace) => void;
  onClose: () => void;
};

/** The settings of whichever block it is; applied, they are one step that can be undone. */
export function BlockSettings({ editor, roomId, setting, surroundings, onFile, onClose }: Props) {
  const { t } = useTranslation("proposals");
  const { name, node } = setting;
  const put = (attributes: Record<string, unknown>) => putBlock(editor, setting, attributes);
  const attrs = node?.attrs ?? {};
  const close = { onClose };
  switch (name) {
    case "pricing":
      return (
        <PricingSettings
          {...close}
          pricing={attrs.pricing ?? null}
          currency={surroundings.currency}
          onApply={(pricing) => put({ pricing })}
        />
      );
    case "cta": {
      const { label = "", action = "link", href = "", pageId = "" } = attrs;
      return (
        <CtaSettings
          {...close}
          button={{ label, action, href, pageId }}
          pages={surroundings.pages}
          onApply={put}
        />
      );
    }
    case "video": {
      const { source, videoId, title } = attrs;
      return (
        <VideoSettings
          {...close}
          roomId={roomId}
          video={node ? { source, videoId, title } : null}
          onApply={put}
        />
      );
    }
    case "file":
      return (
        <FileSettings
          {...close}
          roomId={roomId}
          onApply={(file) => {
            onFile(file);
            put({ documentId: file.documentId });
          }}
        />
      );
    case "plan":
      return (
        <PlanSettings {...close} value={attrs.taskCount ?? 5} onApply={(taskCount) => put({ taskCount })} />
      );
    case "image":
      return <ImageSettings {...close} value={attrs.alt ?? ""} onApply={(alt) => put({ alt })} />;
    case "variable": {
      const label = isVariableName(attrs.name) ? t(`variable.names.${attrs.name}`) : "";
      return (
        <VariableSettings
          {...close}
          value={attrs.fallback ?? ""}
          label={label}
          onApply={(fallback) => put({ fallback })}
        />
      );
    }
    default:
      return null;
  }
}

function putBlock(editor: Editor, setting: Setting, attributes: Record<string, unknown>): void {
  if (setting.node === null) {
    insertBlock(editor, { type: setting.name, attrs: attributes });
    return;
  }
  const { at, node } = setting;
  // Somebody may have typed before it in the meantime.
  if (editor.state.doc.nodeAt(at)?.type !== node.type) return;
  const { tr } = editor.state;
  for (const [name, value] of Object.entries(attributes)) tr.setNodeAttribute(at, name, value);
  editor.view.dispatch(tr);
  editor.view.focus();
}
