/** The yardstick: one query for the rows of a page and one for their number, as JSON, nothing else. */
import { createServer } from "node:http";
import BetterSqlite3 from "better-sqlite3";

const [file, workspaceId] = process.argv.slice(2);
if (!file || !workspaceId) throw new Error("usage: bare-server <file> <workspace>");

const database = new BetterSqlite3(file, { readonly: true });
const living = "workspace_id = ? AND archived_at IS NULL";
const found =
  "(instr(search_text, ?) > 0 OR account_id IN (SELECT id FROM accounts WHERE workspace_id = ? AND instr(search_text, ?) > 0))";
const byAccount = "(SELECT sort_key FROM accounts WHERE accounts.id = contacts.account_id), sort_key, id";

const CASES: Record<string, { where: string; order: string; params: unknown[]; offset: number }> = {
  first: { where: living, order: "sort_key, id", params: [workspaceId], offset: 0 },
  deep: { where: living, order: "sort_key, id", params: [workspaceId], offset: 19_900 },
  updated: { where: living, order: "updated_at DESC, id DESC", params: [workspaceId], offset: 0 },
  account: { where: living, order: byAccount, params: [workspaceId], offset: 0 },
  search: {
    where: `${living} AND ${found}`,
    order: "sort_key, id",
    params: [workspaceId, "佐藤 19", workspaceId, "佐藤 19"],
    offset: 0,
  },
};

const statements = new Map(
  Object.entries(CASES).map(([name, { where, order, params, offset }]) => {
    const page = `SELECT id FROM contacts WHERE ${where} ORDER BY ${order} LIMIT 50 OFFSET ${offset}`;
    const rows = database.prepare(
      `SELECT c.id, c.name, c.email, c.phone, c.title, c.department, c.decision_role, c.account_id, a.name AS account,
         a.owner_id, u.name AS owner, c.archived_at, c.updated_at, c.created_at
       FROM (${page}) p JOIN contacts c ON c.id = p.id JOIN accounts a ON a.id = c.account_id
       JOIN members m ON m.id = a.owner_id JOIN users u ON u.id = m.user_id`,
    );
    const total = database.prepare(`SELECT count(*) AS n FROM contacts WHERE ${where}`);
    return [name, () => ({ rows: rows.all(...params), total: total.get(...params) })];
  }),
);

const server = createServer((request, response) => {
  const answer = statements.get((request.url ?? "").slice(1));
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(answer?.() ?? null));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) process.send?.({ port: address.port });
});
