import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { jobs, mails } from "@db/schema/instance";
import { hits, visits, visitsDaily } from "@db/schema/tracking";
import { workspaces } from "@db/schema/workspaces";
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LinkOpening, recordHit } from "~/features/tracking/hits.server";
import { trackingJobs } from "~/features/tracking/jobs.server";
import { confirmViewer } from "~/features/tracking/persons.server";
import { rebuild } from "~/features/tracking/rebuild.server";
import { reclassHit } from "~/features/tracking/reclass.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { subscribe } from "~/platform/realtime.server";
import { useDatabase } from "../../support/database";
import { makeLink, makeMember } from "../../support/factories";
import {
  allViews,
  BROWSER,
  HOME_ADDRESS,
  ingestOne,
  makeReadableRoom,
  type ReadableRoom,
  readingOf,
  START_MS,
  tokenFor,
  totals,
} from "./support";

useDatabase();

let nowMs = START_MS;
beforeEach(() => {
  nowMs = START_MS;
  setClock(() => nowMs);
});
afterEach(() => setClock(null));

const minutes = (count: number) => count * 60_000;

async function open(
  place: Pick<ReadableRoom, "link">,
  over: Partial<Omit<LinkOpening, "link">> & { purpose?: string } = {},
) {
  const { purpose, ...rest } = over;
  const headers = new Headers(purpose ? { "sec-purpose": purpose } : {});
  const plain = { method: "GET", ip: HOME_ADDRESS, userAgent: BROWSER, referrer: null, isMember: false };
  const { hitId } = await recordHit({ link: place.link, headers, ...plain, ...rest });
  return hitId;
}

async function hitOf(id: string) {
  const [hit] = await db.select().from(hits).where(eq(hits.id, id));
  return { class: hit?.class, reason: hit?.reason };
}

/** A view that came from an opening, read for five seconds with one key press and nothing later. */
async function read(
  place: ReadableRoom,
  hitId: string,
  over: Parameters<typeof readingOf>[3] & { viewerId?: string } = {},
) {
  const { viewerId, ...rest } = over;
  const token = tokenFor(place, { hitId, issuedAtMs: nowMs, ...(viewerId && { viewerId }) });
  const brief = { vis: 5_000, in: 1, pm: 0, aq: 0 as const };
  await ingestOne(
    readingOf(token, { 1: 4_000 }, 0, {
      atMs: nowMs + 8_000,
      ...rest,
      signals: { ...brief, ...rest.signals },
    }),
  );
  return token;
}

const viewOf = async (viewId: string) => {
  const view = (await allViews()).find(({ id }) => id === viewId);
  return { class: view?.class, reason: view?.reason };
};
const countedVisits = async (place: ReadableRoom) =>
  (await db.select().from(visitsDaily).where(eq(visitsDaily.roomId, place.room.id))).reduce(
    (sum, row) => sum + row.visits,
    0,
  );

describe("an opening", () => {
  test.each<[string, Parameters<typeof open>[1], string, string]>([
    ["by a browser is opened until its script runs", {}, "opened", "no_script"],
    [
      "by Slack is automated",
      { userAgent: "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)" },
      "automated",
      "bot:slack",
    ],
    ["by HEAD is automated", { method: "HEAD" }, "automated", "head"],
    ["ahead of time is automated", { purpose: "prefetch" }, "automated", "prefetch"],
    ["without an agent is automated", { userAgent: "" }, "automated", "empty_agent"],
    [
      "through a mail gateway is automated",
      { referrer: "https://urldefense.com/v3/__https" },
      "automated",
      "gateway:proofpoint",
    ],
    ["by a member is internal", { isMember: true }, "internal", "member"],
    ["from a cloud is unconfirmed", { ip: "54.160.1.1" }, "unconfirmed", "network:aws"],
  ])("%s", async (_name, over, hitClass, reason) => {
    expect(await hitOf(await open(await makeReadableRoom(), over))).toEqual({ class: hitClass, reason });
  });

  test("from the workspace's own network is internal", async () => {
    const place = await makeReadableRoom();
    await db
      .update(workspaces)
      .set({ ownNetworks: ["203.0.113.0/24"] })
      .where(eq(workspaces.id, place.scope.workspaceId));
    const hitId = await open(place);
    expect(await hitOf(hitId)).toEqual({ class: "internal", reason: "own_network" });
    const token = await read(place, hitId);
    expect(await viewOf(token.viewId)).toEqual({ class: "internal", reason: "own_network" });
    expect(await countedVisits(place)).toBe(0);
  });

  test("within a minute after our mail to that person is unconfirmed; a second one is not", async () => {
    const { scope } = await makeMember();
    const { link } = await makeLink(scope, { allowedEmails: ["ren@hinoki.example"] });
    const sentAt = new Date(nowMs - 20_000);
    const mail = {
      id: newId(),
      workspaceId: scope.workspaceId,
      to: "ren@hinoki.example",
      subject: "s",
      text: "t",
      html: "h",
    };
    await db.insert(mails).values({ ...mail, state: "sent", createdAt: sentAt, sentAt });
    expect(await hitOf(await open({ link }))).toEqual({ class: "unconfirmed", reason: "mail_minute" });
    nowMs += 10_000;
    expect(await hitOf(await open({ link }))).toEqual({ class: "opened", reason: "no_script" });
  });

  test("of two links within ten seconds doubts both", async () => {
    const place = await makeReadableRoom();
    const { link: other } = await makeLink(place.scope, { roomId: place.room.id });
    const first = await open(place);
    nowMs += 4_000;
    const second = await open({ link: other });
    expect([await hitOf(first), await hitOf(second)]).toEqual([
      { class: "unconfirmed", reason: "all_links" },
      { class: "unconfirmed", reason: "all_links" },
    ]);
    nowMs += 11_000;
    expect(await hitOf(await open({ link: other }))).toEqual({ class: "opened", reason: "no_script" });
  });

  test("from three networks within two minutes doubts all of them", async () => {
    const place = await makeReadableRoom();
    const ids: string[] = [];
    for (const ip of ["192.0.2.1", "198.51.100.1", "203.0.113.1"]) {
      ids.push(await open(place, { ip }));
      nowMs += 30_000;
    }
    for (const id of ids) expect(await hitOf(id)).toEqual({ class: "unconfirmed", reason: "many_networks" });
  });
});

describe("an opening and its view", () => {
  test("become a person together", async () => {
    const place = await makeReadableRoom();
    const hitId = await open(place);
    await read(place, hitId);
    const [hit] = await db.select().from(hits).where(eq(hits.id, hitId));
    expect(hit).toMatchObject({ class: "person", reason: "input", viewerId: place.viewerId });
  });

  test("from a cloud stay unconfirmed until a later input, then the time already read counts", async () => {
    const place = await makeReadableRoom();
    const hitId = await open(place, { ip: "54.160.1.1" });
    const token = await read(place, hitId, { address: () => "54.160.1.1" });
    expect(await viewOf(token.viewId)).toEqual({ class: "unconfirmed", reason: "network:aws" });
    expect(await countedVisits(place)).toBe(0);
    await ingestOne(
      readingOf(token, {}, 0, { atMs: nowMs + 20_000, signals: { vis: 14_000, in: 3, pm: 4, aq: 1 } }),
    );
    expect(await viewOf(token.viewId)).toEqual({ class: "engaged", reason: "input" });
    expect(await hitOf(hitId)).toEqual({ class: "person", reason: "input" });
    expect(await countedVisits(place)).toBe(1);
  });

  test("a download confirms what was doubtful", async () => {
    const place = await makeReadableRoom();
    const token = await read(place, await open(place, { ip: "54.160.1.1" }), { address: () => "54.160.1.1" });
    const viewer = { viewerId: place.viewerId, roomId: place.room.id };
    await db.transaction((tx) => confirmViewer(tx, viewer, "download"));
    expect(await viewOf(token.viewId)).toEqual({ class: "engaged", reason: "download" });
    expect(await countedVisits(place)).toBe(1);
  });

  test("a prefetched page that is then read was read", async () => {
    const place = await makeReadableRoom();
    const hitId = await open(place, { purpose: "prefetch", userAgent: `${BROWSER} Edg/142` });
    await read(place, hitId, { userAgent: `${BROWSER} Edg/142`, signals: { vis: 12_000, in: 4 } });
    expect(await hitOf(hitId)).toMatchObject({ class: "person" });
  });

  test("a steered browser is a machine, and what came with it is doubted", async () => {
    const place = await makeReadableRoom();
    const human = await open(place);
    await read(place, human);
    expect(await countedVisits(place)).toBe(1);
    nowMs += minutes(5);
    const steered = await open(place);
    await read(place, steered, { viewerId: newId(), signals: { wd: 1 } });
    expect(await hitOf(steered)).toEqual({ class: "automated", reason: "webdriver" });
    expect(await hitOf(human)).toEqual({ class: "unconfirmed", reason: "contagion" });
    expect(await countedVisits(place)).toBe(0);
  });
});

describe("contagion", () => {
  test("an automatic opening within fifteen minutes takes a brief look-alike out of the counts, and rebuild agrees", async () => {
    const place = await makeReadableRoom();
    const token = await read(place, await open(place));
    expect(await countedVisits(place)).toBe(1);
    nowMs += minutes(14);
    await open(place, { method: "HEAD", ip: "192.0.2.200" });
    expect(await viewOf(token.viewId)).toEqual({ class: "unconfirmed", reason: "contagion:agent" });
    expect(await countedVisits(place)).toBe(0);
    const kept = await totals();
    await rebuild();
    expect(await totals()).toEqual(kept);
  });

  test("a view with input that goes on stays", async () => {
    const place = await makeReadableRoom();
    const token = await read(place, await open(place), {
      atMs: nowMs + 20_000,
      signals: { vis: 15_000, in: 6 },
    });
    nowMs += minutes(1);
    await open(place, { method: "HEAD" });
    expect(await viewOf(token.viewId)).toEqual({ class: "engaged", reason: "input" });
  });

  test("reaches no further than fifteen minutes, and not to other links", async () => {
    const place = await makeReadableRoom();
    const { link: other } = await makeLink(place.scope, { roomId: place.room.id });
    const token = await read(place, await open(place));
    nowMs += minutes(1);
    await open({ link: other }, { method: "HEAD" });
    nowMs += minutes(15);
    await open(place, { method: "HEAD" });
    expect(await viewOf(token.viewId)).toEqual({ class: "engaged", reason: "input" });
  });

  test("an alert that waits is not given for a visit that turned out to be a machine's", async () => {
    const place = await makeReadableRoom();
    for (const job of trackingJobs) registerJob(job);
    const told: string[] = [];
    const stop = subscribe(`room:${place.room.id}`, (message) => void told.push(message.type));
    await read(place, await open(place));
    const alert = and(eq(jobs.kind, "tracking.announce_visit"), eq(jobs.state, "queued"));
    expect(await db.$count(jobs, alert)).toBeGreaterThan(0);
    nowMs += 20_000;
    await open(place, { method: "HEAD" });
    nowMs += 45_000;
    await runDueJobs();
    stop();
    expect(told).not.toContain("visit");
    expect(await db.$count(jobs, alert)).toBe(0);
  });

  test("an alert is given after the hold for a visit that stayed a person's", async () => {
    const place = await makeReadableRoom();
    for (const job of trackingJobs) registerJob(job);
    const told: string[] = [];
    const stop = subscribe(`room:${place.room.id}`, (message) => void told.push(message.type));
    await read(place, await open(place));
    nowMs += 44_000;
    await runDueJobs();
    expect(told).not.toContain("visit");
    nowMs += 2_000;
    await runDueJobs();
    stop();
    expect(told).toContain("visit");
  });
});

describe("a member's ruling", () => {
  test("takes an opening and its views out of the counts and back, and is audited", async () => {
    const place = await makeReadableRoom();
    const hitId = await open(place);
    const token = await read(place, hitId);
    await reclassHit(place.scope, hitId, "internal");
    expect(await hitOf(hitId)).toEqual({ class: "internal", reason: "ruling" });
    expect(await viewOf(token.viewId)).toEqual({ class: "internal", reason: "ruling" });
    expect(await countedVisits(place)).toBe(0);
    await reclassHit(place.scope, hitId, "person");
    expect(await countedVisits(place)).toBe(1);
    const audited = await db
      .select()
      .from(events)
      .where(and(eq(events.roomId, place.room.id), eq(events.type, "hit.reclassed")));
    expect(audited.map(({ data, actorId }) => [data.from, data.to, actorId])).toEqual([
      ["person", "internal", place.scope.memberId],
      ["internal", "person", place.scope.memberId],
    ]);
  });

  test("holds for the pages opened after it, and against what the rules find later", async () => {
    const place = await makeReadableRoom();
    const hitId = await open(place, { ip: "54.160.1.1" });
    await reclassHit(place.scope, hitId, "person");
    const token = await read(place, hitId, { address: () => "54.160.1.1" });
    nowMs += minutes(1);
    await open(place, { method: "HEAD", ip: "54.160.1.1" });
    expect(await viewOf(token.viewId)).toEqual({ class: "engaged", reason: "ruling" });
    expect(await hitOf(hitId)).toEqual({ class: "person", reason: "ruling" });
  });

  test("is not for members of another workspace", async () => {
    const place = await makeReadableRoom();
    const hitId = await open(place);
    const { scope: stranger } = await makeMember();
    await expect(reclassHit(stranger, hitId, "automated")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await hitOf(hitId)).toMatchObject({ class: "opened" });
  });
});

test("equal dwell on every page is doubted when the next page opens", async () => {
  const place = await makeReadableRoom();
  const { makePage } = await import("../../support/factories");
  const extra = [
    await makePage(place.scope, { roomId: place.room.id }),
    await makePage(place.scope, { roomId: place.room.id }),
  ];
  for (const page of [...place.pages, ...extra]) {
    const token = tokenFor(place, { pageId: page.id, issuedAtMs: nowMs });
    await ingestOne(
      readingOf(token, { 1: 4_000 }, 0, {
        atMs: nowMs + 6_000,
        signals: { vis: 5_000, in: 1, pm: 0, aq: 0 },
      }),
    );
    nowMs += 10_000;
  }
  const classes = (await allViews())
    .filter(({ roomId }) => roomId === place.room.id)
    .map(({ reason }) => reason);
  expect(classes).toEqual(["same_dwell", "same_dwell", "same_dwell", "input"]);
  const [visit] = await db.select().from(visits).where(eq(visits.roomId, place.room.id));
  expect(visit).toMatchObject({ engaged: true, pageCount: 1 });
});
