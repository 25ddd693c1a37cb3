/** The yardstick: parses the JSON and writes the raw body, a 5 ms group commit at synchronous=FULL, nothing else. */
import { createServer, type ServerResponse } from "node:http";
import BetterSqlite3 from "better-sqlite3";

const WINDOW_MS = 5;
const file = process.argv[2];
if (!file) throw new Error("usage: bare-server <file>");

const database = new BetterSqlite3(file);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec("CREATE TABLE bodies (id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
const insert = database.prepare("INSERT INTO bodies (body) VALUES (?)");

let waiting: { body: string; response: ServerResponse }[] = [];
const commit = database.transaction((batch: typeof waiting) => {
  for (const { body } of batch) insert.run(body);
});

function flush() {
  const batch = waiting;
  waiting = [];
  commit.immediate(batch);
  for (const { response } of batch) response.writeHead(204).end();
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks).toString("utf8");
    JSON.parse(body);
    if (waiting.length === 0) setTimeout(flush, WINDOW_MS);
    waiting.push({ body, response });
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) process.send?.({ type: "listening", port: address.port });
});

process.on("message", () => process.send?.({ type: "usage", ...process.cpuUsage() }));
