/**
 * Bounded load: CONNECTIONS keep-alive connections, each sends its next beacon when the last one is answered. `standard`
 * sends with autocannon, the tool such servers are usually compared with; `lean` with as little work as can be, which
 * leaves the server more of the machine.
 */
import { connect, type Socket } from "node:net";
import autocannon from "autocannon";
import { BEACONS_PER_VIEW, bodyAt, CONNECTIONS, READING_AT_ONCE, viewIdOf } from "./load-shape";

/** Ends when so many beacons are answered or the time is over: a cold server must not be compared with a warm one. */
export type WarmUp = { beacons: number; maxMs: number };

export type Sender = "standard" | "lean";
export type Order = {
  port: number;
  tokens: string[][];
  warmUp: WarmUp;
  measureMs: number;
  origin: string;
  sender: Sender;
};
/** Per view: the last beacon answered with 204 and the last one sent. */
export type Progress = { viewId: string; acknowledged: number; sent: number };
export type Measured = {
  type: "measured";
  acknowledged: number;
  refused: number;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
  progress: Progress[];
};

type View = { token: string; viewId: string; acknowledged: number; sent: number };

process.on("message", (order: Order) => {
  void run(order).then((measured) => process.send?.(measured, () => process.exit(0)));
});

async function run({ port, tokens, warmUp, measureMs, origin, sender }: Order): Promise<Measured> {
  const viewers = tokens.map((views) =>
    views.map((token) => ({ token, viewId: viewIdOf(token), acknowledged: 0, sent: 0 })),
  );
  const startMs = performance.now();
  let measureFromMs = Number.POSITIVE_INFINITY;
  let answered = 0;
  let refused = 0;
  const latencies: number[] = [];
  const hooks: Hooks = {
    isOver: () => performance.now() >= measureFromMs + measureMs,
    answered(status, sentMs) {
      const at = performance.now();
      answered++;
      if (status !== 204) refused++;
      else if (sentMs >= measureFromMs && at <= measureFromMs + measureMs) latencies.push(at - sentMs);
      const isWarm = answered >= warmUp.beacons || at - startMs >= warmUp.maxMs;
      if (!isWarm || measureFromMs !== Number.POSITIVE_INFINITY) return;
      measureFromMs = at;
      process.send?.({ type: "warm" });
    },
  };
  const readers = Array.from(
    { length: CONNECTIONS },
    (_, index) => new Readers(viewers.filter((_views, at) => at % CONNECTIONS === index)),
  );
  if (sender === "standard") await sendByAutocannon({ port, origin, readers, hooks });
  else await Promise.all(readers.map((own) => keepSending(port, origin, own, hooks)));
  // Less than the time given when the server was quicker than the supply of beacons.
  const measuredMs = Math.min(measureMs, performance.now() - measureFromMs);
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    type: "measured",
    acknowledged: latencies.length,
    refused,
    seconds: measuredMs / 1000,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    progress: viewers.flat().map(({ viewId, acknowledged, sent }) => ({ viewId, acknowledged, sent })),
  };
}

type Hooks = { isOver(): boolean; answered(status: number, sentMs: number): void };

type Drive = { port: number; origin: string; readers: Readers[]; hooks: Hooks };

/** Resolves when the time is over or all have read everything. */
function sendByAutocannon({ port, origin, readers, hooks }: Drive): Promise<void> {
  const waiting = [...readers];
  return new Promise((resolve, reject) => {
    const setupClient = (client: autocannon.Client) => {
      const own = waiting.shift();
      let current = own?.next() ?? null;
      let sentMs = performance.now();
      const send = () => {
        if (!current) return;
        current.sent++;
        sentMs = performance.now();
        client.setBody(bodyAt(current.token, current.sent));
      };
      send();
      client.on("response", (status) => {
        hooks.answered(status, sentMs);
        if (status === 204 && current) current.acknowledged = current.sent;
        current = hooks.isOver() ? null : (own?.next() ?? null);
        if (current) send();
        else if (hooks.isOver()) stop();
        else waitForEnd(client);
      });
    };
    const instance = autocannon(
      {
        url: `http://127.0.0.1:${port}/b`,
        method: "POST",
        connections: CONNECTIONS,
        duration: 120,
        headers: { ...HEADERS, origin },
        setupClient,
      },
      (error) => (error ? reject(error) : resolve()),
    );
    const stop = () => (instance as unknown as { stop(): void }).stop();
    // A connection without readers sends nothing more; when all are done the run ends.
    let idle = 0;
    const waitForEnd = (client: autocannon.Client) => {
      (client as unknown as { destroy(): void }).destroy();
      if (++idle === CONNECTIONS) stop();
    };
  });
}

/** Resolves when its time is over or the server is gone. */
function keepSending(port: number, origin: string, readers: Readers, hooks: Hooks): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    let current: View | null = null;
    let sentMs = 0;
    const next = () => {
      current = hooks.isOver() ? null : readers.next();
      if (!current) return end(socket, resolve);
      current.sent++;
      sentMs = performance.now();
      socket.write(requestOf(origin, bodyAt(current.token, current.sent)));
    };
    socket.on("connect", next);
    let buffered = "";
    socket.on("data", (chunk) => {
      buffered += chunk.toString("latin1");
      const headEnd = buffered.indexOf("\r\n\r\n");
      if (headEnd < 0 || !current) return;
      const status = Number(buffered.slice(9, 12));
      buffered = buffered.slice(headEnd + 4);
      hooks.answered(status, sentMs);
      if (status === 204) current.acknowledged = current.sent;
      next();
    });
    socket.on("error", () => end(socket, resolve));
    socket.on("close", () => resolve());
  });
}

/** READING_AT_ONCE viewers take turns; each goes from page to page and makes room for the next viewer at the end. */
class Readers {
  readonly #coming: View[][];
  readonly #reading: View[][];
  #turn = 0;

  constructor(viewers: View[][]) {
    this.#reading = viewers.slice(0, READING_AT_ONCE);
    this.#coming = viewers.slice(READING_AT_ONCE);
  }

  /** Null when all viewers have read everything. */
  next(): View | null {
    const seat = this.#turn++ % READING_AT_ONCE;
    const view = this.#reading[seat]?.find(({ sent }) => sent < BEACONS_PER_VIEW);
    if (view) return view;
    const newcomer = this.#coming.shift();
    if (!newcomer) return this.#reading.flat().find(({ sent }) => sent < BEACONS_PER_VIEW) ?? null;
    this.#reading[seat] = newcomer;
    return newcomer[0] ?? null;
  }
}

const HEADERS = {
  "Sec-Fetch-Site": "same-origin",
  "User-Agent":
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  "Content-Type": "text/plain;charset=UTF-8",
};

function requestOf(origin: string, body: string): string {
  return [
    "POST /b HTTP/1.1",
    "Host: 127.0.0.1",
    `Origin: ${origin}`,
    ...Object.entries(HEADERS).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}

function end(socket: Socket, done: () => void): void {
  socket.destroy();
  done();
}
