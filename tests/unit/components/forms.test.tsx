// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { AccountForm } from "~/features/accounts/components/account-form";
import { ArchiveCard } from "~/features/accounts/components/archive-card";
import { HangingList } from "~/features/accounts/components/hanging-list";
import { Timeline } from "~/features/accounts/components/timeline";
import type { TimelineEntry } from "~/features/activity/data.server";
import type { EventType } from "~/features/activity/schema";
import { PasswordForm } from "~/features/auth/components/password-form";
import { ProfileForm } from "~/features/auth/components/profile-form";
import { SessionList } from "~/features/auth/components/session-list";
import { PageList } from "~/features/rooms/pages/components/page-list";
import type { PagesReply } from "~/features/rooms/pages/schema";
import type { PageFace } from "~/features/rooms/pages/utils";
import { FreshLink } from "~/features/sharing/components/fresh-link";
import { GateCodeForm } from "~/features/sharing/components/gate-code-form";
import { GateEmailForm } from "~/features/sharing/components/gate-email-form";
import { ShareLinkForm } from "~/features/sharing/components/share-link-form";
import { type ListedLink, ShareLinkTable } from "~/features/sharing/components/share-link-table";
import { gateCodeSchema } from "~/features/sharing/gate/schema";
import { activity as enActivity } from "~/locales/en/activity";
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
} from "./support";

describe("the form of a share link", () => {
  test("asks for an address by default, and for no list once anyone may come", async () => {
    const { page, posted } = await open(<ShareLinkForm roomId="r1" today="2026-03-16" />, {
      at: "/rooms/r1/links",
    });
    expect(one<HTMLInputElement>(page, "input[name=gate]:checked").value).toBe("email");
    expect(all(page, "textarea")).toHaveLength(1);
    await click(one<HTMLInputElement>(page, "input[value=open]"));
    expect(all(page, "textarea")).toEqual([]);
    await type(named("Name"), "購買部");
    await submit(one(page, "form"));
    expect(posted[0]?.form).toEqual({ intent: "create", label: "購買部", gate: "open", expiresOn: "" });
  });

  test("a refused one keeps what was typed and says what to do about it", async () => {
    const values = {
      label: "",
      gate: "code",
      allowed: "not a domain",
      expiresOn: "2026-03-01",
      allowDownload: "on",
    };
    const reply = { values, errors: { label: "required", allowed: "x" } };
    const { page } = await open(<ShareLinkForm roomId="r1" today="2026-03-16" reply={reply} />);
    expect(one<HTMLTextAreaElement>(page, "textarea").value).toBe("not a domain");
    expect(one<HTMLInputElement>(page, "input[name=gate]:checked").value).toBe("code");
    expect(named<HTMLInputElement>("Documents may be downloaded").checked).toBe(true);
    expect(describedBy(named("Name"))[0]).toBe("Please fill this in.");
    expect(describedBy(one(page, "textarea"))[0]).toContain(
      "each entry must be an e-mail address or a domain",
    );
  });

  test("an edited one starts from what it allows, addresses before domains", async () => {
    const link = {
      id: "l1",
      label: "A",
      gate: "code" as const,
      allowedDomains: ["hinoki.example"],
      allowedEmails: ["ren@sugi.example"],
      lastDay: null,
      allowDownload: false,
    };
    const { page } = await open(<ShareLinkForm roomId="r1" today="2026-03-16" link={link} />);
    expect(one<HTMLTextAreaElement>(page, "textarea").value).toBe("ren@sugi.example\nhinoki.example");
    expect(isThere("Save") && isThere("Cancel")).toBe(true);
  });
});

describe("the table of share links", () => {
  const link: ListedLink = {
    id: "l1",
    label: "購買部",
    gate: "code",
    allowedDomains: ["hinoki.example"],
    allowedEmails: [],
    lastDay: null,
    allowDownload: false,
    state: "active",
    expiresAt: null,
    createdAt: new Date("2026-03-15T15:30:00Z"),
    createdByName: "森 葵",
    lastOpenedAt: null,
    viewerCount: 3,
  };
  const table = (over: Partial<ListedLink> = {}, room = {}) => (
    <ShareLinkTable
      links={[{ ...link, ...over }]}
      room={{ id: "r1", canShare: true, canRevoke: true, ...room }}
    />
  );

  test("says in one line what a link asks, gives and until when", async () => {
    const { page } = await open(table());
    expect(page.textContent).toContain("View only · No end · 1 allowed entry");
    expect(page.textContent).toContain("Never");
    const two = await open(
      table({
        allowedEmails: ["a@b.example"],
        allowDownload: true,
        expiresAt: new Date("2026-03-31T14:59:59Z"),
      }),
    );
    expect(two.page.textContent).toContain("Download · Until Mar 31, 2026 · 2 allowed entries");
  });

  test("a closed link stays in sight and offers nothing; without leave neither does an open one", async () => {
    const closed = await open(table({ state: "revoked" }));
    expect(closed.page.textContent).toContain("Closed");
    expect(all(closed.page, "td button, td a")).toEqual([]);
    const { page } = await open(table({}, { canShare: false }));
    expect(textsOf(page, "td button, td a")).toEqual(["Close"]);
  });

  test("closing asks first, names the link, and only then posts", async () => {
    const { posted } = await open(table());
    await click("Close");
    expect(posted).toEqual([]);
    expect(text(one(document, "[role=dialog] h2"))).toBe("Close “購買部”?");
    await click("Close the link");
    expect(posted[0]?.form).toEqual({ intent: "revoke", linkId: "l1" });
    expect(all(document, "[role=dialog]")).toEqual([]);
  });

  test("a fresh address is selected, ready to be copied, and can't be changed", async () => {
    Object.assign(Element.prototype, { scrollIntoView: () => undefined });
    const { page } = await open(<FreshLink url="https://kumano.example/r/x" />);
    const input = one<HTMLInputElement>(page, "input");
    expect([input.selectionStart, input.selectionEnd, input.readOnly]).toEqual([0, 26, true]);
  });
});

describe("the gate", () => {
  test.each(["123456", "123 456", "１２３４５６", "１２３－４５６", " 123-456\n", "123\u3000456"])(
    "takes the code pasted as %j whole and reads it",
    async (pasted) => {
      const { page, posted } = await open(<GateCodeForm email="ren@hinoki.example" isResent={false} />);
      const input = one<HTMLInputElement>(page, "input[name=code]");
      expect(document.activeElement).toBe(input);
      await type(input, pasted);
      await submit(input.form as HTMLFormElement);
      expect(gateCodeSchema.parse(posted[0]?.form).code).toBe("123456");
    },
  );

  test("a wrong code is explained at its field; a spent one as a whole", async () => {
    const wrong = await open(
      <GateCodeForm email="a@b.example" isResent reply={{ values: {}, errors: { code: "code" } }} />,
    );
    expect(describedBy(one(wrong.page, "input[name=code]"))[0]).toContain("This code is not right.");
    expect(all(wrong.page, "[role=status]").map(text)).not.toContain(
      "A new code has been asked for. Earlier codes no longer work.",
    );
    const spent = await open(
      <GateCodeForm
        email="a@b.example"
        isResent={false}
        reply={{ values: {}, errors: { form: "buyer:gate.errors.dead" } }}
      />,
    );
    expect(text(one(spent.page, "[role=alert]"))).toBe(
      "This code can no longer be used. Please ask for a new one.",
    );
  });

  test.each([
    ["Send a new code", "resend"],
    ["Use another address", "restart"],
  ])("%s posts %s without a code", async (label, intent) => {
    const { posted } = await open(<GateCodeForm email="a@b.example" isResent={false} />);
    await click(label);
    expect(posted[0]?.form).toEqual({ intent });
  });

  test.each(LANGUAGES)("in %s an address that was refused is still in its field", async (language) => {
    const reply = { values: { email: "ren＠hinoki" }, errors: { email: "email" } };
    const { page } = await open(<GateEmailForm asksCode reply={reply} />, { language });
    const input = one<HTMLInputElement>(page, "input[type=email]");
    expect([input.value, input.getAttribute("aria-invalid"), input.autocomplete]).toEqual([
      "ren＠hinoki",
      "true",
      "email",
    ]);
    expect(describedBy(input)).toHaveLength(2);
  });
});

describe("the pages of a room", () => {
  const face = (id: string, over: Partial<PageFace> = {}): PageFace => ({
    id,
    kind: "proposal",
    title: id.toUpperCase(),
    documentId: null,
    isArchived: false,
    pageCount: null,
    thumbVersionId: null,
    trouble: null,
    isOlderShown: false,
    ...over,
  });
  const pages = ["a", "b", "c", "d"].map((id) => face(id));
  const list = (reply?: PagesReply) => (
    <PageList pages={pages} archived={[]} documents={[]} canEdit reply={reply} />
  );
  const came = (over: Partial<PagesReply>): PagesReply => ({
    done: null,
    pageId: null,
    errors: {},
    values: {},
    staleTitle: null,
    ...over,
  });

  test.each([
    ["Move “B” up", { pageId: "b", before: "a", direction: "up" }],
    ["Move “B” down", { pageId: "b", before: "d", direction: "down" }],
    ["Move “C” down", { pageId: "c", before: "", direction: "down" }],
  ])("%s names the neighbour it goes before", async (label, form) => {
    const { posted } = await open(list());
    await click(label);
    expect(posted[0]?.form).toEqual({ intent: "move", ...form });
  });

  test("the ends can't be passed, and a moved page says its place and keeps the focus", async () => {
    const { page } = await open(list(came({ done: "moved", pageId: "a", values: { direction: "up" } })));
    expect([named("Move “A” up").disabled, named("Move “D” down").disabled]).toEqual([true, true]);
    expect(textsOf(page, "[role=status]")[0]).toBe("“A” is now number 1 of 4.");
    expect(document.activeElement).toBe(named("Move “A” down"));
  });

  test("a title that somebody else changed first is told, what was typed stays, and saving again is meant", async () => {
    const reply = came({ pageId: "b", values: { intent: "rename", title: "Mine" }, staleTitle: "Theirs" });
    const { page, posted } = await open(list(reply));
    const input = one<HTMLInputElement>(page, "li[data-page=b] input[name=title]");
    expect(input.value).toBe("Mine");
    expect(describedBy(input)[0]).toBe(
      "Someone else renamed this page to “Theirs”. Save again to replace it.",
    );
    await submit(input.form as HTMLFormElement);
    expect(posted[0]?.form).toEqual({ intent: "rename", pageId: "b", seenTitle: "Theirs", title: "Mine" });
  });
});

describe("an account", () => {
  const values = { name: " ", reading: "くまの", domain: "x", notes: "typed", ownerId: "m2", version: "3" };
  const owners = [
    { id: "m1", name: "森 葵" },
    { id: "m2", name: "林 空" },
  ];

  test("a refused form keeps every typed value and marks what to change", async () => {
    const { page } = await open(
      <AccountForm
        values={values}
        errors={{ name: "required" }}
        owners={owners}
        submit="Save"
        cancelTo="/x"
      />,
    );
    const typed = all<HTMLInputElement>(page, "input[name], textarea, select").map(({ name, value }) => [
      name,
      value,
    ]);
    expect(Object.fromEntries(typed)).toEqual(values);
    expect(describedBy(named("Name"))[0]).toBe("Please fill this in.");
  });

  test("after somebody else's save it shows what differs, owners by name, and nothing that is the same", async () => {
    const saved = { ...values, name: "熊野商事", ownerId: "m1", notes: "" };
    const { page } = await open(
      <AccountForm values={values} errors={{}} saved={saved} owners={owners} submit="Save" cancelTo="/x" />,
    );
    expect(textsOf(page, "fieldset legend")).toEqual(["Name", "Notes", "Owner"]);
    expect(textsOf(page, "fieldset label:last-child")).toEqual([
      "Theirs: 熊野商事",
      "Theirs: (empty)",
      "Theirs: 森 葵",
    ]);
    expect(all(page, "fieldset input:checked").map((radio) => radio.getAttribute("value"))).toEqual([
      "mine",
      "mine",
      "mine",
    ]);
  });

  test("archiving names what hangs on it, and that it was seen goes along", async () => {
    const hanging = { deals: [{ id: "d1", name: "Cold chain" }], rooms: [{ id: "r1", name: "Room A" }] };
    const { page, posted } = await open(
      <ArchiveCard body="b" submit="Archive account">
        <HangingList hanging={hanging} />
      </ArchiveCard>,
    );
    expect(all(page, "li a").map((link) => [text(link), link.getAttribute("href")])).toEqual([
      ["Cold chain", "/deals/d1"],
      ["Room A", "/rooms/r1"],
    ]);
    await click("Archive account");
    expect(posted[0]?.form).toEqual({ acceptsHanging: "on", intent: "archive" });
    const free = await open(
      <ArchiveCard body="b" submit="Archive account">
        <HangingList hanging={{ deals: [], rooms: [] }} />
      </ArchiveCard>,
    );
    await click("Archive account");
    expect(free.posted[0]?.form).toEqual({ intent: "archive" });
  });
});

describe("the timeline", () => {
  const entry = (kind: string, over: Partial<TimelineEntry> = {}): TimelineEntry => ({
    id: kind,
    type: kind,
    at: new Date(0),
    actorKind: "member",
    actorName: "森 葵",
    data: {},
    ...over,
  });
  const types = Object.entries(enActivity.events).flatMap(([subject, deeds]) =>
    Object.keys(deeds).map((deed) => `${subject}.${deed}` as EventType),
  );

  test.each(LANGUAGES)(
    "has a sentence of its own in %s for every type of the catalogue",
    async (language) => {
      const { page } = await open(<Timeline entries={types.map((kind) => entry(kind))} page={1} />, {
        language,
      });
      const sentences = textsOf(page, "li > span:first-child");
      expect(sentences).toHaveLength(types.length);
      expect(
        sentences.filter((said, at) => said.includes(types[at] ?? "") || !said.startsWith("森 葵 ")),
      ).toEqual([]);
      expect(new Set(sentences).size).toBe(types.length);
    },
  );

  test.each([
    [{ actorName: null, actorKind: "system" as const }, "Engawa made the room"],
    [{ actorName: null, actorKind: "viewer" as const }, "Someone made the room"],
    [{ type: "room.of_tomorrow" }, "森 葵 room.of_tomorrow"],
  ])("%j reads %j", async (over, sentence) => {
    const { page } = await open(<Timeline entries={[entry("room.created", over)]} page={1} />);
    expect(text(one(page, "li > span:first-child"))).toBe(sentence);
  });
});

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
