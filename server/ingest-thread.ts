/** The thread that takes beacons: the same wiring, its own connections, one file. See ingest-port. */
import { parentPort, workerData } from "node:worker_threads";
import { closeIngest, type Receipt, receiveBeacon } from "~/features/tracking/ingest.server";
import { addRelay } from "~/platform/realtime.server";
import { openThread } from "~/wiring.server";
import type { Crossing, FromIngest, ToIngest } from "./ingest-port";

const port = parentPort;
if (!port) throw new Error("this file is a thread of the server");
const turns: unknown = workerData?.turns;
if (!(turns instanceof SharedArrayBuffer)) throw new Error("the thread needs its turns");

const house = await openThread({ turns });
addRelay((topic, message) => {
  flushSoon();
  live.push({ topic, message });
});

let kept: number[] = [];
let others: FromIngest["others"] = [];
let live: FromIngest["live"] = [];
let isFlushing = false;

port.on("message", (message: ToIngest) => {
  if (message.type === "close") void close();
  else for (const crossing of message.beacons) take(crossing);
});

function take({ id, text, userAgent, address }: Crossing): void {
  receiveBeacon({ text, userAgent, address: () => address }).then(
    (receipt) => answer(id, receipt),
    () => answer(id, "busy"),
  );
}

/** A whole batch is answered in one turn of the event loop, and crosses together. */
function answer(id: number, receipt: Receipt): void {
  flushSoon();
  if (receipt === "kept") kept.push(id);
  else others.push({ id, receipt });
}

function flushSoon(): void {
  if (isFlushing) return;
  isFlushing = true;
  setImmediate(flush);
}

function flush(): void {
  isFlushing = false;
  if (kept.length + others.length + live.length === 0) return;
  port?.postMessage({ kept: Float64Array.from(kept), others, live } satisfies FromIngest);
  kept = [];
  others = [];
  live = [];
}

async function close(): Promise<void> {
  await closeIngest();
  // Whoever waited for the last batch hears of it first.
  await new Promise((resolve) => setImmediate(resolve));
  flush();
  await house.close();
  port?.close();
}
