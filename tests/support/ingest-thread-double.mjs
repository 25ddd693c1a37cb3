/** Stands for the ingest thread: keeps what says "kept", ends at what says "crash", says nothing to what says "slow". */
import { parentPort } from "node:worker_threads";

parentPort.on("message", (message) => {
  if (message.type === "close") {
    parentPort.postMessage({ type: "live", topic: "room:1", message: { type: "attention" } });
    return parentPort.close();
  }
  const answered = message.beacons.filter(({ text }) => text !== "slow");
  if (answered.some(({ text }) => text === "crash")) throw new Error("the thread broke");
  parentPort.postMessage({
    type: "receipts",
    ids: answered.map(({ id }) => id),
    receipts: answered.map(({ text, address }) =>
      text === "count" ? `${message.beacons.length} from ${address}` : text,
    ),
  });
});
