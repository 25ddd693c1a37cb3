import type { PreparedRoom } from "../chat/prepare";
import { inWorld, p95Of, rounded, type World } from "../chat/world";
import type { Row } from "../ingest/bench";

const MAX_RATIO = 1.5;
const WARM_UPS = 10;
const ROUNDS = 60;

/** Where a room is opened: by a member and by a buyer. */
const SCREENS = [
  ["a member's chat", (room: PreparedRoom) => `/rooms/${room.roomId}/chat`, "member"],
  ["a member's first page", (room: PreparedRoom) => `/rooms/${room.roomId}/pages/${room.pageId}`, "member"],
  ["a buyer's chat", (room: PreparedRoom) => `/room/${room.roomId}/chat`, "buyer"],
  ["a buyer's first page", (room: PreparedRoom) => `/room/${room.roomId}/p/${room.pageId}`, "buyer"],
] as const;

/** A room with 200 tasks, 5,000 messages and 40 pages against one with 5, 20 and 3: whole pages as HTML, in turns. */
export function benchRoom(): Promise<Row[]> {
  return inWorld(async (world) => {
    const rows: Row[] = [];
    for (const [name, addressOf, who] of SCREENS) {
      const cookies = (room: PreparedRoom) => (who === "member" ? world.member : room.buyer);
      const [small, large] = await timed(
        [world.small, world.large].map((room) => () => open(world, addressOf(room), cookies(room))),
      );
      const ratio = (large ?? Number.POSITIVE_INFINITY) / (small ?? 1);
      rows.push(
        { name: `${name}, small room, p95`, value: rounded(small ?? 0), unit: "ms", ok: true },
        { name: `${name}, large room, p95`, value: rounded(large ?? 0), unit: "ms", ok: true },
        {
          name: `${name}: large ÷ small`,
          value: rounded(ratio),
          unit: "×",
          limit: `≤ ${MAX_RATIO}`,
          ok: ratio <= MAX_RATIO,
        },
      );
    }
    return rows;
  });
}

async function timed(works: readonly (() => Promise<void>)[]): Promise<number[]> {
  const times = works.map((): number[] => []);
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    for (const [index, work] of works.entries()) {
      const startedAt = performance.now();
      await work();
      if (round >= 0) times[index]?.push(performance.now() - startedAt);
    }
  }
  return times.map(p95Of);
}

async function open({ origin }: World, address: string, cookie: string): Promise<void> {
  const response = await fetch(origin + address, {
    headers: { cookie, "accept-language": "en" },
    redirect: "manual",
  });
  const body = await response.text();
  if (response.status !== 200)
    throw new Error(`${address} answered ${response.status}: ${body.slice(0, 200)}`);
}
