// @vitest-environment jsdom
import { act } from "react";
import { describe, expect, test } from "vitest";
import { AuthFrame } from "~/features/auth/components/auth-frame";
import { ClosedInvite } from "~/features/workspaces/invites/components/closed-invite";
import {
  AcceptForm,
  JoinForm,
  OtherAddress,
  SignInFirst,
} from "~/features/workspaces/invites/components/join-form";
import {
  all,
  click,
  describedBy,
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
const AT = { at: "/invite/token-1" };
const RIN = "rin@minato-works.example";

describe("the frame before sign-in", () => {
  const show = (at: string, language: "en" | "ja" = "en") =>
    open(
      <AuthFrame title="Sign in" description="Welcome back">
        <p id="inside">…</p>
      </AuthFrame>,
      { at, language },
    );

  test("has one heading, its description, and the page inside its main part", async () => {
    const { page } = await show("/sign-in");
    expect(text(one(page, "h1"))).toBe("Sign in");
    expect(textsOf(page, "#content p")).toEqual(["Engawa", "Welcome back", "…"]);
    expect(one(page, "#inside").closest("main")?.id).toBe("content");
  });

  test.each([
    ["en", "日本語", "ja"],
    ["ja", "English", "en"],
  ] as const)("in %s it offers %s by its own name and in its own voice", async (language, label, other) => {
    const { page } = await show("/sign-in", language);
    const button = named<HTMLButtonElement>(label);
    expect(all(page, "footer button")).toHaveLength(1);
    expect([button.lang, button.name, button.value]).toEqual([other, "language", other]);
  });

  test("the other language comes back to the same page with all of its address", async () => {
    const { page } = await show("/sign-in?next=%2Frooms%2Fr1&done=reset");
    const form = one<HTMLFormElement>(page, "footer form");
    expect([form.getAttribute("action"), form.method]).toEqual(["/language", "post"]);
    expect(Object.fromEntries(new FormData(form, named("日本語")))).toEqual({
      next: "/sign-in?next=%2Frooms%2Fr1&done=reset",
      language: "ja",
    });
  });
});

describe("joining as somebody new", () => {
  const show = (over: Partial<Parameters<typeof JoinForm>[0]> = {}, reply: unknown = null) =>
    open(<JoinForm email={RIN} values={{}} errors={{}} {...over} />, { ...AT, reply });
  const name = () => named<HTMLInputElement>("Your name");
  const password = () => named<HTMLInputElement>("Choose a password");

  test("takes a name and a password; the address is told and cannot be changed", async () => {
    const { page, posted } = await show();
    expect(text(page)).toContain(`You will sign in with ${RIN}.`);
    await type(name(), "上田 凛");
    await type(password(), "a veranda in the rain");
    await submit(one(page, "form"));
    expect(posted[0]?.form).toEqual({ intent: "join", name: "上田 凛", password: "a veranda in the rain" });
  });

  test("password managers know that the password is a new one", async () => {
    await show();
    expect([password().type, password().autocomplete]).toEqual(["password", "new-password"]);
    expect(name().autocomplete).toBe("name");
    expect(describedBy(password())).toEqual(["At least 8 characters; a short sentence is best."]);
  });

  test.each([
    ["password_short", "Please use at least 8 characters."],
    ["password_common", "This password is easy to guess. Please choose another."],
  ])("a password refused for %s is told at it, and the name stays", async (error, words) => {
    await show({ values: { name: "上田 凛", password: "typed" }, errors: { password: error } });
    expect(name().value).toBe("上田 凛");
    expect(password().value).toBe("");
    expect(password().getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(password())[0]).toBe(words);
    expect(name().getAttribute("aria-invalid")).toBeNull();
  });

  test("both are told at once when both are missing", async () => {
    await show({ errors: { name: "required", password: "required" } });
    expect(describedBy(name())).toEqual(["Please fill this in."]);
    expect(describedBy(password())[0]).toBe("Please fill this in.");
  });

  test("a second click while the first is on its way makes nothing more", async () => {
    let finish = (_: unknown) => {};
    const { page, posted } = await show(
      {},
      new Promise((resolve) => {
        finish = resolve;
      }),
    );
    await submit(one(page, "form"));
    await until(() => named("Join").getAttribute("aria-busy") === "true");
    await click("Join");
    await act(async () => finish({}));
    await until(() => named("Join").getAttribute("aria-busy") === null);
    expect(posted).toHaveLength(1);
  });
});

describe("joining with an account", () => {
  test("whoever is signed out signs in first, and comes back to the invite", async () => {
    const { page } = await open(<SignInFirst email={RIN} workspace="湊ワークス" token="token-1" />, AT);
    expect(text(page)).toBe(`You have an account for ${RIN}. Sign in, and you can join 湊ワークス.Sign in`);
    expect(named<HTMLAnchorElement>("Sign in").getAttribute("href")).toBe(
      "/sign-in?next=%2Finvite%2Ftoken-1",
    );
    expect(all(page, "form, input")).toEqual([]);
  });

  test("whoever is signed in joins in one click, and is told as whom", async () => {
    const { page, posted } = await open(<AcceptForm email={RIN} workspace="湊ワークス" />, AT);
    expect(text(page)).toContain(`You are signed in as ${RIN}.`);
    await click("Join 湊ワークス");
    expect(posted.map(({ form }) => form)).toEqual([{ intent: "accept" }]);
  });

  test("another person's invite is not accepted, only a way out is offered", async () => {
    const { page, posted } = await open(<OtherAddress email={RIN} current="mori@minato.example" />, AT);
    expect(text(page)).toContain(`This invite is for ${RIN}. You are signed in as mori@minato.example.`);
    expect(textsOf(page, "button")).toEqual(["Sign out and go on"]);
    await click("Sign out and go on");
    expect(posted.map(({ form }) => form)).toEqual([{ intent: "sign-out" }]);
  });

  test.each(LANGUAGES)("every way in is worded in %s", async (language) => {
    const { page } = await open(
      <>
        <JoinForm email={RIN} values={{}} errors={{ name: "required", password: "password_common" }} />
        <SignInFirst email={RIN} workspace="Minato" token="t" />
        <AcceptForm email={RIN} workspace="Minato" />
        <OtherAddress email={RIN} current="mori@minato.example" />
      </>,
      { ...AT, language },
    );
    const words = textsOf(page, "label, p, button, a").filter(Boolean);
    expect(words).toHaveLength(13);
    expect(words.filter((line) => JAPANESE.test(line))).toEqual(language === "ja" ? words : []);
  });
});

describe("an invite that opens nothing", () => {
  const invite = { email: RIN, inviterName: "三浦 大輔" };

  test.each([
    ["expired", "This invite has expired", "An invite works for 7 days. Ask 三浦 大輔 to send it again."],
    ["withdrawn", "This invite was withdrawn", "Ask 三浦 大輔 if you think that is a mistake."],
    ["accepted", "This invite has been used", `If that was you, sign in with ${RIN}.`],
  ] as const)("that is %s says why, and whom to ask", async (state, title, body) => {
    const { page } = await open(<ClosedInvite invite={{ ...invite, state }} />, AT);
    expect(text(one(page, "h1"))).toBe(title);
    expect(textsOf(page, "#content p")).toEqual(["Engawa", body]);
    expect(named<HTMLAnchorElement>("Sign in").getAttribute("href")).toBe("/sign-in");
  });

  test("that is not known names nobody", async () => {
    const { page } = await open(<ClosedInvite invite={null} />, AT);
    expect(text(one(page, "h1"))).toBe("There is no such invite");
    expect(text(page)).toContain("The link may be incomplete, or a newer mail was sent.");
    expect(text(page)).not.toMatch(/\{\{|undefined|@/);
  });

  test.each(LANGUAGES)("says so in %s, whatever has become of it", async (language) => {
    for (const state of ["expired", "withdrawn", "accepted", null] as const) {
      const { page } = await open(
        <ClosedInvite invite={state && { ...invite, inviterName: "Mia", state }} />,
        {
          ...AT,
          language,
        },
      );
      const words = textsOf(page, "h1, #content p:not(:first-child), a");
      expect(words).toHaveLength(3);
      expect(words.filter((line) => JAPANESE.test(line))).toEqual(language === "ja" ? words : []);
      expect(text(page)).not.toMatch(/join\.|\{\{/);
    }
  });
});
