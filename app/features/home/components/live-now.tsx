import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { IdentityBadge } from "~/features/engagement/components/person-name";
import { useAskAgain } from "~/features/engagement/hooks/use-ask-again";
import { useLiveTopic } from "~/features/engagement/hooks/use-live-topic";
import { paths } from "~/platform/paths";
import { Avatar } from "~/ui/avatar";
import { Card } from "~/ui/card";
import { ScrollRegion } from "~/ui/scroll-region";
import { DefinitionLink } from "~/ui/stat";
import type { LiveReading } from "../schema";

/** Somebody who stopped reading sends nothing; somebody who comes back within a visit is not announced again. */
const ASK_AGAIN_MS = 20_000;
const LOOK_AGAIN_MS = 60_000;

/** Of one height whoever reads, so that nothing below it moves when buyers come and go. */
export function LiveNow({ readings }: { readings: readonly LiveReading[] }) {
  const { t } = useTranslation("home");
  useLiveTopic("workspace");
  useAskAgain(readings.length > 0 ? ASK_AGAIN_MS : LOOK_AGAIN_MS);
  return (
    <Card
      flush
      title={
        <span className="inline-flex items-center gap-2">
          {readings.length > 0 ? (
            <span aria-hidden className="size-2 rounded-full bg-positive animate-breathe" />
          ) : null}
          {t("live.title")}
          <DefinitionLink label={t("live.title")} to={paths.definitions("person")} />
        </span>
      }
    >
      <ScrollRegion label={t("live.title")} className="h-28 overflow-y-auto px-4 pb-3 sm:px-5 lg:h-40">
        {readings.length === 0 ? (
          <p className="text-sm text-ink-muted">{t("live.none")}</p>
        ) : (
          <ul className="flex flex-col gap-1">
            {readings.map((reading) => (
              <li key={reading.viewerId}>
                <Reading reading={reading} />
              </li>
            ))}
          </ul>
        )}
      </ScrollRegion>
    </Card>
  );
}

function Reading({ reading }: { reading: LiveReading }) {
  const { t } = useTranslation("home");
  const name = reading.name ?? t("live.someone");
  return (
    <Link
      to={paths.room(reading.roomId)}
      prefetch="intent"
      className="-mx-2 flex min-w-0 items-start gap-2.5 rounded-md px-2 py-1.5 text-sm hover:bg-sunken focus-visible:-outline-offset-2"
    >
      <Avatar name={name} size="sm" />
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-1.5 font-medium text-ink">
          {name}
          {reading.name === null ? null : <IdentityBadge identity={reading.identity} />}
        </span>
        <span className="block wrap-anywhere text-ink-muted">
          {t("live.reading", { page: reading.pageTitle, room: reading.roomName })}
        </span>
        <span className="block text-xs text-ink-muted">{reading.accountName}</span>
      </span>
    </Link>
  );
}
