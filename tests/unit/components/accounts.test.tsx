// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { AccountForm } from "~/features/accounts/components/account-form";
import { ArchiveCard } from "~/features/accounts/components/archive-card";
import { HangingList } from "~/features/accounts/components/hanging-list";
import { Timeline } from "~/features/accounts/components/timeline";
import type { TimelineEntry } from "~/features/activity/data.server";
import type { EventType } from "~/features/activity/schema";
import { activity as enActivity } from "~/locales/en/activity";
import { all, click, describedBy, LANGUAGES, named, one, open, text, textsOf } from "./support";

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
