/** What ingest reads and writes once for each new view; statements as in tracking.ts. */
import type { Tx } from "../types";
import { both, numberOrNull, textOf, textOrNull, withRows } from "./json-rows";

export type OpeningKey = { viewId: string; workspaceId: string; hitId: string; viewerId: string };

export type Opening = {
  viewId: string;
  timeZone: string;
  ownDomains: string[];
  ownNetworks: string[];
  /** Of the viewer, as claimed or proven. */
  email: string | null;
  hit: { class: string; reason: string; isRuled: boolean } | null;
};

const READ_OPENINGS = both(
  "tracking_read_openings",
  { view_id: "text", workspace_id: "text", hit_id: "text", viewer_id: "text" },
  () => `
SELECT i.view_id, s.time_zone, s.own_domains, s.own_networks, w.email, h.class, h.reason, h.reclassed_by_id
FROM i JOIN workspaces s ON s.id = i.workspace_id
LEFT JOIN viewers w ON w.id = i.viewer_id
LEFT JOIN hits h ON h.id = i.hit_id AND h.workspace_id = i.workspace_id`,
);

export async function readOpenings(tx: Tx, keys: readonly OpeningKey[]): Promise<Opening[]> {
  const input = keys.map((key) => [key.viewId, key.workspaceId, key.hitId, key.viewerId]);
  const rows = await withRows(tx, READ_OPENINGS, input);
  return rows.map((row) => ({
    viewId: textOf(row.view_id),
    timeZone: textOf(row.time_zone),
    ownDomains: listOf(row.own_domains),
    ownNetworks: listOf(row.own_networks),
    email: textOrNull(row.email),
    hit:
      row.class === null
        ? null
        : { class: textOf(row.class), reason: textOf(row.reason), isRuled: row.reclassed_by_id !== null },
  }));
}

export type VisitNear = {
  id: string;
  viewerId: string;
  startMs: number;
  endMs: number;
  day: string;
  personKey: string;
  engaged: boolean;
  announcedMs: number | null;
};

const READ_VISITS_NEAR = both(
  "tracking_read_visits_near",
  { viewer_id: "text", since: "time", until: "time" },
  ({ moment }) => `
SELECT t.id, t.viewer_id, ${moment("t.started_at")} AS start_ms, ${moment("t.last_at")} AS end_ms, t.day, t.person_key,
  t.engaged, ${moment("t.announced_at")} AS announced_ms
FROM i JOIN visits t ON t.viewer_id = i.viewer_id AND t.last_at >= i.since AND t.started_at <= i.until
ORDER BY t.started_at, t.id`,
);

/** Visits of each viewer that touch a stretch of time; the earliest first. */
export async function readVisitsNear(
  tx: Tx,
  stretches: readonly { viewerId: string; sinceMs: number; untilMs: number }[],
): Promise<VisitNear[]> {
  const input = stretches.map((stretch) => [stretch.viewerId, stretch.sinceMs, stretch.untilMs]);
  const rows = await withRows(tx, READ_VISITS_NEAR, input);
  return rows.map((row) => ({
    id: textOf(row.id),
    viewerId: textOf(row.viewer_id),
    startMs: Number(row.start_ms),
    endMs: Number(row.end_ms),
    day: textOf(row.day),
    personKey: textOf(row.person_key),
    engaged: Boolean(row.engaged),
    announcedMs: numberOrNull(row.announced_ms),
  }));
}

export type NewVisit = {
  id: string;
  workspaceId: string;
  roomId: string;
  viewerId: string;
  personKey: string;
  day: string;
  startMs: number;
  endMs: number;
};

const INSERT_VISITS = both(
  "tracking_insert_visits",
  {
    id: "text",
    workspace_id: "text",
    room_id: "text",
    viewer_id: "text",
    person_key: "text",
    day: "text",
    started_at: "time",
    last_at: "time",
  },
  ({ no }) => `
INSERT INTO visits (id, workspace_id, room_id, viewer_id, person_key, day, started_at, last_at, engaged, active_ms, page_count)
SELECT id, workspace_id, room_id, viewer_id, person_key, day, started_at, last_at, ${no}, 0, 0 FROM i`,
);

export async function insertVisits(tx: Tx, visits: readonly NewVisit[]): Promise<void> {
  await withRows(
    tx,
    INSERT_VISITS,
    visits.map((v) => [v.id, v.workspaceId, v.roomId, v.viewerId, v.personKey, v.day, v.startMs, v.endMs]),
  );
}

export type NewView = {
  viewId: string;
  workspaceId: string;
  roomId: string;
  linkId: string;
  viewerId: string;
  visitId: string;
  pageId: string;
  versionId: string;
  unitCount: number;
  hitId: string | null;
  ip: string;
  userAgent: string;
  suspicion: string;
  ruling: string;
  verified: boolean;
  openedMs: number;
  day: string;
};

const INSERT_VIEWS = both(
  "tracking_insert_views",
  {
    id: "text",
    workspace_id: "text",
    room_id: "text",
    link_id: "text",
    viewer_id: "text",
    visit_id: "text",
    page_id: "text",
    version_id: "text",
    unit_count: "int",
    hit_id: "text",
    ip: "text",
    user_agent: "text",
    suspicion: "text",
    ruling: "text",
    verified: "bool",
    opened_at: "time",
    day: "text",
  },
  () => `
INSERT INTO views (id, workspace_id, room_id, link_id, viewer_id, visit_id, page_id, version_id, unit_count, hit_id, ip,
  user_agent, suspicion, ruling, verified, opened_at, last_at, day, class, reason)
SELECT id, workspace_id, room_id, link_id, viewer_id, visit_id, page_id, version_id, unit_count, hit_id, ip,
  user_agent, suspicion, ruling, verified, opened_at, opened_at, day, 'opened', 'too_short' FROM i`,
);

/** Only what never changes; `updateViews` follows with what the browser reported. */
export async function insertViews(tx: Tx, views: readonly NewView[]): Promise<void> {
  await withRows(
    tx,
    INSERT_VIEWS,
    views.map((v) => [
      v.viewId,
      v.workspaceId,
      v.roomId,
      v.linkId,
      v.viewerId,
      v.visitId,
      v.pageId,
      v.versionId,
      v.unitCount,
      v.hitId,
      v.ip,
      v.userAgent,
      v.suspicion,
      v.ruling,
      v.verified ? 1 : 0,
      v.openedMs,
      v.day,
    ]),
  );
}

/** SQLite gives JSON columns as text. */
function listOf(value: unknown): string[] {
  return (typeof value === "string" ? JSON.parse(value) : value) as string[];
}
