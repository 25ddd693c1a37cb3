import { useTranslation } from "react-i18next";
import type { PageKind } from "~/features/rooms/pages/schema";
import { Avatar } from "~/ui/avatar";
import { useAskAgain } from "../hooks/use-ask-again";
import { useLiveTopic } from "../hooks/use-live-topic";
import type { Identity } from "../schema";
import { IdentityBadge } from "./person-name";

export type LiveReader = {
  viewerId: string;
  /** Null when anonymous. */
  name: string | null;
  /** How sure it is that the name is theirs. */
  identity?: Identity;
  pageTitle: string;
  pageKind?: PageKind;
  /** From 1; 0 when no unit was read lately. */
  unit: number;
};

/** Somebody who stopped reading sends nothing, so the list is asked for again until it is empty. */
const ASK_AGAIN_MS = 20_000;

/** Who reads the room at this moment, kept up to date without reloading. Nothing while nobody does. */
export function LiveViewers({ roomId, viewers }: { roomId: string; viewers: readonly LiveReader[] }) {
  const { t } = useTranslation("engagement");
  useLiveTopic(`room:${roomId}`);
  useAskAgain(viewers.length > 0 ? ASK_AGAIN_MS : null);
  if (viewers.length === 0) return null;
  return (
    <section
      aria-label={t("live.title")}
      className="mb-6 rounded-lg border border-line bg-surface px-4 py-3 shadow-sm animate-appear sm:px-5 print:hidden"
    >
      <h2 className="flex items-center gap-2 text-xs font-medium text-positive">
        <span aria-hidden className="size-2 rounded-full bg-positive animate-breathe" />
        {t("live.title")}
      </h2>
      <ul className="mt-2 flex flex-col gap-2">
        {viewers.map((viewer) => (
          <li key={viewer.viewerId} className="flex min-w-0 items-center gap-2.5 text-sm text-ink">
            <Avatar name={viewer.name ?? t("live.someone")} size="sm" />
            <span className="min-w-0 wrap-anywhere">
              <Sentence viewer={viewer} />
            </span>
            {viewer.name !== null && viewer.identity ? <IdentityBadge identity={viewer.identity} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sentence({ viewer }: { viewer: LiveReader }) {
  const { t } = useTranslation("engagement");
  const { unit, pageTitle: page, pageKind } = viewer;
  const name = viewer.name ?? t("live.someone");
  if (unit === 0) return t("live.reading", { name, page });
  return t(pageKind === "proposal" ? "live.readingSection" : "live.readingPage", { name, page, unit });
}
