import { db } from "@db/client";
import { accounts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { sessions } from "@db/schema/users";
import { invites, members, teams } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { deactivateMember } from "~/features/workspaces/members/mutations.server";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { eventsOf } from "../../support/events";
import { makeAccount, makeDeal, makeRoom } from "../../support/factories";
import {
  en,
  expectEscaped,
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
import { inviteByMail } from "./support";

const screens = useScreens();

const memberRow = async (id: string) => (await db.select().from(members).where(eq(members.id, id)))[0];
const change = (by: Person, whom: Person, form: Form, language = "en") =>
  screens.post(paths.member(whom.member.id), form, { cookie: by.cookie, language });
const roleForm = (role: string, over: Form = {}): Form => ({
  intent: "save",
  role,
  teamId: "",
  seenRole: "rep",
  seenTeamId: "",
  ...over,
});

describe("the list of members", () => {
  test("names everyone with role, team, state and last use, those who left at the end", async () => {
    const { admin, rep } = await makePeople();
    const { workspaceId } = rep.member;
    await makePerson({ workspaceId, name: "Aaa Gone", deactivatedAt: new Date() });
    await screens.get("/rooms", { cookie: rep.cookie });
    const page = await screens.get(paths.members(), { cookie: admin.cookie, language: "ja" });
    const lines = [...page.document.querySelectorAll("tbody tr")].map((row) => row.textContent ?? "");
    expect(lines.map((line) => /Aoi|Riku|Yui|Gone/.exec(line)?.[0])).toEqual(["Aoi", "Riku", "Yui", "Gone"]);
    expect(lines[0]).toContain(ja.auth.roles.rep);
    expect(lines[0]).toContain(ja.common.time.justNow);
    expect(lines[1]).toContain(ja.members.neverActive);
    expect(lines[2]).toContain(ja.members.you);
    expect(lines[3]).toContain(ja.members.states.deactivated);
  });

  test("shows a name with markup as text, and nobody of another workspace", async () => {
    const { admin, rep, stranger } = await makePeople();
    const evil = await makePerson({ workspaceId: rep.member.workspaceId, name: IMG });
    const page = await screens.get(paths.members(), { cookie: admin.cookie });
    expectEscaped(page, IMG);
    expect(page.text).not.toContain("Sora Kida");
    expectEscaped(await screens.get(paths.member(evil.member.id), { cookie: rep.cookie }), IMG);
    expect((await screens.get(paths.member(stranger.member.id), { cookie: admin.cookie })).status).toBe(404);
  });
});

describe("a changed role", () => {
  test("counts from the next request on, both ways, without signing in again", async () => {
    const { admin, rep } = await makePeople();
    expect((await screens.get(paths.adminMails(), { cookie: rep.cookie })).status).toBe(403);
    const saved = await change(admin, rep, roleForm("admin"));
    expect(saved.text).toContain(en.members.member.saved);
    expect((await screens.get(paths.adminMails(), { cookie: rep.cookie })).status).toBe(200);
    await change(admin, rep, roleForm("rep", { seenRole: "admin" }));
    const closed = await screens.get(paths.adminMails(), { cookie: rep.cookie, language: "ja" });
    expect(closed).toMatchObject({ status: 403, heading: ja.common.error.title["403"] });
    expect((await change(rep, admin, roleForm("rep", { seenRole: "admin" }))).status).toBe(403);
    expect(await eventsOf(admin.scope, "member.changed")).toMatchObject([
      { data: { memberId: rep.member.id, from: "rep", to: "admin" } },
      { data: { memberId: rep.member.id, from: "admin", to: "rep" } },
    ]);
  });

  test("never takes the last admin's", async () => {
    const { admin, rep } = await makePeople();
    const own = roleForm("manager", { seenRole: "admin" });
    const refused = await change(admin, admin, own, "ja");
    expectRefused(refused, "role", ja.members.member.last_admin);
    expect(refused.field("role").value).toBe("manager");
    // An admin who left does not count.
    await makePerson({ workspaceId: rep.member.workspaceId, role: "admin", deactivatedAt: new Date() });
    expectRefused(await change(admin, admin, own), "role", en.members.member.last_admin);
    await change(admin, rep, roleForm("admin"));
    expect((await change(admin, admin, own)).status).toBe(200);
    expect((await memberRow(admin.member.id))?.role).toBe("manager");
  });

  test("two admins who step down at the same moment leave one", async () => {
    const { admin, rep } = await makePeople();
    const other = await makePerson({ workspaceId: rep.member.workspaceId, role: "admin" });
    const down = roleForm("rep", { seenRole: "admin" });
    const answers = await Promise.all([change(admin, admin, down), change(other, other, down)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  test("of somebody whom another admin has changed meanwhile is shown before it is overwritten", async () => {
    const { admin, rep } = await makePeople();
    await change(admin, rep, roleForm("manager"));
    const stale = await change(admin, rep, roleForm("admin"));
    expect(stale).toMatchObject({ status: 409, alert: en.members.member.stale });
    expect(stale.hidden("seenRole")).toBe("manager");
    expect((await memberRow(rep.member.id))?.role).toBe("manager");
  });

  test("knows three roles and the teams of the workspace", async () => {
    const { admin, rep, stranger } = await makePeople();
    const [teamId, foreignTeamId] = [newId(), newId()];
    const at = new Date();
    await db.insert(teams).values([
      { id: teamId, workspaceId: rep.member.workspaceId, name: "East", createdAt: at },
      { id: foreignTeamId, workspaceId: stranger.member.workspaceId, name: "West", createdAt: at },
    ]);
    expectRefused(await change(admin, rep, roleForm("owner")), "role", en.validation.choice);
    expect((await change(admin, rep, roleForm("rep", { teamId: foreignTeamId }))).status).toBe(404);
    expect((await change(admin, rep, roleForm("rep", { teamId }))).status).toBe(200);
    expect((await memberRow(rep.member.id))?.teamId).toBe(teamId);
    expect((await screens.get(paths.members(), { cookie: rep.cookie })).text).toContain("East");
  });
});

describe("deactivating", () => {
  async function makeOwner() {
    const people = await makePeople();
    const { scope } = people.rep;
    const account = await makeAccount(scope);
    const deal = await makeDeal(scope, { accountId: account.id });
    const closed = await makeDeal(scope, { accountId: account.id, outcome: "won", closedAt: new Date() });
    const room = await makeRoom(scope, { dealId: deal.id });
    const archived = await makeRoom(scope, { dealId: deal.id, archivedAt: new Date() });
    return { ...people, account, deal, closed, room, archived };
  }
  const ownerOf = async (table: typeof accounts | typeof deals | typeof rooms, id: string) =>
    (
      await db.select({ ownerId: table.ownerId, version: table.version }).from(table).where(eq(table.id, id))
    )[0];

  test("names what is owned and asks who takes over", async () => {
    const { admin, rep } = await makeOwner();
    const page = await screens.get(paths.member(rep.member.id), { cookie: admin.cookie });
    expect(page.text).toContain("Aoi Mori owns 1 account, 1 open deal and 1 room, and has 0 open tasks.");
    const refused = await change(admin, rep, { intent: "deactivate", heirId: "" }, "ja");
    expectRefused(refused, "heirId", ja.members.member.no_heir);
    expect((await memberRow(rep.member.id))?.deactivatedAt).toBeNull();
  });

  test("hands over what lives on, and leaves what is done in the name of who did it", async () => {
    const { admin, rep, colleague, ...things } = await makeOwner();
    const heirId = colleague.member.id;
    expectRedirect(await change(admin, rep, { intent: "deactivate", heirId }), paths.member(rep.member.id));
    expect(await ownerOf(accounts, things.account.id)).toEqual({ ownerId: heirId, version: 2 });
    expect(await ownerOf(deals, things.deal.id)).toEqual({ ownerId: heirId, version: 2 });
    expect(await ownerOf(rooms, things.room.id)).toEqual({ ownerId: heirId, version: 2 });
    expect(await ownerOf(deals, things.closed.id)).toEqual({ ownerId: rep.member.id, version: 1 });
    expect(await ownerOf(rooms, things.archived.id)).toEqual({ ownerId: rep.member.id, version: 1 });
    expect((await eventsOf(admin.scope, "member.deactivated"))[0]?.data).toEqual({
      memberId: rep.member.id,
      heirId,
      accounts: 1,
      deals: 1,
      rooms: 1,
      tasks: 0,
    });
    const page = await screens.get(paths.editDeal(things.deal.id), { cookie: colleague.cookie });
    expect(page.status).toBe(200);
  });

  test("ends the sessions with the next request, and tells the person when they come back", async () => {
    const { admin, rep } = await makePeople();
    await change(admin, rep, { intent: "deactivate", heirId: "" });
    expect(await db.$count(sessions, eq(sessions.userId, rep.userId))).toBe(0);
    const next = await screens.get("/rooms", { cookie: rep.cookie });
    expectRedirect(next, paths.signIn("/rooms"));
    const page = await screens.get(next.location ?? "", { cookie: rep.cookie, language: "ja" });
    expect(page.text).toContain(ja.auth.signIn.ended);
    expect((await screens.post("/rooms/new", {}, { cookie: rep.cookie })).status).toBe(302);
  });

  test("leaves the person's other workspace and its session alone", async () => {
    const { admin, rep, stranger } = await makePeople();
    const { workspaceId } = stranger.member;
    await makePerson({ userId: rep.userId, workspaceId });
    await change(admin, rep, { intent: "deactivate", heirId: "" });
    const page = await screens.get(paths.members(), { cookie: rep.cookie });
    expect(page.text).toContain("Sora Kida");
    expect(page.text).not.toContain("Yui Ono");
  });

  test("withdraws invites that the person could still open, and their lead of a team", async () => {
    const { admin, rep } = await makePeople();
    const teamId = newId();
    const team = { workspaceId: rep.member.workspaceId, name: "East", leaderId: rep.member.id };
    await db.insert(teams).values({ id: teamId, ...team, createdAt: new Date() });
    await change(admin, rep, { intent: "deactivate", heirId: "" });
    expect((await db.select().from(teams).where(eq(teams.id, teamId)))[0]?.leaderId).toBeNull();
    const waiting = await inviteByMail(screens, admin);
    expect(waiting).toContain("/invite/");
    expect((await db.select().from(invites)).filter((row) => row.withdrawnAt)).toEqual([]);
  });

  test("is not for oneself, for the last admin, by others than admins, or to somebody who left", async () => {
    const { admin, rep, colleague, stranger } = await makeOwner();
    const leave = (heirId: string) => ({ intent: "deactivate", heirId });
    expect((await change(admin, admin, leave(""))).status).toBe(403);
    expect((await change(colleague, rep, leave(colleague.member.id))).status).toBe(403);
    expect((await change(admin, rep, leave(stranger.member.id))).status).toBe(404);
    expect((await change(admin, rep, leave(rep.member.id))).status).toBe(404);
    await change(admin, colleague, leave(""));
    expect((await change(admin, rep, leave(colleague.member.id))).status).toBe(404);
    expect((await memberRow(rep.member.id))?.deactivatedAt).toBeNull();
    await change(admin, rep, roleForm("admin"));
    const bySomebodyElse = await deactivateMember(
      { ...admin.scope, memberId: colleague.member.id },
      { memberId: admin.member.id, heirId: null },
    );
    expect(bySomebodyElse).toEqual({ ok: true });
    const last = await deactivateMember(
      { ...admin.scope, memberId: colleague.member.id },
      { memberId: rep.member.id, heirId: null },
    );
    expect(last).toEqual({ ok: false, reason: "last_admin" });
  });

  test("can be taken back: the person signs in again and finds the role of before", async () => {
    const { admin, rep, colleague } = await makeOwner();
    await change(admin, rep, { intent: "deactivate", heirId: colleague.member.id });
    const page = await screens.get(paths.member(rep.member.id), { cookie: admin.cookie });
    expect(page.text).toContain(fill(en.members.member.deactivatedBody, { name: "Aoi Mori" }));
    expect(page.has("[name=role]")).toBe(false);
    expect((await change(colleague, rep, { intent: "reactivate" })).status).toBe(403);
    await change(admin, rep, { intent: "reactivate" });
    expect(await memberRow(rep.member.id)).toMatchObject({ deactivatedAt: null, role: "rep" });
    expect((await screens.get("/rooms", { cookie: rep.cookie })).status).toBe(302);
  });
});
