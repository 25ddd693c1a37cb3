// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { PasswordForm } from "~/features/auth/components/password-form";
import { ProfileForm } from "~/features/auth/components/profile-form";
import { SessionList } from "~/features/auth/components/session-list";
import { all, click, describedBy, named, one, open, text, textsOf } from "./support";

describe("a person's settings", () => {
  test("a password form never repeats what was typed and says which of the two was wrong", async () => {
    const errors = { currentPassword: "password_wrong", newPassword: "password_common" };
    const { page } = await open(<PasswordForm errors={errors} isSaved={false} />);
    expect(
      all<HTMLInputElement>(page, "input[type=password]").map(({ value, autocomplete }) => [
        value,
        autocomplete,
      ]),
    ).toEqual([
      ["", "current-password"],
      ["", "new-password"],
    ]);
    expect(describedBy(named("Current password"))[0]).toBe("This is not your current password.");
    expect(describedBy(named("New password"))[0]).toContain("easy to guess");
  });

  test("a profile without a language follows the browser, without a zone the workspace, and keeps a rare zone", async () => {
    const values = { name: "葵", title: "", language: "", timeZone: "Asia/Ulaanbaatar", signature: "" };
    const { page } = await open(<ProfileForm values={values} errors={{}} isSaved />);
    expect(named<HTMLSelectElement>("Language").selectedOptions[0]?.textContent).toBe("As in the browser");
    expect(named<HTMLSelectElement>("Time zone").value).toBe("Asia/Ulaanbaatar");
    expect(named<HTMLSelectElement>("Time zone").options[0]?.textContent).toBe("As the workspace");
    expect(all(page, "input[name=email]")).toEqual([]);
    expect(text(one(page, "output"))).toBe("Saved.");
  });

  test("each session says its device and since when; the current one is marked; each of the others ends by one press, and all by one", async () => {
    const at = new Date("2026-03-15T15:30:00Z");
    const sessions = [
      {
        id: "1",
        userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        createdAt: at,
        lastUsedAt: null,
        isCurrent: true,
      },
      { id: "2", userAgent: null, createdAt: at, lastUsedAt: at, isCurrent: false },
    ];
    const { page, posted } = await open(<SessionList sessions={sessions} hasEnded={false} />);
    expect(textsOf(page, "li")).toEqual([
      "Firefox, LinuxThis devicesince Mar 16, 2026, 00:30",
      "Unknown devicelast used Mar 16, 2026, 00:30 · since Mar 16, 2026, 00:30Sign out",
    ]);
    await click("Sign out Unknown device");
    expect(posted[0]?.form).toEqual({ intent: "end-session", sessionId: "2" });
    await click("Sign out everywhere");
    expect(posted[1]?.form).toEqual({ intent: "sign-out-everywhere" });
  });
});
