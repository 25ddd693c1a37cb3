/** `npm run bench`, or `npm run bench -- ingest report start`: measures and says whether each bound holds. */
import { benchChat } from "./chat/bench";
import { benchImport } from "./import/bench";
import { benchIngest, type Row } from "./ingest/bench";
import { benchLists } from "./lists/bench";
import { benchReport } from "./report/bench";
import { benchRoom } from "./room/bench";
import { benchStart } from "./start/bench";

const BENCHES: Readonly<Record<string, () => Promise<Row[]>>> = {
  start: benchStart,
  ingest: benchIngest,
  import: benchImport,
  report: benchReport,
  lists: benchLists,
  chat: benchChat,
  room: benchRoom,
};

const chosen = process.argv.slice(2);
let isGood = true;
for (const name of chosen.length > 0 ? chosen : Object.keys(BENCHES)) {
  const bench = BENCHES[name];
  if (!bench) throw new Error(`no bench ${name}; there are ${Object.keys(BENCHES).join(", ")}`);
  console.log(`\n── ${name}`);
  for (const row of await bench()) {
    const bound = row.limit ? `  (${row.limit}${row.ok ? "" : ": NOT MET"})` : "";
    console.log(`${row.name.padEnd(56)} ${String(row.value).padStart(12)} ${row.unit}${bound}`);
    isGood &&= row.ok;
  }
}
process.exitCode = isGood ? 0 : 1;
