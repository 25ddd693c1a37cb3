import { Agent, get as httpGet } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Row } from "../ingest/bench";
import { inWorld, p95Of, rounded, type World } from "./world";

const MAX_MS = 1_000;
const ROUNDS = 8;
const BETWEEN_MS = 500;
const GIVE_UP_MS = 10_000;

/**
 * One message to 500 open streams of buyers: from the moment it is sent until each stream has it, and until each reader
 * has fetched the words behind their own guard.
 */
export function benchChat(): Promise<Row[]> {
  return inWorld(async (world) => {
    const readers = world.buyers.map((cookie) => new Reader(world, cookie));
    await Promise.all(readers.map((reader) => reader.dial()));
    const [heard, fetched]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      const waiting = readers.map((reader) => reader.next());
      const startedAt = performance.now();
      await send(world, `Round ${round}`);
      for (const times of await Promise.all(waiting)) {
        heard.push(times.heardAt - startedAt);
        fetched.push(times.fetchedAt - startedAt);
      }
      await pause(BETWEEN_MS);
    }
    for (const reader of readers) reader.hangUp();
    const expected = ROUNDS * readers.length;
    return [
      { name: "streams open at once", value: readers.length, unit: "streams", ok: readers.length === 500 },
      {
        name: "messages that arrived, of all that were sent",
        value: heard.length,
        unit: "messages",
        limit: `= ${expected}`,
        ok: heard.length === expected,
      },
      bounded("sent until the stream tells of it, p95", p95Of(heard)),
      {
        name: "sent until the reader has the words, p95",
        value: rounded(p95Of(fetched)),
        unit: "ms",
        ok: true,
      },
    ];
  });
}

function bounded(name: string, value: number): Row {
  return { name, value: rounded(value), unit: "ms", limit: `≤ ${MAX_MS}`, ok: value <= MAX_MS };
}

async function send({ origin, member, small }: World, body: string): Promise<void> {
  const clientId = `bench-${Math.random().toString(36).slice(2)}-message`;
  const response = await fetch(`${origin}/rooms/${small.roomId}/chat/messages`, {
    method: "POST",
    headers: { cookie: member, origin },
    body: new URLSearchParams({ intent: "send", clientId, body }),
  });
  if (!response.ok) throw new Error(`not sent: ${response.status} ${await response.text()}`);
}

const lines = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
type Times = { heardAt: number; fetchedAt: number };

class Reader {
  #cursor = 20;
  #told: (() => void) | null = null;
  #close = () => {};

  constructor(
    readonly world: World,
    readonly cookie: string,
  ) {}

  dial(): Promise<void> {
    const { origin, small } = this.world;
    return new Promise((resolve, reject) => {
      const headers = { cookie: this.cookie, accept: "text/event-stream", "sec-fetch-site": "same-origin" };
      const request = httpGet(
        `${origin}/room/${small.roomId}/events`,
        { headers, agent: lines },
        (response) => {
          if (response.statusCode !== 200) return reject(new Error(`no stream: ${response.statusCode}`));
          response.setEncoding("utf8");
          response.on("error", () => {});
          response.on("data", (text: string) => {
            if (text.includes("event: hello")) resolve();
            if (text.includes("chat-changed")) this.#told?.();
          });
        },
      );
      request.on("error", reject);
      this.#close = () => request.destroy();
    });
  }

  hangUp(): void {
    this.#close();
  }

  async next(): Promise<Times> {
    const heardAt = await new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("a stream heard nothing")), GIVE_UP_MS);
      this.#told = () => {
        clearTimeout(timer);
        resolve(performance.now());
      };
    });
    const { origin, small } = this.world;
    const address = `${origin}/room/${small.roomId}/chat/messages?after=${this.#cursor}`;
    const response = await fetch(address, { headers: { cookie: this.cookie } });
    const news = (await response.json()) as { cursor: number };
    this.#cursor = news.cursor;
    return { heardAt, fetchedAt: performance.now() };
  }
}
