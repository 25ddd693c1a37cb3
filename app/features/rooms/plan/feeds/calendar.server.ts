import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from "ical-generator";
import { dayPlus } from "../utils";
import type { FeedTask } from "./data.server";

export type Feed = {
  roomName: string;
  tasks: readonly FeedTask[];
  /** The address of a task for whoever reads. */
  urlOf: (task: FeedTask) => string;
  host: string;
};

/** RFC 5545: one all-day event a task, with an id that stays, so that a calendar moves it instead of doubling it. */
export function calendarText({ roomName, tasks, urlOf, host }: Feed): string {
  const calendar = ical({ name: roomName, prodId: { company: "Engawa", product: "Plan" } });
  calendar.method(ICalCalendarMethod.PUBLISH);
  for (const task of tasks) {
    const url = urlOf(task);
    calendar.createEvent({
      id: `task-${task.id}@${host}`,
      start: dayStart(task.dueOn),
      end: dayStart(dayPlus(task.dueOn, 1) ?? task.dueOn),
      allDay: true,
      summary: task.status === "done" ? `✓ ${task.title}` : task.title,
      description: [task.description, roomName, url].filter(Boolean).join("\n"),
      url,
      stamp: task.updatedAt,
      lastModified: task.updatedAt,
      sequence: task.version,
      status: task.status === "cancelled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}

/** Whole days have no zone; the library writes the digits of the day in UTC. */
function dayStart(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
