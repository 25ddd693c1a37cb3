// @vitest-environment jsdom
import { useActionData } from "@remix-run/react";
import { describe, expect, test } from "vitest";
import { EmailForm } from "~/features/auth/components/email-form";
import { PasswordForm } from "~/features/auth/components/password-form";
import { SessionList } from "~/features/auth/components/session-list";
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

const AT = { at: "/settings/security" };
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

describe("changing the address one signs in with", () => {
  const show = (over: Partial<Parameters<typeof EmailForm>[0]> = {}) =>
    open(
      <EmailForm email="mori@minato.example" waiting={null} values={{}} errors={{}} done={null} {...over} />,
      AT,
    );
  const address = () => named<HTMLInputElement>("New e-mail address");
  const password = () => named<HTMLInputElement>("Current password");

  test("says which one holds, and asks for the password with the new one", async () => {
    const { page, posted } = await show();
    expect(text(page)).toContain("You sign in with mori@minato.example.");
    await type(address(), "aoi@minato.example");
    await type(password(), "engawa veranda");
    await submit(one(page, "form"));
    expect(posted[0]?.form).toEqual({
      intent: "email",
      email: "aoi@minato.example",
      currentPassword: "engawa veranda",
    });
  });

  test("tells before that nothing changes until it is confirmed", async () => {
    await show();
    expect(describedBy(address())).toEqual([
      "We send a mail there. Your address changes once you confirm it.",
    ]);
    expect([address().type, password().type]).toEqual(["email", "password"]);
    expect(password().getAttribute("autocomplete")).toBe("current-password");
  });

  test.each([
    ["email_same", "This is your address already."],
    ["email", "Please enter an e-mail address, such as name@example.com."],
    ["required", "Please fill this in."],
  ])("an address refused for %s is told at it and stays", async (error, words) => {
    await show({ values: { email: "mori@minato" }, errors: { email: error } });
    expect(address().value).toBe("mori@minato");
    expect(address().getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(address())[0]).toBe(words);
    expect(password().getAttribute("aria-invalid")).toBeNull();
  });

  test("a wrong password is told at the password; the address is repeated by the server, the password never", async () => {
    await show({
      values: { email: "aoi@minato.example", currentPassword: "typed" },
      errors: { currentPassword: "password_wrong" },
    });
    expect(describedBy(password())).toEqual(["This is not your current password."]);
    expect([address().value, password().value]).toEqual(["aoi@minato.example", ""]);
    expect(address().getAttribute("aria-invalid")).toBeNull();
  });

  test("a mail just sent is told with where it went", async () => {
    const { page } = await show({ waiting: "aoi@minato.example", done: "email" });
    expect(textsOf(page, "[role=status]").filter(Boolean)).toContain(
      "A mail is on its way to aoi@minato.example. Open it to confirm the address.",
    );
  });

  test("after the mail was sent, the form stands empty, without the password", async () => {
    function Answered() {
      const isAsked = useActionData<boolean>() === true;
      const waiting = isAsked ? "aoi@minato.example" : null;
      const done = isAsked ? ("email" as const) : null;
      return <EmailForm email="mori@minato.example" values={{}} errors={{}} {...{ waiting, done }} />;
    }
    const { page } = await open(<Answered />, { ...AT, reply: true });
    await type(address(), "aoi@minato.example");
    await type(password(), "engawa demo veranda");
    await submit(one(page, "form"));
    await until(() => text(page).includes("on its way to aoi@minato.example"));
    expect([address().value, password().value]).toEqual(["", ""]);
  });

  test("one that waits longer is told as waiting, and is taken back in one click", async () => {
    const { page, posted } = await show({ waiting: "aoi@minato.example" });
    expect(text(page)).toContain("aoi@minato.example is not confirmed yet.");
    expect(text(page)).not.toContain("on its way");
    await click("Keep my address");
    expect(posted[0]?.form).toEqual({ intent: "withdraw-email" });
  });

  test("once taken back, it says so and offers it no more", async () => {
    const { page } = await show({ done: "email-withdrawn" });
    expect(text(one(page, "output"))).toBe("Your address stays as it is.");
    expect(isThere("Keep my address")).toBe(false);
  });
});

describe("changing the password", () => {
  const show = (errors: Record<string, string> = {}, isSaved = false) =>
    open(<PasswordForm errors={errors} isSaved={isSaved} />, AT);
  const current = () => named<HTMLInputElement>("Current password");
  const fresh = () => named<HTMLInputElement>("New password");

  test("asks for the old one and the new one, hidden, and named for password managers", async () => {
    const { page, posted } = await show();
    expect([current().type, fresh().type]).toEqual(["password", "password"]);
    expect([current().autocomplete, fresh().autocomplete]).toEqual(["current-password", "new-password"]);
    await type(current(), "engawa demo veranda");
    await type(fresh(), "a veranda in the rain");
    await submit(one(page, "form"));
    expect(posted[0]?.form).toEqual({
      intent: "password",
      currentPassword: "engawa demo veranda",
      newPassword: "a veranda in the rain",
    });
  });

  test("the rule is told before it is broken", async () => {
    await show();
    expect(describedBy(fresh())).toEqual(["At least 8 characters; a short sentence is best."]);
  });

  test.each([
    ["password_short", "Please use at least 8 characters."],
    ["password_common", "This password is easy to guess. Please choose another."],
    ["password_long", "Please use a shorter password."],
  ])("a new one refused for %s is told at it, beside the rule", async (error, words) => {
    await show({ newPassword: error });
    expect(fresh().getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(fresh())).toEqual([words, "At least 8 characters; a short sentence is best."]);
    expect(current().getAttribute("aria-invalid")).toBeNull();
  });

  test("a wrong old one is told at the old one", async () => {
    await show({ currentPassword: "password_wrong" });
    expect(describedBy(current())).toEqual(["This is not your current password."]);
    expect(fresh().getAttribute("aria-invalid")).toBeNull();
  });

  test("too many tries are told in words", async () => {
    await show({ currentPassword: "rate_limited" });
    expect(describedBy(current())).toEqual(["Too many attempts. Please wait a little and try again."]);
  });

  test("what else has ended is told together with the change", async () => {
    expect(text(one((await show()).page, "output"))).toBe("");
    const { page } = await show({}, true);
    expect(text(one(page, "output"))).toBe("The password is changed. All other sessions have ended.");
  });

  /** The form as its page shows it, with the answer of the server. */
  function Answered() {
    const reply = useActionData<{ isSaved: boolean; errors: Record<string, string> }>();
    return <PasswordForm errors={reply?.errors ?? {}} isSaved={reply?.isSaved ?? false} />;
  }

  test("neither password stays on the screen once it is changed, the second time too", async () => {
    const { page, posted } = await open(<Answered />, { ...AT, reply: { isSaved: true, errors: {} } });
    for (const [old, next] of [
      ["engawa demo veranda", "a veranda in the rain"],
      ["a veranda in the rain", "rain on the veranda"],
    ] as const) {
      await type(current(), old);
      await type(fresh(), next);
      await submit(one(page, "form"));
      await until(() => current().value === "" && fresh().value === "");
      expect(text(one(page, "output"))).toContain("The password is changed.");
    }
    expect(posted.map(({ form }) => form.newPassword)).toEqual([
      "a veranda in the rain",
      "rain on the veranda",
    ]);
  });

  test("a refusal takes away nothing that was typed", async () => {
    const { page } = await open(<Answered />, {
      ...AT,
      reply: { isSaved: false, errors: { newPassword: "password_common" } },
    });
    await type(current(), "engawa demo veranda");
    await type(fresh(), "password");
    await submit(one(page, "form"));
    await until(() => fresh().getAttribute("aria-invalid") === "true");
    expect([current().value, fresh().value]).toEqual(["engawa demo veranda", "password"]);
  });
});

describe("signed-in devices", () => {
  const CHROME =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36";
  const IPHONE =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1";
  // 00:30 on the next day in Tokyo.
  const here = {
    id: "s1",
    userAgent: CHROME,
    createdAt: "2026-11-19T15:30:00Z",
    lastUsedAt: "2026-11-21T23:05:00Z",
    isCurrent: true,
  };
  const phone = { ...here, id: "s2", userAgent: IPHONE, lastUsedAt: null, isCurrent: false };
  const unknown = { ...phone, id: "s3", userAgent: null };
  const show = (hasEnded = false) =>
    open(<SessionList sessions={[here, phone, unknown]} hasEnded={hasEnded} />, AT);

  test("are told by browser and system, with the one in hand marked", async () => {
    const { page } = await show();
    expect(textsOf(page, "[data-card] li p:first-child")).toEqual([
      "Chrome, WindowsThis device",
      "Safari, iPhone",
      "Unknown device",
    ]);
  });

  test("say when they were last used and since when, by the clock of the reader", async () => {
    const { page } = await show();
    const [first, second] = textsOf(page, "[data-card] li p:last-child");
    expect(first).toMatch(/^last used Nov 22, 2026.*08:05 · since Nov 20, 2026.*00:30$/);
    expect(second).toMatch(/^since Nov 20, 2026.*00:30$/);
  });

  test("each but the one in hand is signed out by itself, with the device in the button's name", async () => {
    const { page, posted } = await show();
    expect(all(page, "[data-card] li button")).toHaveLength(2);
    expect(isThere("Sign out Chrome, Windows")).toBe(false);
    await click("Sign out Safari, iPhone");
    await click("Sign out Unknown device");
    expect(posted.map(({ form }) => form)).toEqual([
      { intent: "end-session", sessionId: "s2" },
      { intent: "end-session", sessionId: "s3" },
    ]);
  });

  test("all end with one button that names no device", async () => {
    const { posted } = await show();
    await click("Sign out everywhere");
    expect(posted.map(({ form }) => form)).toEqual([{ intent: "sign-out-everywhere" }]);
  });

  test("a device that was signed out is confirmed, and only then", async () => {
    expect(text(one((await show()).page, "output"))).toBe("");
    expect(text(one((await show(true)).page, "output"))).toBe("The device is signed out.");
  });
});

describe("the page of sign-in and security", () => {
  test.each(LANGUAGES)("is wholly in %s", async (language) => {
    const session = { id: "s1", userAgent: null, createdAt: new Date(0), lastUsedAt: new Date(0) };
    const { page } = await open(
      <>
        <EmailForm
          email="a@minato.example"
          waiting="b@minato.example"
          values={{}}
          errors={{ email: "email_same", currentPassword: "password_wrong" }}
          done={null}
        />
        <PasswordForm errors={{ newPassword: "password_common" }} isSaved />
        <SessionList sessions={[{ ...session, isCurrent: false }]} hasEnded />
      </>,
      { ...AT, language },
    );
    const words = textsOf(page, "h2, label, button, output, p").filter(Boolean);
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((line) => JAPANESE.test(line))).toEqual(language === "ja" ? words : []);
    const names = all(page, "button[aria-label]").map((button) => button.getAttribute("aria-label") ?? "");
    expect(names.map((name) => JAPANESE.test(name))).toEqual([language === "ja"]);
  });
});
