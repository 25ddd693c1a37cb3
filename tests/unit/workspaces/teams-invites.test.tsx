// @vitest-environment jsdom
import { act } from "react";
import { describe, expect, test } from "vitest";
import { InviteForm } from "~/features/workspaces/invites/components/invite-form";
import { InviteList } from "~/features/workspaces/invites/components/invite-list";
import { TeamForm } from "~/features/workspaces/teams/components/team-form";
import { NewTeamForm, TeamList } from "~/features/workspaces/teams/components/team-list";
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
  type,
  until,
} from "../components/support";

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

describe("the list of teams", () => {
  test("says who leads each and how many are in it", async () => {
    const { page } = await open(
      <TeamList
        teams={[
          { id: "t1", name: "東日本", leaderName: "三浦 大輔", people: 4 },
          { id: "t2", name: "Key accounts", leaderName: null, people: 1 },
          { id: "t3", name: "西日本", leaderName: null, people: 0 },
        ]}
      />,
    );
    expect(textsOf(page, "li")).toEqual([
      "東日本Led by 三浦 大輔 · 4 members",
      "Key accounts1 member",
      "西日本0 members",
    ]);
    expect(named<HTMLAnchorElement>("Key accounts").getAttribute("href")).toBe("/settings/teams/t2");
  });
});

describe("a new team", () => {
  const show = (values: Record<string, string> = {}, errors: Record<string, string> = {}) =>
    open(<NewTeamForm values={{ requestKey: "01hnew", ...values }} errors={errors} />, {
      at: "/settings/teams",
    });

  test("needs a name only, and carries the key that makes a double click one team", async () => {
    const { page, posted } = await show();
    await type(named<HTMLInputElement>("Name"), "東日本");
    await submit(one(page, "form"));
    expect(posted[0]?.form).toEqual({ requestKey: "01hnew", name: "東日本" });
  });

  test.each([
    ["name_taken", "There is a team of this name already."],
    ["required", "Please fill this in."],
    ["too_long", "Please shorten this text."],
  ])("refused for %s is told at the name, which stays", async (error, words) => {
    await show({ name: "東日本" }, { name: error });
    const name = named<HTMLInputElement>("Name");
    expect(name.value).toBe("東日本");
    expect(name.getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(name)).toEqual([words]);
  });
});

describe("one team", () => {
  const mori = { id: "m1", name: "森 あおい", teamId: "t1", teamName: "東日本" };
  const miura = { id: "m2", name: "三浦 大輔", teamId: "t2", teamName: "西日本" };
  const emma = { id: "m3", name: "Emma Clarke", teamId: null, teamName: null };
  const show = (over: Partial<Parameters<typeof TeamForm>[0]> = {}) =>
    open(
      <TeamForm
        team={{ id: "t1", name: "東日本", leaderId: "m1" }}
        candidates={[mori, miura, emma]}
        values={{}}
        errors={{}}
        isSaved={false}
        canManage
        {...over}
      />,
      { at: "/settings/teams/t1" },
    );
  const box = (name: string) => named<HTMLInputElement>(name);
  const sent = (page: HTMLElement) => new FormData(one<HTMLFormElement>(page, "form"));

  test("shows who is in it, and where the others are now", async () => {
    const { page } = await show();
    expect(textsOf(page, "li")).toEqual(["森 あおい", "三浦 大輔 (now in 西日本)", "Emma Clarke"]);
    expect(all<HTMLInputElement>(page, "li input").map(({ checked }) => checked)).toEqual([
      true,
      false,
      false,
    ]);
    expect(named<HTMLSelectElement>("Led by").value).toBe("m1");
  });

  test("is sent with everyone who is ticked", async () => {
    const { page, posted } = await show();
    await click(box("森 あおい"));
    await click(box("三浦 大輔 (now in 西日本)"));
    await click(box("Emma Clarke"));
    named<HTMLSelectElement>("Led by").value = "m3";
    expect(sent(page).getAll("memberIds[]")).toEqual(["m2", "m3"]);
    await submit(one(page, "form"));
    expect(posted[0]?.form).toMatchObject({ intent: "save", name: "東日本", leaderId: "m3" });
  });

  test("may be led by nobody", async () => {
    const { page } = await show({ team: { id: "t1", name: "東日本", leaderId: null } });
    const leader = named<HTMLSelectElement>("Led by");
    expect(leader.selectedOptions[0]?.text).toBe("Nobody");
    expect(sent(page).get("leaderId")).toBe("");
    expect(describedBy(leader)[0]).toContain("may rename it and say who is in it");
  });

  test("its leader takes nobody out of another team, and does not say who leads", async () => {
    const { page } = await show({ canManage: false });
    expect(textsOf(page, "li")).toEqual(["森 あおい", "Emma Clarke"]);
    expect(isThere("Led by")).toBe(false);
    expect([...new Set(sent(page).keys())]).toEqual(["intent", "name", "memberIds[]"]);
  });

  test("a name of another team is refused at the field, and what was typed stays", async () => {
    await show({ values: { name: "西日本", leaderId: "m2" }, errors: { name: "name_taken" } });
    expect(named<HTMLInputElement>("Name").value).toBe("西日本");
    expect(named<HTMLSelectElement>("Led by").value).toBe("m2");
    expect(describedBy(named("Name"))).toEqual(["There is a team of this name already."]);
  });

  test("a leader who has left meanwhile is told at the choice", async () => {
    await show({ errors: { leaderId: "choice" } });
    expect(describedBy(named("Led by"))[0]).toBe("Please choose one from the list.");
    expect(named("Name").getAttribute("aria-invalid")).toBeNull();
  });

  test("saving is confirmed politely, and only then", async () => {
    const quiet = one((await show()).page, "output");
    expect([text(quiet), quiet.getAttribute("aria-live")]).toEqual(["", "polite"]);
    expect(text(one((await show({ isSaved: true })).page, "output"))).toBe("Saved.");
  });

  test.each(LANGUAGES)("is worded in %s", async (language) => {
    const { page } = await open(
      <>
        <TeamForm
          team={{ id: "t1", name: "East", leaderId: null }}
          candidates={[{ ...emma, teamId: "t2", teamName: "West" }]}
          values={{}}
          errors={{ name: "name_taken" }}
          isSaved
          canManage
        />
        <NewTeamForm values={{ requestKey: "k" }} errors={{}} />
      </>,
      { language },
    );
    const words = textsOf(page, "h2, legend, label, button, output, p, option:first-child");
    expect(words).toHaveLength(12);
    expect(words.filter((line) => JAPANESE.test(line))).toEqual(language === "ja" ? words : []);
  });
});

describe("inviting somebody", () => {
  const given = { requestKey: "01hinv", email: "", role: "rep", teamId: "", language: "en" };
  const show = (over: Partial<Parameters<typeof InviteForm>[0]> = {}, reply: unknown = null) =>
    open(
      <InviteForm
        values={given}
        errors={{}}
        teams={[{ id: "t1", name: "東日本" }]}
        sentTo={null}
        {...over}
      />,
      { at: "/settings/members", reply },
    );
  const email = () => named<HTMLInputElement>("E-mail");

  test("sends address, role, team and the language of the mail", async () => {
    const { page, posted } = await show();
    await type(email(), "rin@minato-works.example");
    named<HTMLSelectElement>("Role").value = "manager";
    named<HTMLSelectElement>("Team").value = "t1";
    named<HTMLSelectElement>("Language of the mail").value = "ja";
    await submit(one(page, "form"));
    expect(posted[0]?.form).toEqual({
      intent: "invite",
      requestKey: "01hinv",
      email: "rin@minato-works.example",
      role: "manager",
      teamId: "t1",
      language: "ja",
    });
  });

  test("explains each role in the order of the choice", async () => {
    const { page } = await show();
    const roles = textsOf(page, "select[name=role] option");
    expect(roles).toEqual(["Rep", "Manager", "Admin"]);
    expect(textsOf(page, "dt")).toEqual(roles);
    expect(textsOf(page, "dd")[2]).toContain("manages members, teams and the workspace");
  });

  test("needs no team", async () => {
    await show();
    expect(textsOf(named("Team"), "option")).toEqual(["No team", "東日本"]);
    expect(named<HTMLSelectElement>("Team").value).toBe("");
  });

  test.each([
    ["is_member", "This person is a member already."],
    ["is_deactivated", "Bring them back in the list below."],
    ["is_invited", "An invite to this address is waiting already."],
    ["email", "Please enter an e-mail address, such as name@example.com."],
  ])("%s is told at the address, and every choice stays", async (error, words) => {
    await show({
      values: { ...given, email: "rin@minato-works.example", role: "admin", teamId: "t1", language: "ja" },
      errors: { email: error },
    });
    expect(email().value).toBe("rin@minato-works.example");
    expect(email().getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(email())[0]).toContain(words);
    const choices = ["Role", "Team", "Language of the mail"].map((name) => named<HTMLSelectElement>(name));
    expect(choices.map(({ value }) => value)).toEqual(["admin", "t1", "ja"]);
    expect(choices.map((choice) => choice.getAttribute("aria-invalid"))).toEqual([null, null, null]);
  });

  test("names whom the mail went to", async () => {
    expect(text(one((await show()).page, "output"))).toBe("");
    const { page } = await show({ sentTo: "rin@minato-works.example" });
    expect(text(one(page, "output"))).toBe("The invite to rin@minato-works.example is on its way.");
  });

  test("a second click while the mail is on its way sends nothing more", async () => {
    let finish = (_: unknown) => {};
    const { page, posted } = await show({}, new Promise((resolve) => (finish = resolve)));
    await submit(one(page, "form"));
    await until(() => named("Send the invite").getAttribute("aria-busy") === "true");
    await click("Send the invite");
    await act(async () => finish({}));
    await until(() => named("Send the invite").getAttribute("aria-busy") === null);
    expect(posted).toHaveLength(1);
  });
});

describe("invites that wait", () => {
  const invite = {
    id: "i1",
    email: "rin@minato-works.example",
    role: "rep" as const,
    teamName: "東日本",
    // The 28th in Tokyo, still the 27th here.
    expiresAt: "2026-11-27T16:00:00Z",
    state: "open" as const,
  };
  const old = { ...invite, id: "i2", email: "old@minato-works.example", teamName: null };
  const expired = { ...old, role: "admin" as const, state: "expired" as const };
  const show = (note: string | null = null) =>
    open(<InviteList invites={[invite, expired]} note={note} />, { at: "/settings/members" });

  test("are told with role, team and until when, by the clock of the reader", async () => {
    const { page } = await show();
    const [waiting, ended] = textsOf(page, "li");
    expect(waiting).toContain("rin@minato-works.example");
    expect(waiting).toContain("Rep · 東日本");
    expect(waiting).toContain("Waiting until Nov 28, 2026");
    expect(ended).toContain("Expired on Nov 28, 2026");
    expect(ended).toContain("Admin");
    expect(ended).not.toContain("·");
  });

  test("each is sent again or withdrawn by itself, with the address in the button's name", async () => {
    const { posted } = await show();
    await click("Send the invite to old@minato-works.example again");
    await click("Withdraw the invite to rin@minato-works.example");
    expect(posted.map(({ form }) => form)).toEqual([
      { inviteId: "i2", intent: "resend" },
      { inviteId: "i1", intent: "withdraw" },
    ]);
  });

  test("what came of it is said, even when none is left", async () => {
    const note = "The invite is withdrawn. Its link opens nothing any more.";
    expect(text(one((await show(note)).page, "output"))).toBe(note);
    const { page } = await open(<InviteList invites={[]} note={note} />);
    expect(text(one(page, "output"))).toBe(note);
    expect(all(page, "li")).toEqual([]);
  });

  test("nothing stands there while there is none", async () => {
    const { page } = await open(<InviteList invites={[]} note={null} />);
    expect(text(page)).toBe("");
    expect(all(page, "[data-card], form")).toEqual([]);
  });

  test.each(LANGUAGES)("name every button in %s", async (language) => {
    const { page } = await open(<InviteList invites={[invite]} note={null} />, { language });
    const names = all(page, "button").map((button) => button.getAttribute("aria-label") ?? "");
    expect(names).toHaveLength(2);
    for (const name of names) {
      expect(name).toContain(invite.email);
      expect(JAPANESE.test(name)).toBe(language === "ja");
    }
  });
});
