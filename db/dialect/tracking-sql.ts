import { both, type Columns, insertInto, type Say } from "./json-rows";
import type { NativeSql } from "./native";

export const READ_VIEWS = both(
  "tracking_read_views",
  { view_id: "text", viewer_id: "text", link_id: "text", page_id: "text" },
  ({ moment }) => `
SELECT i.view_id, l.id AS link_found, ${moment("l.revoked_at")} AS revoked_ms, ${moment("l.expires_at")} AS expires_ms,
  ${moment("r.archived_at")} AS archived_ms,
  coalesce(v.page_id, (SELECT p.id FROM pages p WHERE p.id = i.page_id)) AS page_found, w.id AS viewer_found, w.consent, w.contact_id,
  v.visit_id, v.hit_id, v.class, v.reason, v.suspicion, v.ruling, v.confirmed_by, v.verified, v.webdriver, v.late_input,
  v.visible_ms, v.frames, v.inputs, v.pointer_moves, v.active_ms, v.units_ms, v.day,
  ${moment("v.active_until")} AS active_until_ms, ${moment("v.last_at")} AS last_ms, ${moment("v.engaged_at")} AS engaged_ms,
  t.person_key, t.day AS visit_day, t.engaged AS visit_engaged, ${moment("t.last_at")} AS visit_last_ms, t.active_ms AS visit_active_ms,
  t.page_count AS visit_page_count,
  (SELECT ${moment("min(n.started_at)")} FROM visits n WHERE n.viewer_id = v.viewer_id AND n.started_at > t.started_at) AS next_visit_ms
FROM i
LEFT JOIN share_links l ON l.id = i.link_id
LEFT JOIN rooms r ON r.id = l.room_id
LEFT JOIN viewers w ON w.id = i.viewer_id
LEFT JOIN views v ON v.id = i.view_id
LEFT JOIN visits t ON t.id = v.visit_id`,
);

export const READ_DWELLS = both(
  "tracking_read_dwells",
  { visit_id: "text" },
  () => `
SELECT v.id, v.visit_id, v.page_id, v.visible_ms FROM i JOIN views v ON v.visit_id = i.visit_id`,
);

export const READ_SPANS = both(
  "tracking_read_spans",
  { view_id: "text", span_id: "text" },
  () => `
SELECT s.view_id, s.span_id, s.kind, s.target_id, s.unit, s.active_ms, s.max_scroll, s.seq
FROM i JOIN spans s ON s.view_id = i.view_id AND s.span_id = i.span_id`,
);

export const READ_SPANS_OF_VIEWS = both(
  "tracking_read_spans_of_views",
  { view_id: "text" },
  () => `
SELECT s.view_id, s.span_id, s.kind, s.target_id, s.unit, s.active_ms, s.max_scroll, s.seq
FROM i JOIN spans s ON s.view_id = i.view_id`,
);

/**
 * Moves on with every row that this connection writes and every commit of another: while it stands still, nothing in
 * the file has changed. PostgreSQL has nothing like it.
 */
export const READ_STAMP: NativeSql = {
  name: "tracking_read_stamp",
  sqlite: "SELECT total_changes() AS changes, (SELECT data_version FROM pragma_data_version) AS version",
  pg: "SELECT NULL AS changes, NULL AS version",
};

const SPAN: Columns = {
  view_id: "text",
  span_id: "text",
  kind: "text",
  target_id: "text",
  unit: "int",
  active_ms: "bigint",
  max_scroll: "real",
  seq: "int",
  day: "text",
  first_at: "time",
  last_at: "time",
};
const SPAN_COLUMNS = Object.keys(SPAN);

export const INSERT_SPANS = both(
  "tracking_insert_spans",
  SPAN,
  () => `
INSERT INTO spans (${SPAN_COLUMNS.join(", ")}) SELECT ${SPAN_COLUMNS.join(", ")} FROM i`,
  insertInto("spans", SPAN_COLUMNS),
);

export const GROW_SPANS = both(
  "tracking_grow_spans",
  {
    active_ms: "bigint",
    max_scroll: "real",
    seq: "int",
    last_at: "time",
    view_id: "text",
    span_id: "text",
  },
  () => `
UPDATE spans SET active_ms = i.active_ms, max_scroll = i.max_scroll, seq = i.seq, last_at = i.last_at
FROM i WHERE spans.view_id = i.view_id AND spans.span_id = i.span_id`,
  "UPDATE spans SET active_ms = ?, max_scroll = ?, seq = ?, last_at = ? WHERE view_id = ? AND span_id = ?",
);

const VIEW_GROWTH: Columns = {
  late_input: "bool",
  visible_ms: "bigint",
  frames: "int",
  inputs: "int",
  pointer_moves: "int",
  active_ms: "bigint",
  units_ms: "bigint",
  active_until: "time",
  last_at: "time",
};
const VIEW_VERDICT: Columns = {
  visit_id: "text",
  class: "text",
  reason: "text",
  webdriver: "bool",
  engaged_at: "time",
};
const setFromRows = (columns: Columns) =>
  Object.keys(columns)
    .map((column) => `${column} = i.${column}`)
    .join(", ");
const setFromParams = (columns: Columns) =>
  Object.keys(columns)
    .map((column) => `${column} = ?`)
    .join(", ");

export const GROW_VIEWS = both(
  "tracking_grow_views",
  { ...VIEW_GROWTH, view_id: "text" },
  () => `
UPDATE views SET ${setFromRows(VIEW_GROWTH)} FROM i WHERE views.id = i.view_id`,
  `UPDATE views SET ${setFromParams(VIEW_GROWTH)} WHERE id = ?`,
);

export const UPDATE_VIEWS = both(
  "tracking_update_views",
  { ...VIEW_GROWTH, ...VIEW_VERDICT, view_id: "text" },
  () => `
UPDATE views SET ${setFromRows({ ...VIEW_GROWTH, ...VIEW_VERDICT })} FROM i WHERE views.id = i.view_id`,
  `UPDATE views SET ${setFromParams({ ...VIEW_GROWTH, ...VIEW_VERDICT })} WHERE id = ?`,
);

export const GROW_VISITS = both(
  "tracking_grow_visits",
  { add_ms: "bigint", last_at: "time", visit_id: "text" },
  ({ greatest }) => `
UPDATE visits SET active_ms = visits.active_ms + i.add_ms, last_at = ${greatest("visits.last_at", "i.last_at")}
FROM i WHERE visits.id = i.visit_id`,
  "UPDATE visits SET active_ms = active_ms + ?, last_at = max(last_at, ?) WHERE id = ?",
);

const ATTENTION: Columns = {
  active_ms: "bigint",
  workspace_id: "text",
  room_id: "text",
  day: "text",
  person_key: "text",
  page_id: "text",
  version_id: "text",
  unit: "int",
};
const ATTENTION_COLUMNS = Object.keys(ATTENTION);
const ADD_ATTENTION = `ON CONFLICT (room_id, day, person_key, page_id, version_id, unit)
DO UPDATE SET active_ms = attention_daily.active_ms + excluded.active_ms`;

export const GROW_ATTENTION: NativeSql = {
  ...both(
    "tracking_grow_attention",
    ATTENTION,
    () => `
INSERT INTO attention_daily (${ATTENTION_COLUMNS.join(", ")}) SELECT ${ATTENTION_COLUMNS.join(", ")} FROM i
${ADD_ATTENTION}`,
    insertInto("attention_daily", ATTENTION_COLUMNS, ADD_ATTENTION),
  ),
  sqliteFirst: `UPDATE attention_daily SET active_ms = active_ms + ?
WHERE workspace_id = ? AND room_id = ? AND day = ? AND person_key = ? AND page_id = ? AND version_id = ? AND unit = ?`,
};

export const GROW_VISITS_DAILY = both(
  "tracking_grow_visits_daily",
  { add_ms: "bigint", add_bounces: "int", last_at: "time", room_id: "text", day: "text", person_key: "text" },
  ({ greatest }) => `
UPDATE visits_daily SET active_ms = visits_daily.active_ms + i.add_ms, bounces = visits_daily.bounces + i.add_bounces,
  last_at = ${greatest("visits_daily.last_at", "i.last_at")}
FROM i WHERE visits_daily.room_id = i.room_id AND visits_daily.day = i.day AND visits_daily.person_key = i.person_key`,
  `UPDATE visits_daily SET active_ms = active_ms + ?, bounces = bounces + ?, last_at = max(last_at, ?)
WHERE room_id = ? AND day = ? AND person_key = ?`,
);

export const ADD_DROPS = both(
  "tracking_add_drops",
  { day: "text", reason: "text", count: "bigint" },
  () => `
INSERT INTO drops_daily (day, reason, count) SELECT day, reason, count FROM i WHERE true
ON CONFLICT (day, reason) DO UPDATE SET count = drops_daily.count + excluded.count`,
);

export const RECOMPUTE_VISITS = both(
  "tracking_recompute_visits",
  { visit_id: "text" },
  () => `
UPDATE visits SET
  engaged = EXISTS (SELECT 1 FROM views v WHERE v.visit_id = visits.id AND v.class = 'engaged'),
  active_ms = coalesce((SELECT sum(v.active_ms) FROM views v WHERE v.visit_id = visits.id AND v.class = 'engaged'), 0),
  page_count = (SELECT count(DISTINCT v.page_id) FROM views v WHERE v.visit_id = visits.id AND v.class = 'engaged'),
  last_at = coalesce((SELECT max(coalesce(v.active_until, v.last_at)) FROM views v WHERE v.visit_id = visits.id), visits.last_at)
WHERE id IN (SELECT visit_id FROM i)`,
);

const PERSON_DAY: Columns = { room_id: "text", day: "text", person_key: "text" };
const IS_BOUNCE = "t.active_ms < 10000 AND t.page_count <= 1";

/** Views are found by their visit, never by class: without statistics SQLite would rather look through all of them. */
const attentionOf = (of: string, dayIs: string, { plain, inOrder }: Say) => {
  const isCounted = `${plain("v.class")} = 'engaged' AND ${plain("v.day")} ${dayIs}`;
  const counted = `i ${inOrder} visits t ON ${of} ${inOrder} views v ON v.visit_id = t.id AND ${isCounted}`;
  return `
INSERT INTO attention_daily (workspace_id, room_id, day, person_key, page_id, version_id, unit, active_ms)
SELECT workspace_id, room_id, day, person_key, page_id, version_id, unit, sum(active_ms) FROM (
  SELECT v.workspace_id, v.room_id, v.day, t.person_key, v.page_id, v.version_id, s.unit, s.active_ms
  FROM ${counted} ${inOrder} spans s ON s.view_id = v.id AND ${plain("s.kind")} = 'unit'
  UNION ALL
  SELECT v.workspace_id, v.room_id, v.day, t.person_key, v.page_id, v.version_id, 0, v.active_ms - v.units_ms
  FROM ${counted}
) parts WHERE active_ms > 0
GROUP BY workspace_id, room_id, day, person_key, page_id, version_id, unit`;
};

const visitsDailyOf = (of: string, isPicked: string, { inOrder }: Say) => `
INSERT INTO visits_daily (workspace_id, room_id, day, person_key, visits, views, bounces, active_ms, last_at)
SELECT t.workspace_id, t.room_id, t.day, t.person_key, count(*),
  sum((SELECT count(*) FROM views v WHERE v.visit_id = t.id AND v.class = 'engaged')),
  sum(CASE WHEN ${IS_BOUNCE} THEN 1 ELSE 0 END), sum(t.active_ms), max(t.last_at)
FROM i ${inOrder} visits t ON ${of} WHERE t.engaged AND ${isPicked}
GROUP BY t.workspace_id, t.room_id, t.day, t.person_key`;

const OF_PERSON = "t.room_id = i.room_id AND t.person_key = i.person_key";
const deletePersonDays = (table: string) => () =>
  `
DELETE FROM ${table} WHERE (room_id, day, person_key) IN (SELECT room_id, day, person_key FROM i)`;

/** Each takes rows of room, day and person, as RECOMPUTE_VISIT_DAYS does. */
export const RECOMPUTE_ATTENTION: readonly NativeSql[] = [
  both("tracking_drop_attention", PERSON_DAY, deletePersonDays("attention_daily")),
  both("tracking_make_attention", PERSON_DAY, (say) => attentionOf(OF_PERSON, "= i.day", say)),
];
export const RECOMPUTE_VISIT_DAYS: readonly NativeSql[] = [
  both("tracking_drop_visits_daily", PERSON_DAY, deletePersonDays("visits_daily")),
  both("tracking_make_visits_daily", PERSON_DAY, (say) => visitsDailyOf(OF_PERSON, "t.day = i.day", say)),
];

const ROOM: Columns = { room_id: "text", since: "text" };
const OF_ROOM = "t.room_id = i.room_id";
const deleteRoom = (table: string) => () =>
  `
DELETE FROM ${table} WHERE room_id = (SELECT room_id FROM i) AND day >= (SELECT since FROM i)`;

/** Each takes one row of room and first day. */
export const RECOMPUTE_ROOM: readonly NativeSql[] = [
  both("tracking_drop_room_attention", ROOM, deleteRoom("attention_daily")),
  both("tracking_make_room_attention", ROOM, (say) => attentionOf(OF_ROOM, ">= i.since", say)),
  both("tracking_drop_room_visits_daily", ROOM, deleteRoom("visits_daily")),
  both("tracking_make_room_visits_daily", ROOM, (say) => visitsDailyOf(OF_ROOM, "t.day >= i.since", say)),
];

/** In one order for everybody, so that two processes never wait for each other. */
export const LOCK_ROOMS: NativeSql = {
  name: "tracking_lock_rooms",
  sqlite: "SELECT 1",
  pg: `SELECT pg_advisory_xact_lock(key) FROM (
  SELECT DISTINCT hashtextextended('tracking ' || value, 0) AS key FROM jsonb_array_elements_text($1::jsonb) ORDER BY key
) keys`,
};

/** Engaged visits that have not been announced, with the page that was read first. */
export const READ_UNANNOUNCED = both(
  "tracking_read_unannounced",
  { visit_id: "text" },
  () => `
SELECT t.id, t.workspace_id, t.room_id, t.viewer_id, t.person_key, s.alert_hold_seconds,
  (SELECT v.page_id FROM views v WHERE v.visit_id = t.id AND v.class = 'engaged' ORDER BY v.opened_at, v.id LIMIT 1) AS page_id
FROM i JOIN visits t ON t.id = i.visit_id JOIN workspaces s ON s.id = t.workspace_id
WHERE t.engaged AND t.announced_at IS NULL`,
);

export const MARK_ANNOUNCED = both(
  "tracking_mark_announced",
  { visit_id: "text", announced_at: "time" },
  () => `
UPDATE visits SET announced_at = i.announced_at FROM i WHERE visits.id = i.visit_id`,
);
