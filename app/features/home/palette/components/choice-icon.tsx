import { Building2, CornerDownRight, DoorOpen, FileText, Handshake, Settings, UserRound } from "lucide-react";
import type { ThingKind } from "../../things/utils";

const ICONS = {
  room: DoorOpen,
  account: Building2,
  contact: UserRound,
  deal: Handshake,
  document: FileText,
  setting: Settings,
  action: CornerDownRight,
} as const;

export type ChoiceKind = ThingKind | "setting" | "action";

export function ChoiceIcon({ kind }: { kind: ChoiceKind }) {
  const Icon = ICONS[kind];
  return <Icon aria-hidden className="size-4 shrink-0 text-ink-muted" />;
}
