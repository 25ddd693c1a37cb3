import { Await } from "@remix-run/react";
import { type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/ui/card";
import type { HotRoom, SilentRoom, Some } from "../../schema";
import { SILENT_AFTER_WORKING_DAYS } from "../../utils";
import { HotCard, SilentCard } from "./trend-cards";

export type Trends = { silent: Some<SilentRoom>; hot: Some<HotRoom> };

const PLACES = ["first", "second", "third"] as const;

/** The slow part of the page. It is the last one, and comes as a whole, so that nothing moves when it arrives. */
export function TrendsWhenReady({ trends }: { trends: Promise<Trends> }) {
  const { t } = useTranslation("home");
  return (
    <Suspense fallback={<Waiting />}>
      <Await
        resolve={trends}
        errorElement={
          <p role="alert" className="text-sm text-danger">
            {t("trendsFailed")}
          </p>
        }
      >
        {({ silent, hot }) => (
          <Grid>
            <SilentCard silent={silent} />
            <HotCard hot={hot} />
          </Grid>
        )}
      </Await>
    </Suspense>
  );
}

function Grid({ children }: { children: ReactNode }) {
  return <div className="grid items-start gap-6 lg:grid-cols-2">{children}</div>;
}

/** The heads are known before their rows are. */
function Waiting() {
  const { t } = useTranslation("home");
  const heads = [
    { title: t("silent.title"), rule: t("silent.rule", { count: SILENT_AFTER_WORKING_DAYS }) },
    { title: t("hot.title"), rule: t("hot.rule") },
  ];
  return (
    <Grid>
      {heads.map(({ title, rule }) => (
        <Card key={title} title={title} description={rule} flush>
          <ul aria-hidden className="divide-y divide-line border-t border-line">
            {PLACES.map((place) => (
              <li key={place} className="flex flex-col gap-2 px-4 py-3 sm:px-5">
                <span className="h-4 w-1/2 rounded-sm bg-sunken animate-breathe" />
                <span className="h-4 w-1/3 rounded-sm bg-sunken animate-breathe" />
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </Grid>
  );
}
