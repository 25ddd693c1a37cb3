import { db } from "@db/client";
import { mails } from "@db/schema/instance";
import { hits } from "@db/schema/tracking";
import { workspaces } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { confirmViewer } from "~/features/tracking/persons.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { makeLink, makeMember } from "../../support/factories";
import { countedVisits, hitOf, minutes, open, read, viewOf } from "./openings";
import { BROWSER, ingestOne, makeKnownViewer, makeReadableRoom, readingOf, START_MS } from "./support";

useDatabase();

let nowMs = START_MS;
beforeEach(() => {
  nowMs = START_MS;
  setClock(() => nowMs);
});
afterEach(() => setClock(null));

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

describe("own team", () => {
  test("an address of the workspace's own domain is never counted", async () => {
    const place = await makeReadableRoom();
    await db
      .update(workspaces)
      .set({ ownDomains: ["kumano.example"] })
      .where(eq(workspaces.id, place.scope.workspaceId));
    const { viewer } = await makeKnownViewer(place, { email: "aoi@kumano.example", identity: "verified" });
    const token = await read(place, await open(place), { viewerId: viewer.id });
    expect(await viewOf(token.viewId)).toEqual({ class: "internal", reason: "own_domain" });
    expect(await countedVisits(place)).toBe(0);
  });
});
