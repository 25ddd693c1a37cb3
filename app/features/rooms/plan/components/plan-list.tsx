import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { classes } from "~/ui/classes";
import { useCardDrag } from "~/ui/use-card-drag";
import { useTaskChanges } from "../hooks/use-task-changes";
import type { MemberPlan, MemberTask, Milestone, PlanPeople } from "../schema";
import type { PlanQuery, PlanReply } from "../screen/schema";
import { isShown } from "../screen/utils";
import { MilestoneHead } from "./milestone-head";
import { QuickTask } from "./quick-task";
import { TaskForm } from "./task-form";
import { type RowWays, TaskRow } from "./task-row";

export type PlanScreen = {
  roomId: string;
  plan: MemberPlan;
  people: PlanPeople;
  query: PlanQuery;
  requestKey: string;
  reply?: PlanReply;
};

/** Milestones with their tasks. A task is dragged by its grip; its menu does the same by keyboard. */
export function PlanList(screen: PlanScreen) {
  const { plan, query } = screen;
  const list = useRef<HTMLDivElement>(null);
  const changes = useTaskChanges();
  const move = (taskId: string, milestoneId: string | null, before: string | null) => {
    if (before === taskId) return;
    changes.send(taskId, {
      intent: "moveTask",
      taskId,
      milestoneId: milestoneId ?? "",
      before: before ?? "",
    });
  };
  const { dragging, take } = useCardDrag(list, (taskId, place) => {
    const [kind, id = ""] = place.split(":");
    if (kind === "end") return move(taskId, id || null, null);
    const neighbour = plan.tasks.find((task) => task.id === id);
    if (neighbour) move(taskId, neighbour.milestoneId, neighbour.id);
  });
  const ways: RowWays = { setStatus: changes.setStatus, archive: changes.archive, move };
  const groups = [null, ...plan.milestones];
  return (
    <div ref={list} className={classes("flex flex-col gap-5", dragging && "select-none")}>
      {groups.map((milestone) => (
        <MilestoneGroup
          key={milestone?.id ?? "none"}
          milestone={milestone}
          screen={screen}
          tasks={plan.tasks
            .filter((task) => task.milestoneId === (milestone?.id ?? null))
            .map((task) => ({ ...task, status: changes.coming.get(task.id) ?? task.status }))
            .filter((task) => isShown(task, query.show))}
          ways={ways}
          take={take}
          over={dragging?.over ?? null}
          draggedId={dragging?.cardId ?? null}
        />
      ))}
    </div>
  );
}

type GroupProps = {
  milestone: Milestone | null;
  screen: PlanScreen;
  tasks: readonly MemberTask[];
  ways: RowWays;
  take: ReturnType<typeof useCardDrag>["take"];
  over: string | null;
  draggedId: string | null;
};

function MilestoneGroup({ milestone, screen, tasks, ways, take, over, draggedId }: GroupProps) {
  const { t } = useTranslation("plan");
  const { plan, people, query, reply, roomId } = screen;
  const { milestones, canEdit } = plan;
  const place = milestones.findIndex(({ id }) => id === milestone?.id);
  const isFiltered = query.show !== "all";
  // Without a milestone: only where something stands there, or nothing is planned at all yet.
  if (tasks.length === 0 && (isFiltered || (milestone === null && milestones.length > 0))) return null;
  const done = tasks.filter(({ status }) => status === "done").length;
  const progress = t("progress", { done, count: tasks.length });
  const end = `end:${milestone?.id ?? ""}`;
  const isOwnRefusal = reply?.intent === "addTask" && (reply.milestoneId ?? "") === (milestone?.id ?? "");
  return (
    <Card flush className="overflow-hidden">
      {milestone ? (
        <MilestoneHead
          milestone={milestone}
          progress={progress}
          canEdit={canEdit}
          previousId={milestones[place - 1]?.id}
          afterNextId={place < milestones.length - 1 ? (milestones[place + 2]?.id ?? null) : undefined}
          reply={reply}
        />
      ) : milestones.length > 0 ? (
        <h2 className="px-4 pb-2 text-base font-semibold text-ink sm:px-5">{t("milestone.none")}</h2>
      ) : null}
      <ul>
        {tasks.map((task, at) =>
          query.edit === task.id && canEdit ? (
            <EditedTask key={task.id} task={task} screen={screen} />
          ) : (
            <TaskRow
              key={task.id}
              task={task}
              status={task.status}
              to={paths.planTask(roomId, plan.pageId, task.id)}
              canEdit={canEdit}
              milestones={milestones}
              previousId={tasks[at - 1]?.id}
              afterNextId={at < tasks.length - 1 ? (tasks[at + 2]?.id ?? null) : undefined}
              ways={ways}
              onGrip={take(task.id)}
              isOver={over === `before:${task.id}`}
              isDragged={draggedId === task.id}
            />
          ),
        )}
      </ul>
      {canEdit && !isFiltered ? (
        <div data-column={end} className={classes(over === end && "bg-accent-soft")}>
          <QuickTask
            milestone={milestone}
            people={people}
            requestKey={keyFor(screen.requestKey, place)}
            refused={isOwnRefusal ? reply : undefined}
          />
        </div>
      ) : null}
    </Card>
  );
}

function EditedTask({ task, screen }: { task: MemberTask; screen: PlanScreen }) {
  const { plan, people, query, reply } = screen;
  const refused = reply?.intent === "editTask" && reply.taskId === task.id ? reply : undefined;
  const search = new URLSearchParams({ view: query.view, show: query.show });
  return (
    <li id={`task-${task.id}`} className="scroll-mt-20 border-t border-line bg-canvas px-4 py-4 sm:px-5">
      <TaskForm
        key={refused?.saved?.version ?? "first"}
        task={task}
        others={plan.tasks.filter(({ id }) => id !== task.id)}
        milestones={plan.milestones}
        people={people}
        reply={refused}
        cancelTo={`?${search}#task-${task.id}`}
      />
    </li>
  );
}

/** Each form of one page needs a key of its own: the last sign tells them apart. */
function keyFor(requestKey: string, place: number): string {
  const signs = "0123456789abcdefghjkmnpqrstvwxyz";
  const [high, low] = [Math.floor((place + 1) / signs.length), (place + 1) % signs.length];
  return `${requestKey.slice(0, -2)}${signs[high] ?? "0"}${signs[low] ?? "0"}`;
}
