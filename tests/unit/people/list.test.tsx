// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { AddPeople } from "~/features/rooms/people/components/add-people";
import { PeopleList } from "~/features/rooms/people/components/people-list";
import { RequestCard, SuggestionCard } from "~/features/rooms/people/components/waiting-people";
import {
  all,
  click,
  isThere,
  LANGUAGES,
  named,
  one,
  open,
  submit,
  text,
  textsOf,
  type,
} from "../components/support";
import { EMA, NOBODY_YET, PEOPLE, REN } from "./people";

const rowOf = (name: string) =>
  all(document, "li").find((row) => text(row.querySelector("a") ?? row.querySelector("p")).includes(name)) ??
  document.createElement("li");
const formOf = (name: string, intent: string) => {
  const forms = all<HTMLFormElement>(rowOf(name), "form");
  const found = forms.find((form) => form.querySelector(`[value="${intent}"]`));
  if (!found) throw new Error(`no form for ${intent} of ${name}`);
  return found;
};

describe("the list of the committee", () => {
  test("says of each person who they are, how they stand and when they came last", async () => {
    await open(<PeopleList people={PEOPLE} canEdit />);
    expect(text(rowOf("北川 蓮"))).toMatch(/Visited.*Decision maker.*購買部長 · 購買部 · Heads.*Last visit/);
    expect(text(rowOf("Ema Mori"))).toMatch(/Silent.*Blocker.*IT · Top management.*Introduced by 北川 蓮/);
    expect(text(rowOf("sora@hinoki.example"))).toContain("Not invited");
  });

  test("explains each state to those who ask", async () => {
    await open(<PeopleList people={PEOPLE} canEdit={false} />);
    const hints = all(document, "[title]").map((badge) => badge.title);
    expect(hints).toContain("Has read in this room within the last 14 days.");
    expect(hints).toContain("Came before, and not for more than 14 days.");
  });

  test("leads to each person's own page", async () => {
    await open(<PeopleList people={PEOPLE} canEdit />);
    expect(named<HTMLAnchorElement>("北川 蓮").getAttribute("href")).toBe("/accounts/a1/contacts/ren");
  });

  test("offers a first invitation or another one", async () => {
    await open(<PeopleList people={PEOPLE} canEdit />);
    expect(isThere("Invite again", rowOf("北川 蓮"))).toBe(true);
    expect(isThere("Invite by mail", rowOf("sora@hinoki.example"))).toBe(true);
  });

  test("asks for an invitation of the person in whose row the button stands", async () => {
    const screen = await open(<PeopleList people={PEOPLE} canEdit />);
    await click(named("Invite by mail", rowOf("sora@hinoki.example")));
    expect(screen.posted.map(({ form }) => form)).toEqual([{ contactId: "sora", intent: "invite" }]);
  });

  test("shows whoever may not change it no form and no button", async () => {
    await open(<PeopleList people={PEOPLE} canEdit={false} />);
    expect(all(document, "form, button, details")).toEqual([]);
  });

  test("fills the form of a person with what is stored, and sends the version that was seen", async () => {
    const screen = await open(<PeopleList people={PEOPLE} canEdit />);
    await submit(formOf("北川 蓮", "change"));
    expect(screen.posted[0]?.form).toEqual({
      intent: "change",
      contactId: "ren",
      version: "4",
      title: "購買部長",
      department: "購買部",
      level: "2",
      decisionRole: "decision_maker",
      introducedById: "",
    });
  });

  test("offers everybody but oneself as who introduced", async () => {
    await open(<PeopleList people={PEOPLE} canEdit />);
    const choices = textsOf(one(formOf("Ema Mori", "change"), "select[name=introducedById]"), "option");
    expect(choices).toEqual(["Nobody", "北川 蓮", "sora@hinoki.example"]);
  });

  test("keeps what was typed when the server refuses it, opens the form and names the fault at its field", async () => {
    const reply = {
      contactId: "ema",
      errors: { department: "Too long." },
      values: { intent: "change", department: "x".repeat(20), title: "Head of IT" },
    };
    await open(<PeopleList people={PEOPLE} canEdit reply={reply} />);
    const form = formOf("Ema Mori", "change");
    expect(form.closest("details")?.open).toBe(true);
    expect(formOf("北川 蓮", "change").closest("details")?.open).toBe(false);
    expect(one<HTMLInputElement>(form, "[name=title]").value).toBe("Head of IT");
    expect(one<HTMLInputElement>(form, "[name=department]").value).toBe("x".repeat(20));
    expect(text(form)).toContain("Too long.");
  });

  test.each(LANGUAGES)("has words for every state and role in %s", async (language) => {
    const roles = ["decision_maker", "champion", "influencer", "blocker", "user"] as const;
    const states = ["none", "invited", "asked", "visited", "silent"] as const;
    const people = roles.map((decisionRole, at) => ({
      ...NOBODY_YET,
      contactId: `p${at}`,
      decisionRole,
      state: states[at] ?? "none",
    }));
    await open(<PeopleList people={people} canEdit={false} />, { language });
    expect(text(document.body)).not.toMatch(/states\.|roles\.|stateHints\./);
  });
});

describe("adding people", () => {
  const choices = [
    { id: "c1", name: "北川 蓮", email: "ren@hinoki.example" },
    { id: "c2", name: null, email: "sora@hinoki.example" },
  ];

  test("offers the contacts of the account, those without a name by their address", async () => {
    await open(<AddPeople choices={choices} requestKey="k1" />);
    expect(textsOf(one(document, "select[name=contactId]"), "option")).toEqual([
      "Choose a contact",
      "北川 蓮 (ren@hinoki.example)",
      "sora@hinoki.example",
    ]);
  });

  test("doesn't offer a choice of nobody", async () => {
    await open(<AddPeople choices={[]} requestKey="k1" />);
    expect(all(document, "select[name=contactId]")).toEqual([]);
    expect(isThere("Add person")).toBe(true);
  });

  test("sends a new person with the key that makes a second click harmless", async () => {
    const screen = await open(<AddPeople choices={[]} requestKey="k1" />);
    await type(named<HTMLInputElement>("Name"), "空");
    await type(one<HTMLInputElement>(document, "[name=email]"), "sora@hinoki.example");
    await click("Add person");
    expect(screen.posted[0]?.form).toMatchObject({
      intent: "create",
      requestKey: "k1",
      name: "空",
      email: "sora@hinoki.example",
    });
  });

  test("keeps a refused person in the form, with the reason at the address", async () => {
    const reply = {
      contactId: null,
      errors: { email: "This address belongs to a contact of another account." },
      values: { intent: "create", name: "空", email: "sora@elsewhere.example" },
    };
    await open(<AddPeople choices={choices} requestKey="k1" reply={reply} />);
    const email = one<HTMLInputElement>(document, "[name=email]");
    expect(email.value).toBe("sora@elsewhere.example");
    expect(email.getAttribute("aria-invalid")).toBe("true");
    expect(text(document.body)).toContain("This address belongs to a contact of another account.");
  });
});

describe("who waits", () => {
  const request = {
    id: "q1",
    email: "cfo@hinoki.example",
    name: "Mio",
    note: "Ren sent me.\nI decide on the budget.",
    linkLabel: "For purchasing",
    createdAt: "2026-11-21T03:00:00Z",
  };
  const suggestion = {
    contactId: null,
    viewerId: "v1",
    email: "new@hinoki.example",
    name: null,
    isProven: true,
    introducedBy: null,
    since: "2026-11-21T03:00:00Z",
  };

  test("a request says who, through which link and in which words, and can be answered both ways", async () => {
    const screen = await open(<RequestCard requests={[request]} canEdit />);
    expect(text(document.body)).toContain("Mio (cfo@hinoki.example)");
    expect(text(document.body)).toContain("Through “For purchasing”");
    expect(text(document.body)).toContain("I decide on the budget.");
    await click("Allow cfo@hinoki.example");
    await click("Refuse cfo@hinoki.example");
    expect(screen.posted.map(({ form }) => form)).toEqual([
      { requestId: "q1", intent: "allow" },
      { requestId: "q1", intent: "refuse" },
    ]);
  });

  test("without a request and without a suggestion there is no card", async () => {
    await open(
      <>
        <RequestCard requests={[]} canEdit />
        <SuggestionCard suggestions={[]} canEdit />
      </>,
    );
    expect(text(document.querySelector("main"))).toBe("");
  });

  test("whoever came in by themselves is suggested, with what their address is worth", async () => {
    const claimed = { ...suggestion, viewerId: "v2", email: "maybe@hinoki.example", isProven: false };
    await open(<SuggestionCard suggestions={[suggestion, claimed]} canEdit />);
    expect(text(rowOf("new@hinoki.example"))).toContain("Address proven");
    expect(text(rowOf("maybe@hinoki.example"))).toContain("Address not proven");
  });

  test("a visitor nobody knows is added as a visitor, a known contact as a contact", async () => {
    const known = {
      ...suggestion,
      contactId: "c9",
      viewerId: null,
      email: "kai@hinoki.example",
      name: "Kai",
      introducedBy: "北川 蓮",
    };
    const screen = await open(<SuggestionCard suggestions={[suggestion, known]} canEdit />);
    expect(text(rowOf("Kai"))).toContain("Invited by 北川 蓮");
    await click("Add new@hinoki.example");
    await click("Dismiss new@hinoki.example");
    await click("Add Kai");
    await click("Dismiss Kai");
    expect(screen.posted.map(({ form }) => form)).toEqual([
      { viewerId: "v1", intent: "addSuggested" },
      { viewerId: "v1", intent: "dismissViewer" },
      { contactId: "c9", intent: "add" },
      { contactId: "c9", intent: "dismiss" },
    ]);
  });

  test("whoever may not change the room reads, and can't answer", async () => {
    await open(
      <>
        <RequestCard requests={[request]} canEdit={false} />
        <SuggestionCard suggestions={[suggestion]} canEdit={false} />
      </>,
    );
    expect(text(document.body)).toContain("cfo@hinoki.example");
    expect(all(document, "button")).toEqual([]);
  });
});

test("people of both names stay apart in the list", async () => {
  await open(
    <PeopleList people={[REN, { ...REN, contactId: "ren2", email: "ren2@hinoki.example" }, EMA]} canEdit />,
  );
  const links = all<HTMLAnchorElement>(document, "a").map((link) => link.getAttribute("href"));
  expect(links).toEqual([
    "/accounts/a1/contacts/ren",
    "/accounts/a1/contacts/ren2",
    "/accounts/a1/contacts/ema",
  ]);
});
