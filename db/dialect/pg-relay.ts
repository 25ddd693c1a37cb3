import pg from "pg";

const CHANNEL = "engawa";
/** NOTIFY carries at most 8,000 bytes. */
const MAX_NOTE_BYTES = 7_500;
const RECONNECT_MS = 2_000;

export type Relay = { send(note: string): void; close(): Promise<void> };

/** Passes notes between the processes of one PostgreSQL database; a lost connection is opened again. */
export function openRelay(url: string, receive: (note: string) => void): Relay {
  let client: pg.Client | null = null;
  let isClosed = false;

  const connect = async (): Promise<void> => {
    if (isClosed) return;
    const next = new pg.Client({ connectionString: url, application_name: "engawa relay" });
    const retry = () => {
      if (client === next) client = null;
      if (!isClosed) setTimeout(() => void connect(), RECONNECT_MS).unref();
    };
    next.on("error", () => void next.end().catch(() => {}));
    next.on("end", retry);
    next.on("notification", (message) => receive(message.payload ?? ""));
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
      // Closed while it was connecting: it must not stay behind.
      if (isClosed) await next.end();
      else client = next;
    } catch {
      await next.end().catch(retry);
    }
  };
  void connect();

  return {
    send(note) {
      // A note that can't be sent now is dropped: screens of other processes catch up when they refetch.
      if (Buffer.byteLength(note) <= MAX_NOTE_BYTES)
        client?.query("SELECT pg_notify($1, $2)", [CHANNEL, note]).catch(() => {});
    },
    async close() {
      isClosed = true;
      await client?.end().catch(() => {});
    },
  };
}
