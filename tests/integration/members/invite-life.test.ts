import { db } from "@db/client";
import { invites, teams } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { nowMs, setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { eventTypes } from "../../support/events";
import {
  en,
  expectRedirect,
  type Form,
  fill,
  ja,
  makePeople,
  makePerson,
  useScreens,
} from "../screens/support";
import { freshAddress, inviteByMail, inviteForm, mailsTo, newestLinkTo, PASSWORD } from "./support";

const screens = useScreens();
afterEach(() => setClock(null));

const joinForm = { intent: "join", name: "Haru Kato", password: PASSWORD };
const idOf = async (email: string) =>
  (await db.select().from(invites).where(eq(invites.email, email))).at(-1)?.id;
const act = (cookie: string, form: Form) => screens.post(paths.members(), form, { cookie });
const travel = (days: number) => {
  const later = nowMs() + days * 86_400_000 + 1_000;
  setClock(() => later);
};

describe("an invite in the list of an admin", () => {
  test("waits until its day, then is shown as run out, and lives again when it is sent again", async () => {
    const { admin } = await makePeople();
    const email = freshAddress();
    const first = await inviteByMail(screens, admin, { email });
    const look = async () =>
      (await screens.get(paths.members(), { cookie: admin.cookie, language: "ja" })).text;
    const [waiting, expired] = [ja.members.invites.waiting, ja.members.invites.expired].map(
      (text) => text.split("}}")[1] ?? "",
    );
    expect(await look()).toContain(waiting);
    travel(7);
    expect(await look()).toContain(expired);
    await act(admin.cookie, { intent: "resend", inviteId: await idOf(email) });
    expect(await look()).not.toContain(expired);
    expect((await screens.get(first)).status).toBe(404);
    expectRedirect(await screens.post(await newestLinkTo(email), joinForm), "/");
    expect(await look()).not.toContain(waiting);
    expect(await eventTypes(admin.scope)).toEqual([
      "member.invited",
      "member.invite_resent",
      "member.joined",
    ]);
  });

  test("may be followed by another to the same address once it ran out or was withdrawn", async () => {
    const { admin } = await makePeople();
    const email = freshAddress();
    await inviteByMail(screens, admin, { email });
    travel(8);
    const second = await inviteByMail(screens, admin, { email, role: "manager" });
    await act(admin.cookie, { intent: "withdraw", inviteId: await idOf(email) });
    expect((await screens.get(second)).status).toBe(410);
    await inviteByMail(screens, admin, { email });
    expect(await mailsTo(email)).toHaveLength(3);
  });

  test("accepted meanwhile can be neither sent again nor withdrawn", async () => {
    const { admin } = await makePeople();
    const email = freshAddress();
    const link = await inviteByMail(screens, admin, { email });
    await screens.post(link, joinForm);
    for (const intent of ["resend", "withdraw"]) {
      const page = await act(admin.cookie, { intent, inviteId: await idOf(email) });
      expect(page.status).toBe(409);
      expect(page.text).toContain(en.members.invites.gone);
    }
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("withdrawn twice, by two admins or one with two tabs, is withdrawn once", async () => {
    const { admin, rep } = await makePeople();
    const other = await makePerson({ workspaceId: rep.member.workspaceId, role: "admin" });
    const email = freshAddress();
    await inviteByMail(screens, admin, { email });
    const form = { intent: "withdraw", inviteId: await idOf(email) };
    const both = await Promise.all([act(admin.cookie, form), act(other.cookie, form)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await eventTypes(admin.scope)).toEqual(["member.invited", "member.invite_withdrawn"]);
  });

  test("of another workspace is not there", async () => {
    const { admin, stranger } = await makePeople();
    const email = freshAddress();
    await inviteByMail(screens, admin, { email });
    const foreign = await makePerson({ workspaceId: stranger.member.workspaceId, role: "admin" });
    for (const intent of ["resend", "withdraw"])
      expect((await act(foreign.cookie, { intent, inviteId: await idOf(email) })).status).toBe(404);
    expect((await act(admin.cookie, { intent: "burn", inviteId: await idOf(email) })).status).toBe(422);
  });
});

describe("what an invite promises", () => {
  test("is given without the team when that was deleted meanwhile", async () => {
    const { admin, rep } = await makePeople();
    const teamId = newId();
    const team = { id: teamId, workspaceId: rep.member.workspaceId, name: "East", createdAt: new Date() };
    await db.insert(teams).values(team);
    const email = freshAddress();
    const link = await inviteByMail(screens, admin, { email, teamId });
    await screens.post(paths.team(teamId), { intent: "delete" }, { cookie: admin.cookie });
    expectRedirect(await screens.post(link, joinForm), "/");
    const page = await screens.get(paths.members(), { cookie: admin.cookie });
    expect(page.text).toContain(email);
    expect(page.text).not.toContain("East");
  });

  test("two invites from two workspaces lead one person into both, with one password", async () => {
    const [here, there] = [await makePeople(), await makePeople()];
    const email = freshAddress();
    const first = await inviteByMail(screens, here.admin, { email });
    const second = await inviteByMail(screens, there.admin, { email });
    const joined = await screens.post(first, joinForm);
    const cookie = joined.cookies[0]?.split(";")[0] ?? "";
    const offer = await screens.get(second, { cookie });
    expect(offer.text).toContain(fill(en.members.join.acceptAs, { email }));
    expectRedirect(await screens.post(second, { intent: "accept" }, { cookie }), "/");
    const page = await screens.get("/rooms", { cookie });
    expect(page.document.querySelectorAll("button[name=memberId]")).toHaveLength(2);
  });

  test("is not widened by a form that was changed by hand", async () => {
    const { admin } = await makePeople();
    const form = inviteForm({ role: "rep" });
    await act(admin.cookie, form);
    const link = await newestLinkTo(form.email ?? "");
    for (const extra of [{ role: "admin" }, { workspaceId: newId() }, { intent: "accept", role: "admin" }])
      expect((await screens.post(link, { ...joinForm, ...extra })).status).toBe(422);
    expectRedirect(await screens.post(link, joinForm), "/");
  });
});
