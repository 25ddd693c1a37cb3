import { openRelay } from "@db/dialect/pg-relay";
import { z } from "zod";
import { newId } from "./ids";
import { addRelay, deliver } from "./realtime.server";

const noteSchema = z.object({
  from: z.string(),
  topic: z.string(),
  message: z.object({ type: z.string() }).catchall(z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** Live messages reach the other processes on the same PostgreSQL, and theirs reach us. */
export function relayLiveMessages(databaseUrl: string): () => Promise<void> {
  const self = newId();
  const relay = openRelay(databaseUrl, (note) => {
    const parsed = noteSchema.safeParse(safelyParsed(note));
    if (parsed.success && parsed.data.from !== self) deliver(parsed.data.topic, parsed.data.message);
  });
  const stop = addRelay((topic, message) => relay.send(JSON.stringify({ from: self, topic, message })));
  return () => {
    stop();
    return relay.close();
  };
}

function safelyParsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
