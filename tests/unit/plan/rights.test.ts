import { describe, expect, test } from "vitest";
import { canAssign, canComment, canEditPlan, canSeeTask, canWorkOn } from "~/features/rooms/plan/policy";
import type { MemberActor, RoomActor, ViewerActor } from "~/features/rooms/schema";

const MEMBER = {
  kind: "member",
  workspaceId: "w",
  roomId: "r",
  memberId: "me",
  role: "rep",
  roomOwnerId: "me",
  isArchived: false,
} as MemberActor;
const VIEWER = {
  kind: "viewer",
  workspaceId: "w",
  roomId: "r",
  viewerId: "v",
  linkId: "l",
  contactId: null,
  email: "ren@hinoki.example",
  identity: "claimed",
  preview: false,
} as ViewerActor;

const member = (over: Partial<MemberActor> = {}): RoomActor => ({ ...MEMBER, ...over });
const viewer = (over: Partial<ViewerActor> = {}): RoomActor => ({ ...VIEWER, ...over });

/** Everybody who can stand before a plan. */
const PEOPLE = {
  owner: member(),
  colleague: member({ roomOwnerId: "other" }),
  manager: member({ roomOwnerId: "other", role: "manager" }),
  admin: member({ roomOwnerId: "other", role: "admin" }),
  ownerAtRest: member({ isArchived: true }),
  colleagueAtRest: member({ roomOwnerId: "other", isArchived: true }),
  adminAtRest: member({ roomOwnerId: "other", role: "admin", isArchived: true }),
  verified: viewer({ identity: "verified" }),
  claimed: viewer(),
  anonymous: viewer({ identity: "anonymous", email: null }),
  preview: viewer({ preview: true, linkId: "" }),
};
type Person = keyof typeof PEOPLE;

/** Every kind of task that can stand in one. */
const TASKS = {
  mine: { internal: false, side: "member", memberId: "me" },
  colleagues: { internal: false, side: "member", memberId: "other" },
  teams: { internal: false, side: "member", memberId: null },
  buyers: { internal: false, side: "viewer", memberId: null },
  secret: { internal: true, side: "member", memberId: null },
  mySecret: { internal: true, side: "member", memberId: "me" },
} as const;
type Kind = keyof typeof TASKS;
const KINDS = Object.keys(TASKS) as Kind[];
const allowed = (may: (task: (typeof TASKS)[Kind]) => boolean) => KINDS.filter((kind) => may(TASKS[kind]));

const EVERY: Kind[] = [...KINDS];
const SHARED: Kind[] = ["mine", "colleagues", "teams", "buyers"];

describe("who may change a plan", () => {
  test.each<[Person, boolean]>([
    ["owner", true],
    ["manager", true],
    ["admin", true],
    ["colleague", false],
    ["ownerAtRest", false],
    ["adminAtRest", false],
    ["verified", false],
    ["claimed", false],
    ["anonymous", false],
    ["preview", false],
  ])("%s: %s", (who, may) => {
    expect(canEditPlan(PEOPLE[who])).toBe(may);
  });
});

describe("who sees which tasks", () => {
  test.each<[Person, Kind[]]>([
    ["owner", EVERY],
    ["colleague", EVERY],
    ["adminAtRest", EVERY],
    ["verified", SHARED],
    ["claimed", SHARED],
    ["anonymous", SHARED],
    ["preview", SHARED],
  ])("%s: %j", (who, kinds) => {
    expect(allowed((task) => canSeeTask(PEOPLE[who], task))).toEqual(kinds);
  });
});

describe("who completes and reopens which tasks", () => {
  test.each<[Person, Kind[]]>([
    ["owner", EVERY],
    ["manager", EVERY],
    ["admin", EVERY],
    ["colleague", ["mine", "mySecret"]],
    ["ownerAtRest", []],
    ["colleagueAtRest", []],
    ["adminAtRest", []],
    ["verified", ["buyers"]],
    ["claimed", ["buyers"]],
    ["anonymous", ["buyers"]],
    ["preview", []],
  ])("%s: %j", (who, kinds) => {
    expect(allowed((task) => canWorkOn(PEOPLE[who], task))).toEqual(kinds);
  });
});

describe("who says who does it", () => {
  test.each<[Person, Kind[]]>([
    ["owner", EVERY],
    ["admin", EVERY],
    ["colleague", []],
    ["adminAtRest", []],
    ["verified", ["buyers"]],
    ["claimed", ["buyers"]],
    ["anonymous", []],
    ["preview", []],
  ])("%s: %j", (who, kinds) => {
    expect(allowed((task) => canAssign(PEOPLE[who], task))).toEqual(kinds);
  });
});

describe("who comments on which tasks", () => {
  test.each<[Person, Kind[]]>([
    ["owner", EVERY],
    ["colleague", EVERY],
    ["ownerAtRest", []],
    ["adminAtRest", []],
    ["verified", SHARED],
    ["anonymous", SHARED],
    ["preview", []],
  ])("%s: %j", (who, kinds) => {
    expect(allowed((task) => canComment(PEOPLE[who], task))).toEqual(kinds);
  });
});

describe("whoever it is and whatever the task", () => {
  const pairs = Object.entries(PEOPLE).flatMap(([who, actor]) =>
    KINDS.map((kind) => [who, kind, actor, TASKS[kind]] as const),
  );

  test.each(pairs)("%s does nothing to %s without seeing it", (_who, _kind, actor, task) => {
    const mayDo = canWorkOn(actor, task) || canAssign(actor, task) || canComment(actor, task);
    expect(mayDo && !canSeeTask(actor, task)).toBe(false);
  });

  test.each(pairs)("%s assigns %s only where they may also work on it", (_who, _kind, actor, task) => {
    expect(canAssign(actor, task) && !canWorkOn(actor, task)).toBe(false);
  });
});
