import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Row } from "../ingest/bench";
import type { Dialling, Told } from "./streams";
import { inWorld, p95Of, rounded, type World } from "./world";

const MAX_MS = 1_000;
const ROUNDS = 8;
const BETWEEN_MS = 500;
const GIVE_UP_MS = 10_000;

/**
 * One message to 500 open streams of buyers: from the moment it is sent until each stream has it, and until each reader
 * has fetched the words behind their own guard. All 500 ask as soon as they are told.
 */
export function benchChat(): Promise<Row[]> {
  return inWorld(async (world) => {
    const streams = await openStreams(world);
    try {
      return await measure(world, streams);
    } finally {
      streams.kill();
    }
  });
}

async function measure(world: World, streams: ChildProcess): Promise<Row[]> {
  const readers = world.buyers.map((cookie) => new Reader(world, cookie));
  const [heard, fetched]: [number[], number[]] = [[], []];
  const cpuBefore = await world.cpuMs();
  for (let round = 0; round < ROUNDS; round++) {
    const all = whenAllHave(streams, readers);
    const startedAt = performance.timeOrigin + performance.now();
    await send(world, `Round ${round}`);
    for (const { toldAt, fetchedAt } of await all) {
      heard.push(toldAt - startedAt);
      fetched.push(fetchedAt - startedAt);
    }
    await pause(BETWEEN_MS);
  }
  const expected = ROUNDS * readers.length;
  const cpu = ((await world.cpuMs()) - cpuBefore) / expected;
  const words = readers.reduce((sum, reader) => sum + reader.words, 0);
  return [
    { name: "streams open at once", value: readers.length, unit: "streams", ok: readers.length === 500 },
    counted("streams that were told, of all messages that were sent", heard.length, expected),
    counted("messages that readers fetched", words, expected),
    bounded("sent until the stream tells of it, p95", p95Of(heard)),
    bounded("sent until the reader has the words, p95", p95Of(fetched)),
    {
      name: "the server's work for one reader and message",
      value: rounded(cpu),
      unit: "ms of CPU",
      ok: true,
    },
  ];
}

function counted(name: string, value: number, expected: number): Row {
  return { name, value, unit: "messages", limit: `= ${expected}`, ok: value === expected };
}

function bounded(name: string, value: number): Row {
  return { name, value: rounded(value), unit: "ms", limit: `≤ ${MAX_MS}`, ok: value <= MAX_MS };
}

async function openStreams({ origin, small, buyers }: World): Promise<ChildProcess> {
  const file = fileURLToPath(new URL("streams.ts", import.meta.url));
  const streams = fork(file, [], { execArgv: ["--import", "tsx"] });
  const dialling: Dialling = { address: `${origin}/room/${small.roomId}/events`, cookies: buyers };
  streams.send(dialling);
  const ended = once(streams, "exit").then(([code]) => Promise.reject(new Error(`streams ended: ${code}`)));
  ended.catch(() => {});
  await Promise.race([once(streams, "message"), ended]);
  return streams;
}

type Times = { toldAt: number; fetchedAt: number };

function whenAllHave(streams: ChildProcess, readers: readonly Reader[]): Promise<Times[]> {
  return new Promise((resolve, reject) => {
    const times: Promise<Times>[] = [];
    const finish = (end: () => void) => {
      clearTimeout(timer);
      streams.off("message", hear);
      end();
    };
    const timer = setTimeout(() => finish(() => reject(new Error("a stream heard nothing"))), GIVE_UP_MS);
    const hear = (told: Told) => {
      const reader = readers[told.reader];
      if (!reader) return;
      times.push(reader.fetch().then((fetchedAt) => ({ toldAt: told.at, fetchedAt })));
      if (times.length === readers.length) finish(() => resolve(Promise.all(times)));
    };
    streams.on("message", hear);
  });
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

class Reader {
  words = 0;
  #cursor = 20;

  constructor(
    readonly world: World,
    readonly cookie: string,
  ) {}

  async fetch(): Promise<number> {
    const { origin, small } = this.world;
    const address = `${origin}/room/${small.roomId}/chat/messages?after=${this.#cursor}`;
    const response = await fetch(address, { headers: { cookie: this.cookie } });
    const news = (await response.json()) as { cursor: number; messages: unknown[] };
    this.#cursor = news.cursor;
    this.words += news.messages.length;
    return performance.timeOrigin + performance.now();
  }
}
