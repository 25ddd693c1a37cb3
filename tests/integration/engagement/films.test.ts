import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { proposals } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findRoomSubject, getRoomReport } from "~/features/engagement/data.server";
import { exportFilms } from "~/features/engagement/reports/films-export.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { addVisit, EVERYTHING, makeReportedRoom, NOW, type ReportedRoom, TOKYO } from "./support";

useDatabase();
beforeAll(() => setClock(() => NOW.getTime()));
afterAll(() => setClock(null));

const reportOf = ({ scope, room }: ReportedRoom, over: Partial<Parameters<typeof getRoomReport>[2]> = {}) =>
  getRoomReport(scope, room.id, { ...EVERYTHING, ...over });

const film = (blockId: string, title: string) => ({
  type: "video",
  attrs: { blockId, source: "upload", videoId: "x", title },
});

/** A room whose proposal shows a film with a name and, in a column, one without. */
async function makeFilmRoom() {
  const of = await makeReportedRoom();
  const body = {
    type: "doc" as const,
    content: [
      { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "Tour" }] },
      film("film-a", "=Tour"),
      { type: "columns", content: [{ type: "column", content: [film("film-b", "")] }] },
    ],
  };
  await db.update(proposals).set({ body, sectionCount: 1 }).where(eq(proposals.pageId, of.proposal.id));
  return of;
}

type Films = Record<string, { activeMs: number; seen: number }>;
const watching = (of: ReportedRoom, films: Films, over: object = {}) => ({
  startedAt: "2026-03-12T01:00:00Z",
  views: [{ pageId: of.proposal.id, units: { 1: 60_000 }, films, ...over }],
});

describe("films in the report of a room", () => {
  test("nobody has watched: nothing is said of films", async () => {
    const of = await makeFilmRoom();
    await addVisit(of, watching(of, {}));
    expect((await reportOf(of)).films).toEqual([]);
  });

  test("says who watched how much of which film, in the order of the proposal", async () => {
    const of = await makeFilmRoom();
    const sato = { contactId: of.sato.id };
    const first = await addVisit(of, {
      ...watching(of, { "film-a": { activeMs: 20_000, seen: 0.4 }, "film-b": { activeMs: 5_000, seen: 1 } }),
      ...sato,
    });
    await addVisit(of, {
      ...watching(of, { "film-a": { activeMs: 10_000, seen: 0.2 } }),
      ...sato,
      viewerId: first.viewerId,
      startedAt: "2026-03-13T01:00:00Z",
    });
    await addVisit(of, {
      ...watching(of, { "film-a": { activeMs: 30_000, seen: 0.8 } }),
      contactId: of.tanaka.id,
    });
    const { films, headline } = await reportOf(of);
    expect(films.map(({ title, number, people }) => [title, number, people])).toEqual([
      ["=Tour", 1, 2],
      ["", 2, 1],
    ]);
    const [tour] = films;
    expect(tour?.activeMs).toBe(60_000);
    expect(tour?.seen).toBeCloseTo(0.6);
    const watched = tour?.watchers.map(({ person, ...rest }) => [person.name, rest]);
    expect(watched).toEqual([
      ["Tanaka", { seen: 0.8, activeMs: 30_000, viewings: 1 }],
      // The largest of two viewings, not their sum: nobody knows whether they were the same seconds.
      ["Sato", { seen: 0.4, activeMs: 30_000, viewings: 2 }],
    ]);
    // Time with a film is a part of the page's time.
    expect(headline.activeMs).toBe(180_000);
  });

  test("machines, the doubtful and our own people watch nothing", async () => {
    const of = await makeFilmRoom();
    const films = { "film-a": { activeMs: 20_000, seen: 1 } };
    for (const judged of ["automated", "unconfirmed", "internal"] as const)
      await addVisit(of, watching(of, films, { class: judged }));
    expect((await reportOf(of)).films).toEqual([]);
  });

  test("a name no text ever had, a glance, and time beyond the view's count for nothing", async () => {
    const of = await makeFilmRoom();
    await addVisit(of, {
      ...watching(of, {
        forged: { activeMs: 20_000, seen: 1 },
        "film-b": { activeMs: 999, seen: 0 },
        "film-a": { activeMs: 9_000_000, seen: 0.5 },
      }),
      contactId: of.sato.id,
    });
    const { films } = await reportOf(of);
    expect(films.map(({ blockId, activeMs }) => [blockId, activeMs])).toEqual([["film-a", 60_000]]);
  });

  test("counts on the day of the view, in the period chosen", async () => {
    const of = await makeFilmRoom();
    const films = { "film-a": { activeMs: 20_000, seen: 1 } };
    await addVisit(of, { ...watching(of, films), startedAt: "2026-02-01T01:00:00Z" });
    expect((await reportOf(of, { window: "30" })).films).toEqual([]);
    expect((await reportOf(of, { window: "90" })).films).toHaveLength(1);
  });

  test("leave the house as a file of their own, safe for spreadsheets", async () => {
    const of = await makeFilmRoom();
    await addVisit(of, {
      ...watching(of, { "film-a": { activeMs: 20_000, seen: 0.4 }, forged: { activeMs: 1, seen: 1 } }),
      contactId: of.sato.id,
    });
    const { subject } = await findRoomSubject(of.scope, of.room.id, { window: "all", timeZone: TOKYO });
    const pieces = [];
    for await (const piece of exportFilms(of.scope, subject, { language: "en", bom: false }))
      pieces.push(piece);
    const [head, row, ...rest] = pieces.join("").trimEnd().split("\r\n");
    expect(head).toBe("Day,Room,Person,E-mail,Identity,Page,Film,Share seen (0 to 1),Active seconds");
    expect(row).toContain(`2026-03-12,${of.room.name},Sato,`);
    expect(row).toMatch(/,Verified,Proposal,"'=Tour",0\.4,20$/);
    expect(rest).toEqual([]);
  });
});

describe("what the buying side did", () => {
  const act = (of: ReportedRoom, viewerId: string, type: string, at = NOW) =>
    db.insert(events).values({
      id: newId(),
      workspaceId: of.scope.workspaceId,
      roomId: of.room.id,
      type,
      actorKind: "viewer",
      actorId: viewerId,
      data: {},
      at,
    });

  test("is counted by person, whoever did most first", async () => {
    const of = await makeFilmRoom();
    const sato = await addVisit(of, { ...watching(of, {}), contactId: of.sato.id });
    const phone = await addVisit(of, { ...watching(of, {}), contactId: of.sato.id });
    const other = await addVisit(of, watching(of, {}));
    for (const type of ["task.completed", "form.answered", "chat.message_sent", "room.visited"])
      await act(of, sato.viewerId, type);
    await act(of, phone.viewerId, "task.completed");
    await act(of, other.viewerId, "chat.message_sent");
    const { actions } = await reportOf(of);
    expect(actions.map(({ person, counts }) => [person.name, counts.tasks, counts.messages])).toEqual([
      ["Sato", 2, 1],
      [null, 0, 1],
    ]);
    expect(actions[0]?.counts.answers).toBe(1);
  });

  test("leaves out our own people, those who said no, members, other rooms and other periods", async () => {
    const of = await makeFilmRoom();
    const ours = await addVisit(of, watching(of, {}, { class: "internal" }));
    const declined = await addVisit(of, watching(of, {}));
    await db.update(viewers).set({ consent: "declined" }).where(eq(viewers.id, declined.viewerId));
    const early = await addVisit(of, watching(of, {}));
    await act(of, ours.viewerId, "task.completed");
    await act(of, declined.viewerId, "task.completed");
    await act(of, early.viewerId, "task.completed", new Date("2026-01-01T00:00:00Z"));
    const stranger = await makeFilmRoom();
    const theirs = await addVisit(stranger, watching(stranger, {}));
    await act(stranger, theirs.viewerId, "task.completed");
    expect((await reportOf(of, { window: "30" })).actions).toEqual([]);
    expect((await reportOf(of)).actions).toHaveLength(1);
  });
});
