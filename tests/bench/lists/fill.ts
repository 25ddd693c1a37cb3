import type { Database } from "@db/types";
import type { WorkspaceScope } from "~/features/workspaces/schema";

export const SIZES = { accounts: 1_000, contacts: 20_000, deals: 5_000, rooms: 5_000 } as const;

/** The demonstration a hundred times over, by one statement for each table. SQLite only; ids are 26 characters. */
export async function fillLists(database: Database, scope: WorkspaceScope): Promise<void> {
  const numbers = (upTo: number) =>
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${upTo})`;
  const id = (mark: string, number = "n.i") => `'01bench${mark}' || printf('%018d', ${number})`;
  const at = `${Date.now()} - (n.i * 7919 % 5000000) * 1000`;
  const own = `'${scope.workspaceId}'`;
  const owner = `'${scope.memberId}'`;
  const accountOf = id("a", `(n.i * 31 % ${SIZES.accounts}) + 1`);
  const stage =
    "CASE n.i % 5 WHEN 0 THEN 'qualify' WHEN 1 THEN 'discover' WHEN 2 THEN 'propose' WHEN 3 THEN 'negotiate' ELSE 'close' END";
  const statements = [
    `${numbers(SIZES.accounts)} INSERT INTO accounts (id, workspace_id, name, reading, domain, search_text, sort_key, owner_id, created_at, updated_at)
     SELECT ${id("a")}, ${own}, '第' || n.i || '工業', 'だい' || n.i || 'こうぎょう', 'a' || n.i || '.example',
       '第' || n.i || '工業' || char(10) || 'だい' || n.i || 'こうぎょう', 'だい' || printf('%06d', n.i * 7919 % 1000003), ${owner}, ${at}, ${at} FROM n`,
    `${numbers(SIZES.contacts)} INSERT INTO contacts (id, workspace_id, account_id, email, name, title, search_text, sort_key, created_at, updated_at)
     SELECT ${id("c")}, ${own}, ${accountOf}, 'p' || n.i || '@a.example', '佐藤 ' || n.i, '課長',
       '佐藤 ' || n.i || char(10) || 'p' || n.i || '@a.example' || char(10) || '課長', 'さとう' || printf('%06d', n.i * 7919 % 1000003), ${at}, ${at} FROM n`,
    `${numbers(SIZES.deals)} INSERT INTO deals (id, workspace_id, account_id, name, search_text, stage, amount_minor, currency, close_date, owner_id, outcome, created_at, updated_at)
     SELECT ${id("d")}, ${own}, ${accountOf}, '商談 ' || n.i, '商談 ' || n.i, ${stage}, n.i * 7919 % 10000000, 'JPY', date('2026-01-01', (n.i % 700) || ' days'), ${owner}, 'open', ${at}, ${at} FROM n`,
    `${numbers(SIZES.rooms)} INSERT INTO rooms (id, workspace_id, deal_id, name, search_text, language, owner_id, created_at, updated_at)
     SELECT ${id("r")}, ${own}, ${id("d")}, 'ルーム ' || n.i, 'るーむ ' || n.i, 'ja', ${owner}, ${at}, ${at} FROM n`,
    "ANALYZE",
  ];
  for (const statement of statements) await database.raw(statement);
}
