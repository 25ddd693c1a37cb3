import { db } from "@db/client";
import { members, teams } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { eventTypes } from "../../support/events";
import {
  en,
  expectRedirect,
  expectRefused,
  type Form,
  fill,
  IMG,
  ja,
  makePeople,
  makePerson,
  type Person,
  useScreens,
} from "../screens/support";

const screens = useScreens();

const create = (by: Person, form: Form, language = "en") =>
  screens.post(paths.teams(), { requestKey: newId(), ...form }, { cookie: by.cookie, language });
const teamIn = async (memberId: string) =>
  (await db.select().from(members).where(eq(members.id, memberId)))[0]?.teamId;
const teamRow = async (id: string) => (await db.select().from(teams).where(eq(teams.id, id)))[0];

async function makeTeam(admin: Person, name: string): Promise<string> {
  const page = await create(admin, { name });
  return page.location?.split("/").at(-1) ?? "";
}

type TeamForm = { name: string; leaderId?: string; people: Person[] };

/** As a browser sends a form with several ticked boxes. */
async function save(by: Person, teamId: string, { people, ...form }: TeamForm) {
  const body = new URLSearchParams();
  for (const [name, text] of Object.entries({ intent: "save", ...form })) body.append(name, String(text));
  for (const person of people) body.append("memberIds[]", person.member.id);
  const asking = { cookie: by.cookie };
  return screens.raw(paths.team(teamId), { method: "POST", body: body.toString() }, asking);
}

describe("teams", () => {
  test("are made with a name of their own, once for a double click", async () => {
    const { admin } = await makePeople();
    const requestKey = newId();
    const clicks = await Promise.all([
      create(admin, { name: " East ", requestKey }),
      create(admin, { name: "East", requestKey }),
    ]);
    for (const click of clicks) expectRedirect(click, paths.team(requestKey));
    expectRefused(await create(admin, { name: "EAST" }, "ja"), "name", ja.members.teams.name_taken);
    expectRefused(await create(admin, { name: " 　" }), "name", en.validation.required);
    expectRefused(await create(admin, { name: "x".repeat(61) }), "name", en.validation.too_long);
    expect(await eventTypes(admin.scope)).toEqual(["team.created"]);
  });

  test("have people and somebody who leads them, who is one of them", async () => {
    const { admin, rep, colleague } = await makePeople();
    const teamId = await makeTeam(admin, "East");
    const answer = await save(admin, teamId, {
      name: "East 2",
      leaderId: rep.member.id,
      people: [colleague],
    });
    expect(answer.status).toBe(200);
    expect(await teamIn(rep.member.id)).toBe(teamId);
    expect(await teamIn(colleague.member.id)).toBe(teamId);
    const page = await screens.get(paths.teams(), { cookie: rep.cookie });
    expect(page.text).toContain("East 2");
    expect(page.text).toContain(fill(en.members.teams.ledBy, { name: "Aoi Mori" }));
    expect(page.text).toContain("2 members");
    await save(admin, teamId, { name: "East 2", leaderId: "", people: [] });
    expect(await teamIn(colleague.member.id)).toBeNull();
    expect((await teamRow(teamId))?.leaderId).toBeNull();
  });

  test("who moves to another team no longer leads the first", async () => {
    const { admin, rep } = await makePeople();
    const [first, second] = [await makeTeam(admin, "One"), await makeTeam(admin, "Two")];
    await save(admin, first, { name: "One", leaderId: rep.member.id, people: [] });
    await save(admin, second, { name: "Two", leaderId: "", people: [rep] });
    expect(await teamIn(rep.member.id)).toBe(second);
    expect((await teamRow(first))?.leaderId).toBeNull();
  });

  test("the manager who leads one may rename it and take in who is free, and no more", async () => {
    const { admin, rep, colleague } = await makePeople();
    const manager = await makePerson({ workspaceId: rep.member.workspaceId, role: "manager", name: "Ema" });
    const [own, other] = [await makeTeam(admin, "Own"), await makeTeam(admin, "Other")];
    await save(admin, own, { name: "Own", leaderId: manager.member.id, people: [] });
    await save(admin, other, { name: "Other", leaderId: "", people: [colleague] });
    expect((await save(manager, own, { name: "Ours", people: [manager, rep] })).status).toBe(200);
    expect(await teamRow(own)).toMatchObject({ name: "Ours", leaderId: manager.member.id });
    expect(await teamIn(rep.member.id)).toBe(own);
    expect((await save(manager, own, { name: "Ours", people: [colleague] })).status).toBe(403);
    const handOff = { name: "Ours", leaderId: rep.member.id, people: [] };
    expect((await save(manager, own, handOff)).status).toBe(403);
    expect((await save(manager, other, { name: "Mine", people: [] })).status).toBe(403);
    const page = await screens.get(paths.team(own), { cookie: manager.cookie });
    expect(page.has("[name=leaderId]")).toBe(false);
    expect(page.text).not.toContain(en.members.teams.delete);
    expect(
      (await screens.post(paths.team(own), { intent: "delete" }, { cookie: manager.cookie })).status,
    ).toBe(403);
  });

  test("a rep sees who is in a team and can change none, also one they are said to lead", async () => {
    const { admin, rep, colleague } = await makePeople();
    const teamId = await makeTeam(admin, IMG);
    await save(admin, teamId, { name: IMG, leaderId: rep.member.id, people: [colleague] });
    const page = await screens.get(paths.team(teamId), { cookie: rep.cookie });
    expect(page.text).toContain("Riku Hara");
    expect(page.text).toContain(en.members.teams.notYours);
    expect(page.has("img[src='x'], [name=name]")).toBe(false);
    expect((await save(rep, teamId, { name: "Mine", people: [] })).status).toBe(403);
    expect((await create(rep, { name: "Mine" })).status).toBe(403);
  });

  test("take in nobody from elsewhere and nobody who left", async () => {
    const { admin, rep, stranger } = await makePeople();
    const teamId = await makeTeam(admin, "East");
    const gone = await makePerson({ workspaceId: rep.member.workspaceId, deactivatedAt: new Date() });
    for (const outsider of [stranger, gone])
      expect((await save(admin, teamId, { name: "East", people: [outsider] })).status).toBe(404);
    const led = await save(admin, teamId, { name: "East", leaderId: stranger.member.id, people: [] });
    expect(led.status).toBe(404);
    expect(await teamIn(stranger.member.id)).toBeNull();
    expect((await save(stranger, teamId, { name: "Stolen", people: [] })).status).toBe(404);
  });

  test("deleted, leave their people without a team", async () => {
    const { admin, rep } = await makePeople();
    const teamId = await makeTeam(admin, "East");
    await save(admin, teamId, { name: "East", people: [rep] });
    const gone = await screens.post(paths.team(teamId), { intent: "delete" }, { cookie: admin.cookie });
    expectRedirect(gone, paths.teams());
    expect(await teamIn(rep.member.id)).toBeNull();
    expect((await screens.get(paths.team(teamId), { cookie: admin.cookie })).status).toBe(404);
    const again = await screens.post(paths.team(teamId), { intent: "delete" }, { cookie: admin.cookie });
    expect(again.status).toBe(404);
  });
});
