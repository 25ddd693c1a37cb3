import { Ban, CalendarDays, Lock, MessageSquare, Paperclip, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/platform/i18n/format";
import { Badge } from "~/ui/badge";
import { classes } from "~/ui/classes";
import { useLocale } from "~/ui/locale";
import type { MemberTask, TaskFace } from "../schema";

/** What the two sides are called for whoever reads. */
export type SideNames = { member: string; viewer: string };

type Owned = Pick<TaskFace, "ownerName" | "isRole" | "side">;

/** Whose turn it is, in words; without names for the sides, as members say it. */
export function OwnerName({ task, sides }: { task: Owned; sides?: SideNames }) {
  const { t } = useTranslation("tasks");
  const side = sides?.[task.side] ?? t(task.side === "member" ? "facts.us" : "facts.them");
  const name = task.ownerName ?? side;
  const isToFill = task.isRole && task.ownerName !== null;
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <UserRound
        aria-hidden
        className={classes("size-3.5 shrink-0", task.side === "viewer" ? "text-accent" : "text-ink-faint")}
      />
      <span className="min-w-0 wrap-anywhere">{isToFill ? t("facts.toFill", { role: name }) : name}</span>
    </span>
  );
}

/** The day, how late it is, and that nobody works on it. */
export function DueDay({ task }: { task: TaskFace }) {
  const { t } = useTranslation("tasks");
  const { language } = useLocale();
  if (task.dueOn === null) return <span className="text-ink-faint">{t("facts.noDay")}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5 gap-y-0.5">
      <span
        className={classes(
          "inline-flex items-center gap-1 whitespace-nowrap tabular-nums",
          task.lateDays > 0 && "font-medium text-danger",
        )}
      >
        <CalendarDays aria-hidden className="size-3.5 shrink-0" />
        <time dateTime={task.dueOn}>{formatDay(task.dueOn, language)}</time>
      </span>
      {task.lateDays > 0 ? (
        <span className="text-xs text-danger">{t("due.late", { count: task.lateDays })}</span>
      ) : null}
      {task.dayOff === null ? null : (
        <span className="text-xs text-warning">
          {task.dayOff === "weekend" ? t("due.weekend") : t("due.holiday", { name: task.dayOff })}
        </span>
      )}
    </span>
  );
}

/** Small marks: internal, and what both sides see. */
export function TaskMarks({ task }: { task: MemberTask }) {
  const { t } = useTranslation("tasks");
  return (
    <>
      {task.internal ? <Badge icon={<Lock aria-hidden />}>{t("facts.internal")}</Badge> : null}
      <FaceMarks task={task} />
    </>
  );
}

/** Waiting, talked about, with files. */
export function FaceMarks({ task }: { task: TaskFace }) {
  const { t } = useTranslation("tasks");
  const waits = t("facts.waitsFor", { titles: task.waitsFor.join(", ") });
  return (
    <>
      {task.waitsFor.length > 0 ? (
        <span title={waits}>
          <Badge tone="warning" icon={<Ban aria-hidden />}>
            {t("facts.blocked")}
            <span className="sr-only"> {waits}</span>
          </Badge>
        </span>
      ) : null}
      {task.comments > 0 ? (
        <Mark
          icon={<MessageSquare aria-hidden />}
          count={task.comments}
          label={t("facts.comments", { count: task.comments })}
        />
      ) : null}
      {task.files > 0 ? (
        <Mark
          icon={<Paperclip aria-hidden />}
          count={task.files}
          label={t("facts.files", { count: task.files })}
        />
      ) : null}
    </>
  );
}

function Mark({ icon, count, label }: { icon: ReactNode; count: number; label: string }) {
  return (
    <span className="inline-flex items-center gap-0.5 text-xs text-ink-muted tabular-nums [&>svg]:size-3.5">
      {icon}
      <span aria-hidden>{count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
