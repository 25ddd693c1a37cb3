import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { viewers } from "@db/schema/sharing";
import { views } from "@db/schema/tracking";
import { and, count, eq, gte, inArray, ne, notExists } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { ACTIONS, type Action } from "../choices";
import { grouped, total } from "../measures";
import type { PersonActions, Subject } from "../schema";
import { findPeople, personOf } from "./people.server";

const MAX_PEOPLE = 40;

const ACTION_OF: Readonly<Record<string, Action>> = {
  "task.completed": "tasks",
  "task.commented": "comments",
  "chat.message_sent": "messages",
  "form.answered": "answers",
  "proposal.accepted": "acceptances",
  "document.downloaded": "downloads",
};

/**
 * What each person of the buying side did in the period, whoever did most first. Each act is an event of its own; what
 * is said among buyers alone makes none. Whoever said no to measuring, and our own people, are left out.
 */
export async function listActions(scope: WorkspaceScope, subject: Subject): Promise<PersonActions[]> {
  if (subject.roomIds.length === 0) return [];
  const isOurs = db
    .select({ id: views.id })
    .from(views)
    .where(and(eq(views.viewerId, viewers.id), eq(views.class, "internal")));
  const rows = await db
    .select({ type: events.type, viewerId: viewers.id, contactId: viewers.contactId, acts: count() })
    .from(events)
    .innerJoin(viewers, eq(viewers.id, events.actorId))
    .where(
      and(
        eq(events.workspaceId, scope.workspaceId),
        inArray(events.roomId, [...subject.roomIds]),
        gte(events.at, subject.period.sinceAt),
        eq(events.actorKind, "viewer"),
        inArray(events.type, Object.keys(ACTION_OF)),
        ne(viewers.consent, "declined"),
        notExists(isOurs),
      ),
    )
    .groupBy(events.type, viewers.id, viewers.contactId);
  const byPerson = [...grouped(rows, ({ contactId, viewerId }) => contactId ?? viewerId)]
    .map(([key, own]) => ({ key, own, acts: total(own, ({ acts }) => acts) }))
    .sort((a, b) => b.acts - a.acts || (a.key < b.key ? -1 : 1))
    .slice(0, MAX_PEOPLE);
  const people = await findPeople(
    scope,
    subject.roomIds,
    byPerson.map(({ key }) => key),
  );
  return byPerson.map(({ key, own }) => ({ person: personOf(people, key), counts: countsOf(own) }));
}

function countsOf(rows: readonly { type: string; acts: number }[]): Record<Action, number> {
  const counts = { tasks: 0, comments: 0, messages: 0, answers: 0, acceptances: 0, downloads: 0 };
  for (const action of ACTIONS) {
    const own = rows.filter(({ type }) => ACTION_OF[type] === action);
    counts[action] = total(own, ({ acts }) => acts);
  }
  return counts;
}
