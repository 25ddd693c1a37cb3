import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { dialect } from "@db/kit";
import type { Database } from "@db/types";
import { afterEach, expect, inject, test } from "vitest";
import { postgresAt } from "../../support/postgres";
import { failureOf, openDatabase } from "./probe";

type Entry = { idx: number; when: number; tag: string };
const root = process.cwd();
const folder = path.join(root, "db/migrations", dialect);
const journal: { entries: Entry[] } = JSON.parse(
  await readFile(path.join(folder, "meta/_journal.json"), "utf8"),
);

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  process.chdir(root);
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function openEmpty(): Promise<Database> {
  let url: string;
  if (dialect === "pg") {
    const server = postgresAt(inject("postgresUrl"));
    const name = `engawa_migrate_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
    await server.createDatabase(name);
    cleanups.push(() => server.dropDatabase(name));
    url = server.urlOf(name);
  } else {
    url = `file:${path.join(await temporaryFolder(), "empty.db")}`;
  }
  const database = openDatabase(url);
  cleanups.push(() => database.close());
  return database;
}

async function temporaryFolder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), "engawa-migrate-"));
  cleanups.push(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** As the release of that day would: only the first `count` migrations, then perhaps one of the test's own. */
async function migrateAsOf(database: Database, count: number, extra?: string): Promise<void> {
  const old = await temporaryFolder();
  const target = path.join(old, "db/migrations", dialect);
  await cp(folder, target, { recursive: true });
  const entries: Entry[] = journal.entries.slice(0, count);
  if (extra) {
    const when = (entries.at(-1)?.when ?? 0) + 1;
    entries.push({ ...journal.entries[0]!, idx: count, when, tag: "9999_extra" });
    await writeFile(path.join(target, "9999_extra.sql"), extra);
  }
  await writeFile(path.join(target, "meta/_journal.json"), JSON.stringify({ ...journal, entries }));
  process.chdir(old);
  try {
    await database.migrate();
  } finally {
    process.chdir(root);
  }
}

async function columnsOf(database: Database): Promise<string[]> {
  const rows = await database.raw(
    dialect === "pg"
      ? "SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public'"
      : "SELECT m.name || '.' || c.name AS name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite%'",
  );
  return rows.map(({ name }) => String(name)).sort();
}

const AT = dialect === "pg" ? "to_timestamp(1767225600.123)" : "1767225600123";
const NO = dialect === "pg" ? "false" : "0";

/** A reading as the first release stored it. */
async function populateFirstRelease(database: Database): Promise<void> {
  for (const statement of [
    `INSERT INTO workspaces (id, name, own_domains, own_networks, created_at) VALUES ('w', '熊野', '[]', '[]', ${AT})`,
    `INSERT INTO users (id, email, name, password_hash, created_at) VALUES ('u', 'a@b.example', 'A', '!', ${AT})`,
    `INSERT INTO members (id, workspace_id, user_id, role, created_at) VALUES ('m', 'w', 'u', 'rep', ${AT})`,
    `INSERT INTO accounts (id, workspace_id, name, owner_id, created_at, updated_at) VALUES ('a', 'w', 'A', 'm', ${AT}, ${AT})`,
    `INSERT INTO deals (id, workspace_id, account_id, name, currency, owner_id, created_at, updated_at) VALUES ('d', 'w', 'a', 'D', 'JPY', 'm', ${AT}, ${AT})`,
    `INSERT INTO rooms (id, workspace_id, deal_id, name, language, owner_id, created_at, updated_at) VALUES ('r', 'w', 'd', 'R', 'ja', 'm', ${AT}, ${AT})`,
    `INSERT INTO pages (id, workspace_id, room_id, kind, title, position, created_at, updated_at) VALUES ('p', 'w', 'r', 'proposal', 'P', 1, ${AT}, ${AT})`,
    `INSERT INTO share_links (id, workspace_id, room_id, token_hash, label, gate, allowed_domains, allowed_emails, created_by_id, created_at) VALUES ('l', 'w', 'r', 't', 'L', 'open', '[]', '[]', 'm', ${AT})`,
    `INSERT INTO viewers (id, workspace_id, room_id, link_id, identity, first_seen_at, last_seen_at) VALUES ('v', 'w', 'r', 'l', 'anonymous', ${AT}, ${AT})`,
    `INSERT INTO visits (id, workspace_id, room_id, viewer_id, person_key, day, started_at, last_at) VALUES ('s', 'w', 'r', 'v', 'k', '2026-01-01', ${AT}, ${AT})`,
    `INSERT INTO views (id, workspace_id, room_id, link_id, viewer_id, visit_id, page_id, unit_count, class, reason, ip, user_agent, visible_ms, opened_at, last_at) VALUES ('o', 'w', 'r', 'l', 'v', 's', 'p', 3, 'person', 'plain', '203.0.113.7', 'x', 4321, ${AT}, ${AT})`,
    `INSERT INTO events (id, workspace_id, type, actor_kind, data, at) VALUES ('e', 'w', 'room.created', 'system', '{}', ${AT})`,
  ])
    await database.raw(statement);
}

test("the first release's readings survive every later migration and get the new columns' defaults", async () => {
  const database = await openEmpty();
  await migrateAsOf(database, 1);
  await populateFirstRelease(database);
  await database.migrate();
  const [view] = await database.raw("SELECT * FROM views");
  expect(view).toMatchObject({
    id: "o",
    unit_count: 3,
    hit_id: null,
    suspicion: "",
    ruling: "",
    confirmed_by: "",
  });
  expect(view).toMatchObject({ frames: 0, day: "", active_until: null });
  expect([Number(view?.visible_ms), Number(view?.active_ms), Number(view?.units_ms)]).toEqual([4321, 0, 0]);
  expect(
    await database.raw(`SELECT id FROM views WHERE verified = ${NO} AND webdriver = ${NO}`),
  ).toHaveLength(1);
  for (const table of [
    "workspaces",
    "members",
    "deals",
    "rooms",
    "pages",
    "share_links",
    "viewers",
    "visits",
  ])
    expect(await database.raw(`SELECT id FROM ${table}`), table).toHaveLength(1);
  await expect(database.raw("UPDATE events SET type = 'x'")).rejects.toThrow("append-only");
});

test("a step at a time and all at once end in the same tables", async () => {
  const [stepwise, atOnce] = [await openEmpty(), await openEmpty()];
  for (let count = 1; count <= journal.entries.length; count++) await migrateAsOf(stepwise, count);
  await atOnce.migrate();
  const columns = await columnsOf(atOnce);
  expect(columns.length).toBeGreaterThan(100);
  expect(await columnsOf(stepwise)).toEqual(columns);
});

test("migrating again, twice at once included, changes nothing", async () => {
  const database = await openEmpty();
  await database.migrate();
  const columns = await columnsOf(database);
  await database.raw(
    `INSERT INTO workspaces (id, name, own_domains, own_networks, created_at) VALUES ('w', 'W', '[]', '[]', ${AT})`,
  );
  await Promise.all([database.migrate(), database.migrate()]);
  expect(await columnsOf(database)).toEqual(columns);
  expect(await database.raw("SELECT id FROM workspaces")).toEqual([{ id: "w" }]);
});

test("a migration that fails half way leaves nothing of itself, and the right one runs later", async () => {
  const database = await openEmpty();
  await migrateAsOf(database, 1);
  const before = await columnsOf(database);
  const broken = "CREATE TABLE half (id text);\n--> statement-breakpoint\nINSERT INTO nowhere VALUES (1);";
  const { text } = await failureOf(migrateAsOf(database, 1, broken));
  expect(text).toContain("nowhere");
  expect(await columnsOf(database)).toEqual(before);
  await database.migrate();
  expect(await columnsOf(database)).toContain("views.suspicion");
});

test("deleting a workspace takes its events along, which nothing else can", async () => {
  const database = await openEmpty();
  await migrateAsOf(database, 1);
  await populateFirstRelease(database);
  await database.migrate();
  await expect(database.raw("DELETE FROM events")).rejects.toThrow("append-only");
  // Members are named by rooms and deals as their owners: those go first, as when a workspace is removed for good.
  for (const table of ["rooms", "deals", "accounts", "workspaces"])
    await database.raw(`DELETE FROM ${table}`);
  expect(await database.raw("SELECT id FROM events")).toEqual([]);
  expect(await database.raw("SELECT id FROM views")).toEqual([]);
});

test("a migration that would leave rows without their parents is refused, and foreign keys are on again", async () => {
  const database = await openEmpty();
  await migrateAsOf(database, 1);
  await populateFirstRelease(database);
  await failureOf(migrateAsOf(database, 1, "DELETE FROM users;"));
  expect(await database.raw("SELECT id FROM users")).toEqual([{ id: "u" }]);
  await failureOf(
    database.raw(
      `INSERT INTO members (id, workspace_id, user_id, role, created_at) VALUES ('x', 'w', 'no', 'rep', ${AT})`,
    ),
  );
});
