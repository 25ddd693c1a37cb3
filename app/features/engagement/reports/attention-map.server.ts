import type { WorkspaceScope } from "~/features/workspaces/schema";
import { grouped, sharedCompletion, total } from "../measures";
import type { AttentionMap, PageLabel, ReadCell, Subject } from "../schema";
import type { ReportPage } from "./pages.server";
import { findPeople, personOf } from "./people.server";
import type { PersonReading } from "./readings";

const MAX_PEOPLE = 40;
const MAX_PAGES = 24;

/** People × pages, those with the most active time first, as many as a screen can hold. */
export async function mapAttention(
  scope: WorkspaceScope,
  subject: Subject,
  facts: { readings: readonly PersonReading[]; pages: readonly ReportPage[] },
): Promise<AttentionMap> {
  const byPerson = ranked(facts.readings, ({ personKey }) => personKey);
  const byPage = ranked(facts.readings, ({ pageId }) => pageId);
  const shownPageIds = new Set(byPage.slice(0, MAX_PAGES).map(({ key }) => key));
  const pages = facts.pages.filter(({ id }) => shownPageIds.has(id));
  const shown = byPerson.slice(0, MAX_PEOPLE);
  const people = await findPeople(
    scope,
    subject.roomIds,
    shown.map(({ key }) => key),
  );
  return {
    people: shown.map(({ key, activeMs }) => ({ person: personOf(people, key), activeMs })),
    pages: pages.map(labelOf),
    cells: shown.map(({ readings }) => {
      const cells = new Map(readings.map((reading) => [reading.pageId, toCell(reading)]));
      return pages.map(({ id }) => cells.get(id) ?? null);
    }),
    peopleTotal: byPerson.length,
    pagesTotal: byPage.length,
  };
}

export function labelOf({ id, title, roomId, roomName, isArchived }: PageLabel): PageLabel {
  return { id, title, roomId, roomName, isArchived };
}

function toCell({ activeMs, read, units }: PersonReading): ReadCell {
  return { activeMs, completion: sharedCompletion([{ read, units }]) };
}

function ranked(readings: readonly PersonReading[], keyOf: (reading: PersonReading) => string) {
  return [...grouped(readings, keyOf)]
    .map(([key, group]) => ({ key, readings: group, activeMs: total(group, ({ activeMs }) => activeMs) }))
    .sort((a, b) => b.activeMs - a.activeMs || (a.key < b.key ? -1 : 1));
}
