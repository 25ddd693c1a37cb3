import { db } from "@db/client";
import { proposalVersions } from "@db/schema/proposals";
import { pages, proposals, rooms } from "@db/schema/rooms";
import { spans, views, visits } from "@db/schema/tracking";
import { and, desc, eq, gte, inArray, max, or, sql } from "drizzle-orm";
import { filmsOf } from "~/features/rooms/proposals/video/addresses";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { filmWatchers, grouped, sharedFilm, total } from "../measures";
import type { Film, Subject } from "../schema";
import { labelOf } from "./attention-map.server";
import type { ReportPage } from "./pages.server";
import { findPeople, personOf } from "./people.server";
import { isRoomOf } from "./rooms.server";

const MAX_WATCHERS = 50;

/** One film in one engaged view of its proposal. */
type FilmView = {
  roomId: string;
  day: string;
  personKey: string;
  pageId: string;
  blockId: string;
  activeMs: number;
  seen: number;
};

/** Every film of these rooms that somebody watched in the period, in the order of the rooms. */
export async function listFilms(
  scope: WorkspaceScope,
  subject: Subject,
  reportPages: readonly ReportPage[],
): Promise<Film[]> {
  const seen = await readFilmViews(scope, subject);
  if (seen.length === 0) return [];
  const titles = await filmTitles(
    scope,
    seen.map(({ pageId }) => pageId),
  );
  const people = await findPeople(
    scope,
    subject.roomIds,
    seen.map(({ personKey }) => personKey),
  );
  const byFilm = grouped(seen, ({ pageId, blockId }) => `${pageId} ${blockId}`);
  return reportPages.flatMap((page) =>
    (titles.get(page.id) ?? []).flatMap(({ blockId, title }, at) => {
      const watchers = filmWatchers(byFilm.get(`${page.id} ${blockId}`) ?? []);
      if (watchers.length === 0) return [];
      return {
        page: labelOf(page),
        blockId,
        title,
        number: at + 1,
        people: watchers.length,
        activeMs: total(watchers, ({ activeMs }) => activeMs),
        seen: sharedFilm(watchers),
        watchers: watchers
          .slice(0, MAX_WATCHERS)
          .map(({ personKey, ...watched }) => ({ person: personOf(people, personKey), ...watched })),
      };
    }),
  );
}

/**
 * From the raw spans, which are kept 13 months: a film has no roll-up. Time with a film is a part of its page's, so it
 * never counts twice, and what one view claims of it is never more than the view itself.
 */
export async function readFilmViews(scope: WorkspaceScope, subject: Subject): Promise<FilmView[]> {
  const { since, sinceAt } = subject.period;
  const withFilms = await findPagesWithFilms(scope, subject);
  if (withFilms.length === 0) return [];
  const rows = await db
    .select({
      roomId: rooms.id,
      day: views.day,
      personKey: visits.personKey,
      pageId: views.pageId,
      blockId: spans.targetId,
      viewMs: views.activeMs,
      activeMs: max(spans.activeMs).mapWith(Number),
      seen: max(spans.maxScroll).mapWith(Number),
    })
    .from(rooms)
    .innerJoin(visits, eq(visits.roomId, rooms.id))
    .innerJoin(views, eq(views.visitId, visits.id))
    .innerJoin(spans, eq(spans.viewId, views.id))
    .where(
      and(
        isRoomOf(scope, subject),
        eq(visits.engaged, true),
        eq(views.class, "engaged"),
        inArray(views.pageId, withFilms),
        eq(spans.kind, "video"),
        since === null ? undefined : and(gte(visits.lastAt, sinceAt), gte(views.day, since)),
      ),
    )
    .groupBy(rooms.id, views.id, views.day, views.pageId, views.activeMs, visits.personKey, spans.targetId)
    .orderBy(rooms.id, views.day, views.id, spans.targetId);
  return rows.map(({ viewMs, activeMs, seen, ...row }) => ({
    ...row,
    activeMs: Math.min(viewMs, activeMs ?? 0),
    seen: Math.min(1, seen ?? 0),
  }));
}

/** The proposals that speak of a film in any of their texts: for all others no span is read. */
async function findPagesWithFilms(scope: WorkspaceScope, { roomIds }: Subject): Promise<string[]> {
  if (roomIds.length === 0) return [];
  const { workspaceId } = scope;
  const rows = await db
    .selectDistinct({ pageId: pages.id })
    .from(pages)
    .innerJoin(proposals, eq(proposals.pageId, pages.id))
    .leftJoin(proposalVersions, eq(proposalVersions.pageId, pages.id))
    .where(
      and(
        eq(pages.workspaceId, workspaceId),
        inArray(pages.roomId, [...roomIds]),
        or(speaksOfFilm(proposals.body), speaksOfFilm(proposalVersions.body)),
      ),
    );
  return rows.map(({ pageId }) => pageId);
}

function speaksOfFilm(body: typeof proposals.body | typeof proposalVersions.body) {
  return sql`cast(${body} as text) like ${'%"video"%'}`;
}

type Named = { blockId: string; title: string };

/**
 * The films of each proposal by the words of the newest text that has them: as written now, then version by version.
 * A name in a beacon that no text of its page ever had is nobody's film.
 */
export async function filmTitles(
  scope: WorkspaceScope,
  pageIds: readonly string[],
): Promise<Map<string, Named[]>> {
  const wanted = [...new Set(pageIds)];
  if (wanted.length === 0) return new Map();
  const { workspaceId } = scope;
  const [drafts, versions] = await Promise.all([
    db
      .select({ pageId: proposals.pageId, body: proposals.body })
      .from(proposals)
      .innerJoin(pages, eq(pages.id, proposals.pageId))
      .where(and(eq(pages.workspaceId, workspaceId), inArray(proposals.pageId, wanted))),
    db
      .select({ pageId: proposalVersions.pageId, body: proposalVersions.body })
      .from(proposalVersions)
      .where(and(eq(proposalVersions.workspaceId, workspaceId), inArray(proposalVersions.pageId, wanted)))
      .orderBy(desc(proposalVersions.number)),
  ]);
  const named = new Map<string, Named[]>();
  for (const { pageId, body } of [...drafts, ...versions]) {
    const known = named.get(pageId) ?? [];
    const more = filmsOf(body).filter(({ blockId }) => known.every((film) => film.blockId !== blockId));
    named.set(pageId, [...known, ...more]);
  }
  return named;
}
