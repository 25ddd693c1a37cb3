import { describe, expect, test } from "vitest";
import { inviteStateOf } from "~/features/workspaces/invites/policy";
import { newInviteSchema } from "~/features/workspaces/invites/schema";
import { canDeactivate, canManageMembers } from "~/features/workspaces/members/policy";
import { memberChangeSchema } from "~/features/workspaces/members/schema";
import { canEditTeam, canManageTeams } from "~/features/workspaces/teams/policy";
import { newId } from "~/platform/ids";

const ROLES = ["rep", "manager", "admin"] as const;
const as = (role: (typeof ROLES)[number]) => ({ role, memberId: "me" });

describe("who may do what", () => {
  test("only admins manage members and teams", () => {
    expect(ROLES.map((role) => canManageMembers(as(role)))).toEqual([false, false, true]);
    expect(ROLES.map((role) => canManageTeams(as(role)))).toEqual([false, false, true]);
  });

  test("nobody deactivates themselves", () => {
    expect(canDeactivate(as("admin"), { id: "me" })).toBe(false);
    expect(canDeactivate(as("admin"), { id: "somebody" })).toBe(true);
    expect(canDeactivate(as("manager"), { id: "somebody" })).toBe(false);
  });

  test("a team is changed by admins and by the manager who leads it", () => {
    const [own, other, nobodys] = [{ leaderId: "me" }, { leaderId: "somebody" }, { leaderId: null }];
    expect([own, other, nobodys].map((team) => canEditTeam(as("admin"), team))).toEqual([true, true, true]);
    expect([own, other, nobodys].map((team) => canEditTeam(as("manager"), team))).toEqual([
      true,
      false,
      false,
    ]);
    expect(canEditTeam(as("rep"), own)).toBe(false);
  });
});

describe("an invite", () => {
  const at = new Date("2026-03-15T00:00:00Z");
  const later = new Date(at.getTime() + 1);
  const invite = { acceptedAt: null, withdrawnAt: null, expiresAt: later };

  test("is open until its time runs out to the millisecond", () => {
    expect(inviteStateOf(invite, at)).toBe("open");
    expect(inviteStateOf(invite, later)).toBe("expired");
  });

  test("stays accepted or withdrawn however old it is", () => {
    expect(inviteStateOf({ ...invite, acceptedAt: at }, new Date("2027-01-01"))).toBe("accepted");
    expect(inviteStateOf({ ...invite, withdrawnAt: at }, new Date("2027-01-01"))).toBe("withdrawn");
  });

  test("takes an address as it is meant, and no role that does not exist", () => {
    const form = { intent: "invite", requestKey: newId(), role: "rep", teamId: "", language: "ja" };
    const parsed = newInviteSchema.parse({ ...form, email: " Ａoi＠Kumano.example " });
    expect(parsed).toMatchObject({ email: "aoi@kumano.example", teamId: null });
    for (const role of ["Admin", "owner", "", "rep\u0000"])
      expect(newInviteSchema.safeParse({ ...form, email: "a@kumano.example", role }).success).toBe(false);
  });
});

test("a change of a member carries what was seen, and nothing that was not asked", () => {
  const form = { intent: "save", role: "admin", teamId: "", seenRole: "rep", seenTeamId: "" };
  expect(memberChangeSchema.parse(form)).toMatchObject({ teamId: null, seenTeamId: null });
  expect(memberChangeSchema.safeParse({ ...form, seenRole: undefined }).success).toBe(false);
  expect(memberChangeSchema.safeParse({ ...form, userId: newId() }).success).toBe(false);
});
