import { Check, CloudOff, LoaderCircle, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SaveState } from "../autosave";

const ICONS = {
  saved: Check,
  unsaved: LoaderCircle,
  saving: LoaderCircle,
  offline: CloudOff,
  refused: TriangleAlert,
  conflict: TriangleAlert,
} as const;

export function SaveIndicator({ state }: { state: SaveState }) {
  const { t } = useTranslation("proposals");
  const Icon = ICONS[state.kind];
  const isBad = state.kind === "refused" || state.kind === "offline" || state.kind === "conflict";
  return (
    <output className={`flex items-center gap-1.5 text-sm ${isBad ? "text-danger" : "text-ink-muted"}`}>
      <Icon aria-hidden="true" className="size-4" />
      {t(textOf(state))}
    </output>
  );
}

function textOf(state: SaveState) {
  if (state.kind === "refused") return `refused.${state.reason}` as const;
  return state.kind === "conflict" ? "state.unsaved" : (`state.${state.kind}` as const);
}
