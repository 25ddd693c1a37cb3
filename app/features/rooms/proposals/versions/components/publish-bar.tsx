import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import type { Publishing } from "../schema";

const TONES = { never: "neutral", published: "positive", changed: "warning" } as const;

export type PublishBarProps = {
  roomId: string;
  pageId: string;
  publishing: Pick<Publishing, "state" | "shownNumber">;
  canEdit: boolean;
};

/** What buyers see of the page, and the ways to publishing and to earlier texts. */
export function PublishBar({ roomId, pageId, publishing, canEdit }: PublishBarProps) {
  const { t } = useTranslation("versions");
  const { state, shownNumber } = publishing;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
      <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
      <span className="text-sm text-ink-muted">{t(`stateHint.${state}`, { number: shownNumber ?? 0 })}</span>
      <span className="flex flex-wrap gap-2 sm:ml-auto">
        <ButtonLink size="sm" to={paths.proposalVersions(roomId, pageId)}>
          {t("open.versions")}
        </ButtonLink>
        {canEdit ? (
          <ButtonLink
            size="sm"
            variant={state === "published" ? undefined : "primary"}
            to={paths.publishProposal(roomId, pageId)}
          >
            {t("open.publish")}
          </ButtonLink>
        ) : null}
      </span>
    </div>
  );
}
