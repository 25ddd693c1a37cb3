import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { CONTROL_LOOK } from "~/ui/field";
import { useToast } from "~/ui/toast";
import { RULINGS, type ShownClass } from "../choices";

/** A member's own judgement of one hit. */
export function ReclassForm({
  hitId,
  hitClass,
  time,
}: {
  hitId: string;
  hitClass: ShownClass;
  time: string;
}) {
  const { t } = useTranslation("engagement");
  const { t: tracking } = useTranslation("tracking");
  const fetcher = useFetcher<{ done?: boolean }>();
  const show = useToast();
  const details = useRef<HTMLDetailsElement>(null);
  const isDone = fetcher.data?.done === true && fetcher.state === "idle";

  useEffect(() => {
    if (!isDone) return;
    if (details.current) details.current.open = false;
    show({ message: t("hits.done"), tone: "positive" });
  }, [isDone, show, t]);

  return (
    <details ref={details}>
      <summary
        aria-label={t("hits.reclassFor", { time })}
        className="w-fit cursor-pointer rounded-sm whitespace-nowrap text-ink-muted hover:text-ink"
      >
        {t("hits.reclass")}
      </summary>
      <fetcher.Form method="post" className="mt-2 flex min-w-48 items-center gap-2">
        <input type="hidden" name="intent" value="reclass" />
        <input type="hidden" name="hitId" value={hitId} />
        <select
          name="to"
          aria-label={t("hits.class")}
          defaultValue={RULINGS.find((ruling) => ruling !== hitClass)}
          className={CONTROL_LOOK}
        >
          {RULINGS.map((ruling) => (
            <option key={ruling} value={ruling}>
              {tracking(`hitClasses.${ruling}`)}
            </option>
          ))}
        </select>
        <Button type="submit" size="sm" pending={fetcher.state !== "idle"}>
          {t("hits.set")}
        </Button>
      </fetcher.Form>
    </details>
  );
}
