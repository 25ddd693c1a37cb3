import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { jobs } from "@db/schema/instance";
import { visits } from "@db/schema/tracking";
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { trackingJobs } from "~/features/tracking/jobs.server";
import { rebuild } from "~/features/tracking/rebuild.server";
import { reclassHit } from "~/features/tracking/reclass.server";
import { setClock } from "~/platform/clock.server";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { subscribe } from "~/platform/realtime.server";
import { useDatabase } from "../../support/database";
import { makeLink, makeMember, makePage } from "../../support/factories";
import { countedVisits, hitOf, minutes, open, read, viewOf } from "./openings";
import { allViews, ingestOne, makeReadableRoom, readingOf, START_MS, tokenFor, totals } from "./support";

useDatabase();

let nowMs = START_MS;
beforeEach(() => {
  nowMs = START_MS;
  setClock(() => nowMs);
});
afterEach(() => setClock(null));

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
