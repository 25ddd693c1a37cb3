import { db } from "@db/client";
import { viewers } from "@db/schema/sharing";
import { commitBeacons } from "~/features/tracking/commit-beacons.server";
import { recordHit } from "~/features/tracking/hits.server";
import type { ViewToken } from "~/features/tracking/view-token.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import type { Random } from "./random";
import type { DemoPage, DemoRoom } from "./rooms";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
export const STORY_DAYS = 60;

const AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
] as const;
const MACHINES = [
  { userAgent: "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", method: "GET" },
  { userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) ms-office; MSOffice 16", method: "GET" },
  { userAgent: AGENTS[0], method: "HEAD" },
] as const;

/** How many visits each person pays in sixty days, up to how many days ago, and how much more often lately. */
const INTEREST = {
  hot: { visits: [6, 10], lastDaysAgo: 0, recency: 2.5 },
  warm: { visits: [3, 6], lastDaysAgo: 2, recency: 1 },
  cooling: { visits: [2, 4], lastDaysAgo: 21, recency: 1 },
  silent: { visits: [0, 1], lastDaysAgo: 45, recency: 1 },
} as const;

type Person = DemoRoom["people"][number] & {
  viewerId: string;
  ip: string;
  userAgent: string;
  isVerified: boolean;
};
type Plan = { room: DemoRoom; person: Person; atMs: number };

/** Sixty days of visits, in the order of time, through the same ingest that browsers reach. */
export async function seedVisits(rooms: readonly DemoRoom[], random: Random, endMs: number): Promise<number> {
  const plans: Plan[] = [];
  for (const room of rooms) plans.push(...(await planRoom(room, random, endMs)));
  plans.sort((a, b) => a.atMs - b.atMs);
  for (const plan of plans) await payVisit(plan, random);
  for (const room of rooms) await sendMachines(room, random, endMs);
  setClock(null);
  return plans.length;
}

async function planRoom(room: DemoRoom, random: Random, endMs: number): Promise<Plan[]> {
  const { visits, lastDaysAgo, recency } = INTEREST[room.interest];
  const plans: Plan[] = [];
  for (const [at, known] of room.people.entries()) {
    const count = random.between(visits[0], visits[1]) - Math.min(at, 2);
    if (count <= 0) continue;
    const person = await addViewer(room, known, random, endMs);
    for (let visit = 0; visit < count; visit++) {
      const daysAgo = lastDaysAgo + Math.floor((STORY_DAYS - lastDaysAgo) * random.next() ** recency);
      plans.push({ room, person, atMs: workingHour(endMs - daysAgo * DAY_MS, random, endMs) });
    }
  }
  return plans;
}

/** A moment between 9 and 19 o'clock in Tokyo, never later than now. */
function workingHour(dayMs: number, random: Random, endMs: number): number {
  const midnight = Math.floor((dayMs + 9 * HOUR_MS) / DAY_MS) * DAY_MS - 9 * HOUR_MS;
  const at = midnight + random.between(9 * 60, 19 * 60) * MINUTE_MS;
  return at < endMs - HOUR_MS ? at : at - DAY_MS;
}

async function addViewer(
  room: DemoRoom,
  known: DemoRoom["people"][number],
  random: Random,
  endMs: number,
): Promise<Person> {
  const viewerId = newId();
  const isOpen = room.gate === "open";
  const firstSeenAt = new Date(endMs - STORY_DAYS * DAY_MS);
  await db.insert(viewers).values({
    id: viewerId,
    workspaceId: room.scope.workspaceId,
    roomId: room.roomId,
    linkId: room.linkId,
    contactId: isOpen ? null : known.contactId,
    identity: isOpen ? "anonymous" : room.gate === "code" ? "verified" : "claimed",
    email: isOpen ? null : known.email,
    consent: "granted",
    consentAt: firstSeenAt,
    language: room.language,
    firstSeenAt,
    lastSeenAt: firstSeenAt,
  });
  const ip = `203.0.113.${random.between(1, 250)}`;
  return {
    ...known,
    viewerId,
    ip,
    userAgent: AGENTS[random.between(0, 2)] ?? AGENTS[0],
    isVerified: room.gate === "code",
  };
}

async function payVisit({ room, person, atMs }: Plan, random: Random): Promise<void> {
  setClock(() => atMs);
  const { hitId } = await recordHit(
    openingOf(room, { method: "GET", userAgent: person.userAgent, ip: person.ip }),
  );
  let clock = atMs + 2_000;
  const isBounce = random.chance(0.12);
  const pages = room.pages.filter((_, at) => at === 0 || random.chance(person.isDecisionMaker ? 0.75 : 0.5));
  for (const page of isBounce ? pages.slice(0, 1) : pages) {
    clock = await readPage({ room, person, page, hitId, startMs: clock, isHasty: isBounce }, random);
  }
}

type Reading = {
  room: DemoRoom;
  person: Person;
  page: DemoPage;
  hitId: string;
  startMs: number;
  isHasty: boolean;
};

/** One opened page: some units with some seconds each, told in one cumulative beacon. Returns when it was left. */
async function readPage(reading: Reading, random: Random): Promise<number> {
  const { room, person, page, hitId, startMs, isHasty } = reading;
  const units = readUnits(page, random, isHasty);
  const activeMs = units.reduce((sum, unit) => sum + unit.ms, 0);
  const endMs = startMs + activeMs + 3_000;
  const token: ViewToken = {
    viewId: newId(startMs),
    workspaceId: room.scope.workspaceId,
    roomId: room.roomId,
    linkId: room.linkId,
    viewerId: person.viewerId,
    hitId,
    pageId: page.pageId,
    versionId: page.versionId,
    unitCount: page.unitCount,
    verified: person.isVerified,
    member: false,
    issuedAtMs: startMs,
  };
  const spans = units.map(({ unit, ms }) => ({
    i: newId(),
    k: "unit" as const,
    d: page.pageId,
    u: unit,
    a: ms,
    m: 0,
    q: 1,
  }));
  const whole = {
    i: newId(),
    k: "page" as const,
    d: page.pageId,
    a: activeMs,
    m: Math.min(1, units.length / page.unitCount),
    q: 1,
  };
  setClock(() => endMs);
  await commitBeacons([
    {
      token: token,
      body: {
        s: [whole, ...spans],
        g: {
          vis: activeMs,
          fr: 300,
          in: random.between(2, 12),
          pm: random.between(8, 90),
          pre: 0,
          wd: 0,
          aq: 1,
        },
      },
      atMs: endMs,
      userAgent: person.userAgent,
      address: () => person.ip,
    },
  ]);
  return endMs + random.between(1_000, 9_000);
}

/** Prices and effects hold attention longest; people tire towards the end. */
function readUnits(page: DemoPage, random: Random, isHasty: boolean): { unit: number; ms: number }[] {
  if (isHasty) return [{ unit: 1, ms: random.between(3_200, 6_500) }];
  const last = random.chance(0.55) ? page.unitCount : random.between(1, page.unitCount);
  return Array.from({ length: last }, (_, at) => {
    const weight = at + 1 === 5 || at + 1 === 3 ? 2.4 : 1;
    return {
      unit: at + 1,
      ms: Math.round(random.between(2_500, 26_000) * weight * (1 - at / (page.unitCount * 3))),
    };
  });
}

async function sendMachines(room: DemoRoom, random: Random, endMs: number): Promise<void> {
  for (const machine of MACHINES.slice(0, random.between(1, MACHINES.length))) {
    const at = endMs - random.between(1, STORY_DAYS - 1) * DAY_MS;
    setClock(() => at);
    await recordHit(openingOf(room, { ...machine, ip: `198.51.100.${random.between(1, 250)}` }));
  }
}

function openingOf(room: DemoRoom, from: { method: string; userAgent: string; ip: string }) {
  const link = { id: room.linkId, roomId: room.roomId, workspaceId: room.scope.workspaceId };
  return {
    link,
    ...from,
    referrer: null,
    headers: new Headers({ "user-agent": from.userAgent }),
    isMember: false,
  };
}
