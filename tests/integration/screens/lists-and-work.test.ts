import { db } from "@db/client";
import { jobs } from "@db/schema/instance";
import { documents } from "@db/schema/library";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { startSession } from "~/features/auth/sessions.server";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { cookieOf } from "../../support/app";
import { makeAccount, makeContact, makeDeal, makeDocument, makeRoom } from "../../support/factories";
import { addVisit, makeReportedRoom } from "../engagement/support";
import { DISGUISED, en, expectEscaped, fill, IMG, ja, makePeople, UNDISGUISED, useScreens } from "./support";

const screens = useScreens();
let people: Awaited<ReturnType<typeof makePeople>>;
beforeAll(async () => {
  people = await makePeople();
});

describe("the lists", () => {
  const NAMES = ["100% Foods", "1000 Foods", "A_B", "AXB", "ＡＢＣ商事"];
  const listed = async (address: string) => (await screens.get(address, people.rep)).rows().sort();
  beforeAll(async () => {
    for (const name of NAMES) {
      const account = await makeAccount(people.rep.scope, { name });
      const deal = await makeDeal(people.rep.scope, { name, accountId: account.id });
      await makeRoom(people.rep.scope, { name, dealId: deal.id });
    }
  });

  test.each([paths.accounts(), paths.deals(), paths.rooms()])(
    "%s takes %% and _ for what they are",
    async (at) => {
      expect(await listed(`${at}?q=100%25`)).toEqual(["100% Foods"]);
      expect(await listed(`${at}?q=a_b`)).toEqual(["A_B"]);
      expect(await listed(`${at}?q=%21`)).toEqual([]);
      expect(await listed(`${at}?q=abc`)).toEqual(["ＡＢＣ商事"]);
      expect(await listed(`${at}?q=%E3%80%80ｆｏｏｄｓ`)).toEqual(["100% Foods", "1000 Foods"]);
    },
  );

  test.each([paths.accounts(), paths.deals(), paths.rooms()])("%s forgives an odd address", async (at) => {
    const all = [...NAMES].sort();
    for (const query of [
      "sort=password",
      "dir=up",
      "page=0",
      "page=x",
      "archived=yes",
      "q=%00",
      `q=${"x".repeat(201)}`,
    ]) {
      expect(await listed(`${at}?${query}`), query).toEqual(all);
    }
    expect(await listed(`${at}?page=999`)).toEqual(all);
    const nothing = await screens.get(`${at}?q=${encodeURIComponent(IMG)}`, {
      ...people.rep,
      language: "ja",
    });
    expectEscaped(nothing, fill(ja.lists.chip, { name: ja.lists.searchChip, value: IMG }));
    expect(await listed(`${at}?archived=1`)).toEqual([]);
  });

  test("turn round when asked to", async () => {
    const up = (await screens.get("/rooms?sort=name&dir=asc", people.rep)).rows();
    const down = (await screens.get("/rooms?sort=name&dir=desc", people.rep)).rows();
    expect(up).toHaveLength(NAMES.length);
    expect(down).toEqual([...up].reverse());
  });
});

describe("the library", () => {
  const act = (form: Record<string, string>, as = people.rep) => screens.post(paths.library(), form, as);
  const titleOf = async (id: string) =>
    (await db.select().from(documents).where(eq(documents.id, id)))[0]?.title;

  test("renames without disguising marks, refuses no name, archives and restores", async () => {
    const { document } = await makeDocument(people.rep.scope, { title: "Old" });
    const { id: documentId } = document;
    expect((await act({ intent: "rename", documentId, title: DISGUISED })).status).toBe(200);
    expect(await titleOf(documentId)).toBe(UNDISGUISED);
    for (const title of [" ", "x".repeat(5_000)]) {
      expect((await act({ intent: "rename", documentId, title })).status).toBe(422);
    }
    expectEscaped(await act({ intent: "rename", documentId, title: IMG }), IMG);
    expect((await act({ intent: "archive", documentId }, people.colleague)).status).toBe(403);
    expect((await act({ intent: "archive", documentId }, people.stranger)).status).toBe(404);
    await act({ intent: "archive", documentId });
    expect((await screens.get("/library", people.rep)).text).not.toContain(IMG);
    expect((await screens.get("/library?archived=1", people.rep)).text).toContain(IMG);
    await act({ intent: "restore", documentId });
    expect((await screens.get("/library?page=-3", people.rep)).text).toContain(IMG);
    expect((await act({ intent: "archive", documentId: "\u0000" })).status).toBe(422);
  });
});

describe("failed jobs", () => {
  test("are run again by an admin, once, and by nobody else", async () => {
    const jobId = newId();
    const at = new Date();
    const dead = {
      kind: "mail.send",
      payload: {},
      state: "dead",
      attempts: 5,
      lastError: `${IMG} refused`,
    } as const;
    await db.insert(jobs).values({ id: jobId, ...dead, runAt: at, createdAt: at, finishedAt: at });
    const admin = { ...people.admin, language: "ja" };
    const seen = await screens.get(paths.adminJobs(), admin);
    expectEscaped(seen, `${IMG} refused`);
    expect(seen.text).toContain(fill(ja.admin.jobs.counts, { queued: 0, running: 0, dead: 1 }));
    expect((await screens.post(paths.adminJobs(), { jobId }, people.rep)).status).toBe(403);
    const replayed = await screens.post(paths.adminJobs(), { jobId }, admin);
    expect(replayed.text).toContain(ja.admin.jobs.replayed);
    const [row] = await db.select().from(jobs).where(eq(jobs.id, jobId));
    expect(row).toMatchObject({ state: "queued", attempts: 0, finishedAt: null });
    const twice = await screens.post(paths.adminJobs(), { jobId }, admin);
    expect(twice).toMatchObject({ status: 409, lang: "ja" });
    expect(twice.text).toContain(ja.common.error.title["409"]);
    for (const odd of ["", "x", "\u0000".repeat(26)]) {
      expect((await screens.post(paths.adminJobs(), { jobId: odd }, admin)).status).toBe(422);
    }
  });
});

test("a CSV is a private download with the mark that Excel needs, and runs no formula", async () => {
  const of = await makeReportedRoom();
  const contact = await makeContact(of.scope, { accountId: of.account.id, name: "=1+1" });
  const views = [{ pageId: of.prices.id, versionId: of.version.id, units: { 1: 4_000 } }];
  await addVisit(of, { startedAt: new Date(), contactId: contact.id, views });
  const cookie = cookieOf(await startSession(of.userId, null));
  for (const at of [paths.roomReportCsv(of.room.id), paths.accountReportCsv(of.account.id)]) {
    const answer = await screens.raw(`${at}?window=all`, {}, { cookie, language: "ja" });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(bytes);
    expect(text.split("\r\n")[0]).toContain(ja.engagement.csv.person);
    expect(text).toContain(`,"'=1+1",`);
    expect(text).not.toMatch(/(^|,)"?=1/m);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename=.*\.csv/);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const plain = await screens.raw(`${at}?bom=0`, {}, { cookie, language: "en" });
    expect((await plain.text()).startsWith(en.engagement.csv.day)).toBe(true);
    expect((await screens.raw(at, {}, people.stranger)).status).toBe(404);
    expect((await screens.get(at)).location).toBe(paths.signIn());
  }
});
