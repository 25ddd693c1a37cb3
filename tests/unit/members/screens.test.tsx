// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { AccessForm } from "~/features/workspaces/members/components/access-form";
import { DeactivateCard, ReactivateCard } from "~/features/workspaces/members/components/leave-card";
import { MemberFacts } from "~/features/workspaces/members/components/member-facts";
import { MemberTable } from "~/features/workspaces/members/components/member-table";
import {
  all,
  click,
  describedBy,
  isThere,
  LANGUAGES,
  named,
  one,
  open,
  submit,
  text,
  textsOf,
} from "../components/support";

const mori = {
  id: "m1",
  name: "森 あおい",
  email: "rep@minato-works.example",
  title: "フィールドセールス",
  photoKey: null,
  role: "rep" as const,
  teamName: "東日本",
  lastActiveAt: "2026-11-20T03:00:00Z",
  deactivatedAt: null,
};

describe("the list of members", () => {
  const left = { ...mori, id: "m2", name: "Emma Clarke", title: null, teamName: null, lastActiveAt: null };
  const people = [mori, { ...left, deactivatedAt: "2026-11-01T00:00:00Z" }];

  test("says who one is oneself, and who has left", async () => {
    const { page } = await open(<MemberTable members={people} ownId="m1" />);
    const rows = textsOf(page, "tbody tr");
    expect(rows[0]).toContain("You");
    expect(rows[0]).toContain("フィールドセールス · rep@minato-works.example");
    expect(rows[1]).not.toContain("You");
    expect(rows[1]).toContain("Deactivated");
    expect(all<HTMLAnchorElement>(page, "tbody a").map((a) => a.getAttribute("href"))).toEqual([
      "/settings/members/m1",
      "/settings/members/m2",
    ]);
  });

  test("one member's facts say when they were last here, or that they never were", async () => {
    expect(text((await open(<MemberFacts member={mori} />)).page)).toContain("Last active");
    const { page } = await open(<MemberFacts member={{ ...left, deactivatedAt: null }} />);
    expect(text(page)).toContain("Has not been here yet");
    expect(text(page)).toContain("rep@minato-works.example");
  });
});

describe("role and team", () => {
  const show = (over: Partial<Parameters<typeof AccessForm>[0]> = {}) =>
    open(
      <AccessForm
        member={{ role: "rep", teamId: "t1" }}
        teams={[
          { id: "t1", name: "東日本" },
          { id: "t2", name: "西日本" },
        ]}
        values={{}}
        errors={{}}
        isSaved={false}
        {...over}
      />,
      { at: "/settings/members/m1" },
    );

  test("are sent with what was seen, so that another admin's change is noticed", async () => {
    const { page, posted } = await show();
    named<HTMLSelectElement>("Role").value = "manager";
    await submit(one(page, "form"));
    expect(posted[0]?.form).toEqual({
      intent: "save",
      seenRole: "rep",
      seenTeamId: "t1",
      role: "manager",
      teamId: "t1",
    });
  });

  test("the last admin is told why the role stays, at the field, with the choice kept", async () => {
    await show({
      member: { role: "admin", teamId: null },
      values: { role: "rep" },
      errors: { role: "last_admin" },
    });
    const role = named<HTMLSelectElement>("Role");
    expect(role.value).toBe("rep");
    expect(role.getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(role)[0]).toContain("This is the last admin.");
  });

  test("another admin's change is told above the form", async () => {
    const { page } = await show({ errors: { form: "stale" } });
    expect(text(one(page, "[role=alert]"))).toContain("Another admin has changed this member meanwhile.");
  });

  test("saving is confirmed where one looks", async () => {
    const { page } = await show({ isSaved: true });
    expect(text(one(page, "output"))).toContain("Saved.");
  });
});

describe("leaving", () => {
  const owns = { accounts: 2, deals: 1, rooms: 3, tasks: 1 };
  const heirs = [{ id: "m2", name: "三浦 大輔" }];
  const show = (over: Partial<Parameters<typeof DeactivateCard>[0]> = {}) =>
    open(
      <DeactivateCard name="森 あおい" belongings={owns} heirs={heirs} errors={{}} canDeactivate {...over} />,
      {
        at: "/settings/members/m1",
      },
    );

  test("names what the member owns before it asks who takes over", async () => {
    const { page, posted } = await show();
    expect(text(page)).toContain("森 あおい owns 2 accounts, 1 open deal and 3 rooms, and has 1 open task.");
    named<HTMLSelectElement>("Hand over to").value = "m2";
    await click("Deactivate and hand over");
    expect(posted[0]?.form).toEqual({ intent: "deactivate", heirId: "m2" });
  });

  test("without an heir it says so at the field", async () => {
    await show({ errors: { heirId: "no_heir" } });
    expect(describedBy(named<HTMLSelectElement>("Hand over to"))[0]).toBe("Please choose who takes over.");
  });

  test("who owns nothing leaves without handing over", async () => {
    const { page, posted } = await show({ belongings: { accounts: 0, deals: 0, rooms: 0, tasks: 0 } });
    expect(all(page, "select")).toEqual([]);
    await submit(one(page, "form"));
    expect(posted[0]?.form).toEqual({ intent: "deactivate", heirId: "" });
  });

  test("nobody deactivates themselves", async () => {
    const { page } = await show({ canDeactivate: false });
    expect(all(page, "form")).toEqual([]);
    expect(text(page)).toContain("Another admin can.");
  });

  test.each(LANGUAGES)("whoever left can be brought back, in %s", async (language) => {
    const { page, posted } = await open(<ReactivateCard name="森 あおい" since="2026-11-01T00:00:00Z" />, {
      language,
      at: "/settings/members/m1",
    });
    expect(text(page)).toContain("森 あおい");
    await click(one<HTMLButtonElement>(page, "button"));
    expect(posted[0]?.form).toEqual({ intent: "reactivate" });
    expect(isThere("Deactivate")).toBe(false);
  });
});
