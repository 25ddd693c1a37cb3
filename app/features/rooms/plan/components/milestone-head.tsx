import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { TextField } from "~/ui/field";
import type { Milestone } from "../schema";
import type { PlanReply } from "../screen/schema";

type Props = {
  milestone: Milestone;
  progress: string;
  canEdit: boolean;
  previousId?: string;
  /** What it goes before when it moves down; undefined for the last. */
  afterNextId?: string | null;
  reply?: PlanReply;
};

/** The name of a milestone; renaming, moving and removing are folded away until wanted. */
export function MilestoneHead({ milestone, progress, canEdit, reply, ...places }: Props) {
  const { t } = useTranslation("plan");
  const isRefused = reply?.milestoneId === milestone.id && reply.done === null;
  return (
    <header className="px-4 pb-2 sm:px-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="min-w-0 text-base font-semibold wrap-anywhere text-ink">{milestone.title}</h2>
        <span className="text-xs text-ink-muted tabular-nums">{progress}</span>
      </div>
      {canEdit ? (
        <details open={isRefused || undefined} className="text-sm">
          <summary
            aria-label={t("milestone.options", { title: milestone.title })}
            className="w-fit text-ink-muted hover:text-ink"
          >
            {t("milestone.change")}
          </summary>
          <MilestoneOptions milestone={milestone} reply={isRefused ? reply : undefined} {...places} />
        </details>
      ) : null}
    </header>
  );
}

type OptionProps = Pick<Props, "milestone" | "previousId" | "afterNextId" | "reply">;

function MilestoneOptions({ milestone, previousId, afterNextId, reply }: OptionProps) {
  const { t } = useTranslation("plan");
  const theirs = reply?.saved?.title;
  return (
    <div className="flex max-w-form flex-col gap-3 py-3">
      <Form
        key={milestone.version}
        method="post"
        preventScrollReset
        noValidate
        className="flex flex-wrap items-end gap-2"
      >
        <input type="hidden" name="intent" value="renameMilestone" />
        <input type="hidden" name="milestoneId" value={milestone.id} />
        <input type="hidden" name="version" value={reply?.saved?.version ?? milestone.version} />
        <TextField
          label={t("milestone.title")}
          name="title"
          className="min-w-0 flex-1 basis-56"
          defaultValue={reply?.values.title ?? milestone.title}
          error={theirs ? t("milestone.stale", { title: theirs }) : reply?.errors.title}
          autoComplete="off"
        />
        <Button type="submit">{t("milestone.rename")}</Button>
      </Form>
      <div className="flex flex-wrap items-center gap-2">
        <MoveForm id={milestone.id} before={previousId} label={t("milestone.up")} />
        <MoveForm id={milestone.id} before={afterNextId} label={t("milestone.down")} />
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="archiveMilestone" />
          <input type="hidden" name="milestoneId" value={milestone.id} />
          <Button type="submit" size="sm">
            {t("milestone.archive")}
          </Button>
        </Form>
        <span className="text-xs text-ink-muted">{t("milestone.archiveHint")}</span>
      </div>
    </div>
  );
}

function MoveForm({ id, before, label }: { id: string; before: string | null | undefined; label: string }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="moveMilestone" />
      <input type="hidden" name="milestoneId" value={id} />
      <input type="hidden" name="before" value={before ?? ""} />
      <Button type="submit" size="sm" disabled={before === undefined}>
        {label}
      </Button>
    </Form>
  );
}
