import { useFetcher, useSubmit } from "@remix-run/react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/i18n/format";
import { Button } from "../button";
import { CONTROL_LOOK } from "../field";
import { useLocale } from "../locale";
import { useToast } from "../toast";
import type { FilterOption } from "./filter-form";
import { BULK_FORM } from "./list-table";
import type { ListLinks } from "./use-list-links";
import { clearSelection, SELECTION_CHANGED } from "./use-row-keys";

export type BulkAction = "owner" | "stage" | "archive" | "restore";
export type BulkAnswer = {
  id: string;
  action: BulkAction;
  changed: number;
  left: Readonly<Record<"notOwn" | "unchanged" | "inUse" | "gone", number>>;
  isUndone: boolean;
};
type Reply = { bulk?: BulkAnswer; error?: "tooMany" | "chooseRows" };

type Props = {
  links: ListLinks;
  csv: string;
  total: number;
  shown: number;
  max: number;
  actions: readonly BulkAction[];
  owners: readonly FilterOption[];
  stages: readonly FilterOption[];
};

/**
 * What can be done with the selected rows. Shown as soon as a box is ticked, by the style sheet alone; the rows' boxes
 * belong to its form, so that it works without a script.
 */
export function BulkBar(props: Props) {
  const { links, csv, total, shown, max, actions, owners, stages } = props;
  const { t } = useTranslation("lists");
  const { language } = useLocale();
  const fetcher = useFetcher<Reply>({ key: "bulk" });
  useAnswers(links.here, max);
  const count = useSelectedCount();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
    if (submitter?.dataset.native !== undefined) return;
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    data.set("action", submitter?.dataset.action ?? "");
    data.set("via", "script");
    fetcher.submit(data, { method: "post", action: links.here });
  };
  const isBusy = fetcher.state !== "idle";
  return (
    <form
      id={BULK_FORM}
      method="post"
      action={links.here}
      onSubmit={submit}
      aria-label={t("bulk.label")}
      className="sticky bottom-[calc(var(--spacing-bottom-nav)+var(--spacing)*2)] z-20 mx-auto mt-3 hidden w-fit max-w-full flex-wrap items-center gap-2 rounded-lg bg-surface p-2 text-sm shadow-lg group-has-[[data-row-box]:checked]/list:flex lg:bottom-4 print:hidden"
    >
      <input type="hidden" name="intent" value="bulk" />
      <input type="hidden" name="query" value={links.query} />
      {count > 0 ? (
        <span role="status" className="px-2 font-medium text-ink">
          {t("bulk.selected", { count })}
        </span>
      ) : null}
      {total > shown ? (
        <label className="flex min-h-8 items-center gap-2 px-1 text-ink-muted">
          <input type="checkbox" name="all" className="size-4 accent-accent" />
          {t("bulk.all", { total: formatNumber(total, language) })}
        </label>
      ) : null}
      {actions.includes("owner") ? (
        <Giving name="ownerId" action="owner" options={owners} isBusy={isBusy} />
      ) : null}
      {actions.includes("stage") ? (
        <Giving name="stage" action="stage" options={stages} isBusy={isBusy} />
      ) : null}
      {actions.includes("archive") ? (
        <Button size="sm" type="submit" name="action" value="archive" data-action="archive" pending={isBusy}>
          {t("bulk.archive")}
        </Button>
      ) : null}
      {actions.includes("restore") ? (
        <Button size="sm" type="submit" name="action" value="restore" data-action="restore" pending={isBusy}>
          {t("bulk.restore")}
        </Button>
      ) : null}
      <Button size="sm" type="submit" formMethod="get" formAction={csv} data-native>
        {t("exportSelected")}
      </Button>
      <Button size="sm" variant="ghost" type="button" onClick={clearSelection}>
        {t("bulk.clear")}
      </Button>
    </form>
  );
}

function Giving({
  name,
  action,
  options,
  isBusy,
}: {
  name: string;
  action: "owner" | "stage";
  options: readonly FilterOption[];
  isBusy: boolean;
}) {
  const { t } = useTranslation("lists");
  const words =
    action === "owner"
      ? { choose: t("bulk.chooseOwner"), give: t("bulk.giveOwner") }
      : { choose: t("bulk.chooseStage"), give: t("bulk.giveStage") };
  return (
    <span className="flex min-w-0 items-center gap-1">
      <select
        name={name}
        aria-label={words.choose}
        defaultValue=""
        className={`${CONTROL_LOOK} max-w-40 min-h-8 px-2 py-1`}
      >
        <option value="">{words.choose}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Button size="sm" type="submit" name="action" value={action} data-action={action} pending={isBusy}>
        {words.give}
      </Button>
    </span>
  );
}

/** Sentences about what was changed and what was left, and why. */
export function useBulkWords() {
  const { t } = useTranslation("lists");
  return ({ action, changed, left, isUndone }: BulkAnswer) =>
    [
      t(isUndone ? "bulk.done.undone" : `bulk.done.${action}`, { count: changed }),
      ...(["notOwn", "inUse", "unchanged", "gone"] as const)
        .filter((why) => left[why] > 0)
        .map((why) => t(`bulk.left.${why}`, { count: left[why] })),
    ].join(" ");
}

/** Tells what came of an action, and offers to take it back. */
function useAnswers(action: string, max: number): void {
  const { t } = useTranslation("lists");
  const words = useBulkWords();
  const show = useToast();
  const submit = useSubmit();
  const told = useRef(new WeakSet<object>());
  const done = useFetcher<Reply>({ key: "bulk" });
  const undone = useFetcher<Reply>({ key: "bulk-undo" });
  useEffect(() => {
    for (const { state, data } of [done, undone]) {
      if (state !== "idle" || !data || told.current.has(data)) continue;
      told.current.add(data);
      const { bulk, error } = data;
      if (!bulk) {
        show({ message: error ? t(`bulk.${error}`, { max }) : t("bulk.failed"), tone: "danger" });
        continue;
      }
      clearSelection();
      const undo = () =>
        submit(
          { intent: "undo", bulkId: bulk.id, via: "script" },
          { method: "post", action, navigate: false, fetcherKey: "bulk-undo" },
        );
      const canUndo = !bulk.isUndone && bulk.changed > 0;
      show({
        message: words(bulk),
        tone: bulk.changed > 0 ? "positive" : "neutral",
        ...(canUndo ? { onUndo: undo } : {}),
      });
    }
  });
}

function useSelectedCount(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const read = () => setCount(document.querySelectorAll("[data-row-box]:checked").length);
    read();
    document.addEventListener(SELECTION_CHANGED, read);
    return () => document.removeEventListener(SELECTION_CHANGED, read);
  }, []);
  return count;
}
