import { db } from "@db/client";
import { jobs } from "@db/schema/instance";
import { hits } from "@db/schema/tracking";
import { afterEach, describe, expect, test } from "vitest";
import {
  forgetOldDetails,
  keepHouse,
  scheduleKeepHouse,
  shortAddress,
  shortAgent,
} from "~/features/tracking/retention.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { useDatabase } from "../../support/database";
import { makeLink, makeMember } from "../../support/factories";

useDatabase();
afterEach(() => setClock(null));
const DAY_MS = 86_400_000;
const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

describe("what is forgotten", () => {
  test.each([
    ["203.0.113.9", "203.0.113.0/24"],
    ["::ffff:203.0.113.9", "203.0.113.0/24"],
    ["2001:db8:abcd:1234::1", "2001:db8:abcd::/48"],
    ["nonsense", "unknown/0"],
  ])("%s is kept as %s", (address, kept) => {
    expect(shortAddress(address)).toBe(kept);
  });

  test("an agent is kept as its family", () => {
    expect([shortAgent(CHROME), shortAgent("curl/8")]).toEqual(["Chrome, Windows", "unknown"]);
  });

  test("after thirty days a hit has its network only; a younger one keeps its address", async () => {
    const { scope } = await makeMember();
    const { link } = await makeLink(scope);
    const hit = (at: Date) => ({
      id: newId(),
      workspaceId: scope.workspaceId,
      roomId: link.roomId,
      linkId: link.id,
      at,
      method: "GET",
      ip: "203.0.113.9",
      userAgent: CHROME,
      referrer: "https://mail.example/",
      class: "person" as const,
      reason: "input",
    });
    await db
      .insert(hits)
      .values([hit(new Date(Date.now() - 31 * DAY_MS)), hit(new Date(Date.now() - 29 * DAY_MS))]);
    await forgetOldDetails();
    await forgetOldDetails();
    const kept = await db.select({ ip: hits.ip, referrer: hits.referrer }).from(hits).orderBy(hits.at);
    expect(kept).toEqual([
      { ip: "203.0.113.0/24", referrer: null },
      { ip: "203.0.113.9", referrer: "https://mail.example/" },
    ]);
  });

  test("the work runs once a day, however often the server starts", async () => {
    registerJob(keepHouse);
    await scheduleKeepHouse();
    await scheduleKeepHouse();
    expect(await runDueJobs()).toBe(1);
    const waiting = await db.select({ state: jobs.state }).from(jobs);
    expect(waiting.map((job) => job.state).sort()).toEqual(["done", "queued"]);
  });
});
