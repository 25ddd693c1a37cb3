import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "~/ui/badge";
import { type DecisionRole, type PersonState, SILENT_DAYS } from "../utils";

const STATE_TONES: Record<PersonState, BadgeTone> = {
  asked: "accent",
  visited: "positive",
  silent: "warning",
  invited: "neutral",
  none: "neutral",
};
const ROLE_TONES: Record<DecisionRole, BadgeTone> = {
  decision_maker: "accent",
  champion: "positive",
  influencer: "neutral",
  blocker: "danger",
  user: "neutral",
};

/** What the state means is said on hover and to those who can't see. */
export function StateBadge({ state }: { state: PersonState }) {
  const { t } = useTranslation("people");
  return (
    <span title={t(`stateHints.${state}`, { days: SILENT_DAYS })}>
      <Badge tone={STATE_TONES[state]}>{t(`states.${state}`)}</Badge>
    </span>
  );
}

export function RoleBadge({ role }: { role: DecisionRole | null }) {
  const { t } = useTranslation("people");
  if (!role) return null;
  return <Badge tone={ROLE_TONES[role]}>{t(`roles.${role}`)}</Badge>;
}
