import type { Database } from "@db/types";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { dayOf } from "~/platform/i18n/format";
import {
  makeAccount,
  makeContact,
  makeDeal,
  makeDocument,
  makeLink,
  makePage,
  makeRoom,
  makeViewer,
} from "../../support/factories";

const PAGES = 4;
const UNITS = 12;
const UNIT_MS = 4_000;
const REST_MS = 1_000;
const DAY_MS = 86_400_000;

/** Each person makes `visits` visits on each day; a visit views every page, and a view reads every unit. */
export type Shape = { people: number; days: number; visits: number };

/** A room with raw facts of that shape, without roll-ups. Returns its id. */
export async function fillRoom(database: Database, scope: WorkspaceScope, shape: Shape): Promise<string> {
  const account = await makeAccount(scope);
  const deal = await makeDeal(scope, { accountId: account.id });
  const room = await makeRoom(scope, { dealId: deal.id });
  const { link } = await makeLink(scope, { roomId: room.id });
  for (let n = 0; n < shape.people; n++) {
    const contact = await makeContact(scope, { accountId: account.id, name: `Reader ${n}` });
    await makeViewer(scope, { link, contactId: contact.id, identity: "verified" });
  }
  for (let n = 0; n < PAGES; n++) {
    const { document } = await makeDocument(scope, { version: { pageCount: UNITS } });
    await makePage(scope, { roomId: room.id, documentId: document.id, title: `Document ${n}` });
  }
  for (const statement of statements(room.id, shape)) await database.raw(statement);
  return room.id;
}

/** SQLite only; ids are the ids of what a row belongs to, one behind the other. */
function statements(roomId: string, { days, visits }: Shape): string[] {
  const startMs = Date.now() - days * DAY_MS;
  const numbers = (name: string, upTo: number) =>
    `${name}(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM ${name} WHERE i < ${upTo})`;
  const dayNames = Array.from({ length: days }, (_, n) => dayOf(startMs + (n + 1) * DAY_MS, "Asia/Tokyo"));
  const day = `CASE d.i ${dayNames.map((name, n) => `WHEN ${n + 1} THEN '${name}'`).join(" ")} END`;
  const at = `${startMs} + d.i * ${DAY_MS} - 3600000 + n.i * 1000`;
  const viewMs = UNITS * UNIT_MS + REST_MS;
  return [
    `WITH RECURSIVE ${numbers("d", days)}, ${numbers("n", visits)}
     INSERT INTO visits (id, workspace_id, room_id, viewer_id, person_key, day, started_at, last_at, engaged, active_ms, page_count)
     SELECT w.id || '-' || d.i || '-' || n.i, w.workspace_id, w.room_id, w.id, w.contact_id, ${day}, ${at}, ${at}, 0, 0, 0
     FROM d CROSS JOIN n CROSS JOIN viewers w WHERE w.room_id = '${roomId}'`,
    `INSERT INTO hits (id, workspace_id, room_id, link_id, viewer_id, at, method, ip, user_agent, class, reason)
     SELECT t.id, t.workspace_id, t.room_id, w.link_id, w.id, t.started_at, 'GET', '203.0.113.9', 'Mozilla/5.0', 'person', 'input'
     FROM visits t JOIN viewers w ON w.id = t.viewer_id WHERE t.room_id = '${roomId}'`,
    `INSERT INTO views (id, workspace_id, room_id, link_id, viewer_id, visit_id, page_id, version_id, unit_count, class, reason,
       ip, user_agent, active_ms, units_ms, opened_at, day, last_at)
     SELECT t.id || '-' || p.id, t.workspace_id, t.room_id, w.link_id, w.id, t.id, p.id, v.id, ${UNITS}, 'engaged', 'input',
       '203.0.113.9', 'Mozilla/5.0', ${viewMs}, ${UNITS * UNIT_MS}, t.started_at, t.day, t.last_at
     FROM visits t JOIN viewers w ON w.id = t.viewer_id JOIN pages p ON p.room_id = t.room_id
     JOIN document_versions v ON v.document_id = p.document_id WHERE t.room_id = '${roomId}'`,
    `WITH RECURSIVE ${numbers("u", UNITS + 1)}
     INSERT INTO spans (view_id, span_id, kind, target_id, unit, active_ms, max_scroll, seq, day, first_at, last_at)
     SELECT v.id, 's' || u.i, CASE u.i WHEN 1 THEN 'page' ELSE 'unit' END, v.page_id, u.i - 1,
       CASE u.i WHEN 1 THEN ${viewMs} ELSE ${UNIT_MS} END, 0, 1, v.day, v.opened_at, v.last_at
     FROM views v CROSS JOIN u WHERE v.room_id = '${roomId}'`,
  ];
}
