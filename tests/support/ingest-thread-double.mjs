/** Stands for the ingest thread: keeps what says "kept", ends at what says "crash", says nothing to what says "slow". */
import { parentPort } from "node:worker_threads";

parentPort.on("message", (message) => {
  if (message.type === "close") {
    const live = [{ topic: "room:1", message: { type: "attention" } }];
    parentPort.postMessage({ kept: new Float64Array(), others: [], live });
    return parentPort.close();
  }
  const answered = message.beacons.filter(({ text }) => text !== "slow");
  if (answered.some(({ text }) => text === "crash")) throw new Error("the thread broke");
  const others = answered.filter(({ text }) => text !== "kept");
  parentPort.postMessage({
    kept: Float64Array.from(answered.filter(({ text }) => text === "kept").map(({ id }) => id)),
    others: others.map(({ id, text, address }) => ({
      id,
      receipt: text === "count" ? `${message.beacons.length} from ${address}` : text,
    })),
    live: [],
  });
});
