// @vitest-environment jsdom
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { DiffView } from "~/features/rooms/proposals/versions/components/diff-view";
import { PublishBar } from "~/features/rooms/proposals/versions/components/publish-bar";
import { CompareForm, VersionList } from "~/features/rooms/proposals/versions/components/version-list";
import { VersionNews } from "~/features/rooms/proposals/versions/components/version-news";
import { diffProposals } from "~/features/rooms/proposals/versions/diff.server";
import { type DiffEntry, publishSchema, versionsIntent } from "~/features/rooms/proposals/versions/schema";
import { canonicalJson, isVersionId } from "~/features/rooms/proposals/versions/utils";
import {
  all,
  click,
  isThere,
  LANGUAGES,
  leave,
  named,
  one,
  open,
  text,
  textsOf,
} from "../components/support";

const V1 = "0123456789abcdefghjkmnpqrs";
const V2 = "1123456789abcdefghjkmnpqrs";
afterEach(leave);

const entry = (kind: DiffEntry["kind"], words: string, type = "paragraph"): DiffEntry => ({
  kind,
  type,
  parts: words === "" ? [] : [{ op: kind === "added" || kind === "removed" ? kind : "same", text: words }],
});

describe("two texts side by side", () => {
  test("that are equal are said to be so", async () => {
    const { page } = await open(<DiffView entries={[entry("same", "a"), entry("same", "b")]} />);
    expect(text(page)).toBe("The two texts are the same.");
  });

  test("are counted, and what didn't change is folded away between the changes", async () => {
    const { page } = await open(
      <DiffView
        entries={[
          entry("same", "one"),
          entry("same", "two"),
          entry("added", "three", "heading"),
          entry("same", "four"),
          entry("removed", "five"),
          entry("moved", "six"),
          entry("formatted", "seven"),
        ]}
      />,
    );
    expect(text(one(page, "main > p, p:first-of-type:not(li p)"))).toBe(
      "1 added, 1 removed, 1 changed, 1 moved",
    );
    expect(textsOf(page, "summary")).toEqual(["2 blocks without a change", "1 block without a change"]);
    expect(text(one(page, "ins"))).toBe("three");
    expect(text(one(page, "del"))).toBe("five");
  });

  test("name the kind of each change and of each block in words, a block of tomorrow too", async () => {
    const { page } = await open(
      <DiffView
        entries={[entry("added", "a", "table"), entry("removed", "b", "hologram"), entry("moved", "c")]}
      />,
    );
    expect(textsOf(page, "li p:first-child")).toEqual(["AddedTable", "RemovedBlock", "MovedText"]);
  });

  test("say to the ear where a change within a block begins and ends", async () => {
    const changed: DiffEntry = {
      kind: "changed",
      type: "paragraph",
      parts: [
        { op: "same", text: "It costs " },
        { op: "removed", text: "100" },
        { op: "added", text: "<b>200</b>" },
      ],
    };
    const { page } = await open(<DiffView entries={[changed]} />);
    expect(textsOf(page, ".sr-only")).toEqual(["removed:", "end", "added:", "end"]);
    expect(text(one(page, "ins"))).toContain("<b>200</b>");
  });

  test.each(LANGUAGES)("an empty block that came is not invisible, in %s", async (language) => {
    const { page } = await open(<DiffView entries={[entry("added", "")]} />, { language });
    expect(text(page)).toContain(language === "ja" ? "空" : "(empty)");
  });
});

describe("comparing any two texts", () => {
  const texts = fc.array(fc.constantFrom("one", "two", "three four", "three five", "六"), { maxLength: 7 });
  const doc = (words: string[]) => ({
    type: "doc",
    content: words.map((word) => ({ type: "paragraph", content: [{ type: "text", text: word }] })),
  });
  const context = { language: "en" as const, names: new Map<string, string>() };
  const side = (entries: DiffEntry[], gone: "added" | "removed") =>
    entries
      .filter(({ kind }) => kind !== gone)
      .map(({ parts }) =>
        parts
          .filter(({ op }) => op !== gone)
          .map((part) => part.text)
          .join(""),
      );

  test("loses no word of either: the newer one stands there whole and in order, the older one whole", () => {
    fc.assert(
      fc.property(texts, texts, (older, newer) => {
        const entries = diffProposals(doc(older), doc(newer), context);
        expect(side(entries, "removed")).toEqual(newer);
        expect(side(entries, "added").sort()).toEqual([...older].sort());
      }),
    );
  });

  test("a text with itself has nothing but what is the same", () => {
    fc.assert(
      fc.property(texts, (words) => {
        const entries = diffProposals(doc(words), doc(words), context);
        expect(entries.map(({ kind }) => kind)).toEqual(words.map(() => "same"));
      }),
    );
  });
});

describe("the list of versions", () => {
  const face = {
    id: V1,
    number: 1,
    kind: "published" as const,
    title: "Proposal",
    note: null,
    authorName: "Ren",
    createdAt: "2026-11-22T03:00:00Z",
    isShown: false,
  };
  const versions = [
    { ...face, id: V2, number: 2, isShown: true, note: "<after legal>" },
    { ...face, authorName: null },
  ];
  const keys = { [V1]: "key-one", [V2]: "key-two" };

  test("tells which one buyers read, who made each and what they wrote down", async () => {
    const { page } = await open(<VersionList versions={versions} canEdit={false} requestKeys={keys} />);
    const [newest, first] = textsOf(page, "li");
    expect(newest).toContain("Buyers read this");
    expect(newest).toContain("<after legal>");
    expect(newest).toContain("by Ren");
    expect(first).toContain("made when publishing began");
    expect(isThere("Restore version 1 as the draft")).toBe(false);
  });

  test("restores the one whose button was pressed, with the key that belongs to it", async () => {
    const { posted } = await open(<VersionList versions={versions} canEdit requestKeys={keys} />);
    await click("Restore version 1 as the draft");
    expect(posted[0]?.form).toEqual({ intent: "restore", versionId: V1, requestKey: "key-one" });
  });

  test("says so while there is none", async () => {
    const { page } = await open(<VersionList versions={[]} canEdit requestKeys={{}} />);
    expect(text(page)).toBe("Nothing has been published or kept yet.");
  });

  test("offers each for comparison, and the draft", async () => {
    const { page } = await open(<CompareForm versions={versions} from={V1} to="draft" />);
    expect(textsOf(one(page, "select[name=from]"), "option")).toEqual([
      "Draft, as it is now",
      "Version 2 · <after legal>",
      "Version 1",
    ]);
    expect(one<HTMLSelectElement>(page, "select[name=from]").value).toBe(V1);
    expect(one<HTMLSelectElement>(page, "select[name=to]").value).toBe("draft");
  });
});

describe("what has just been done", () => {
  const reply = { done: "restored" as const, number: 3, undoId: V2, errors: {}, values: {} };

  test("can be taken back by a form of its own", async () => {
    const { page, posted } = await open(<VersionNews reply={reply} undoKey="key" />);
    expect(textsOf(page, "[role=status]").join("")).toContain("Version 3 is the draft again.");
    await click("Undo");
    expect(posted[0]?.form).toEqual({ intent: "restore", versionId: V2, requestKey: "key" });
  });

  test.each([
    [{ ...reply, done: "kept" as const, undoId: null }, "Kept as version 3"],
    [{ ...reply, done: "refused" as const, undoId: null }, "proposals no longer know"],
    [undefined, ""],
  ])("without a way back offers none: %j", async (given, words) => {
    const { page } = await open(<VersionNews reply={given} undoKey="key" />);
    const said = textsOf(page, "[role=status]").join("");
    if (words === "") expect(said).toBe("");
    else expect(said).toContain(words);
    expect(all(page, "form")).toEqual([]);
  });
});

test.each([
  ["never", "Never published", "Buyers see that this page is being prepared."],
  ["published", "Published, no changes", "Buyers read what you see here."],
  ["changed", "Changes not published", "Buyers still read version 4."],
] as const)("a page that is %s says so beside the ways on", async (state, badge, hint) => {
  const bar = (canEdit: boolean) => (
    <PublishBar roomId="r" pageId="p" publishing={{ state, shownNumber: 4 }} canEdit={canEdit} />
  );
  const { page } = await open(bar(true));
  expect(text(page)).toContain(`${badge}${hint}`);
  const publish = named<HTMLAnchorElement>("Publish");
  expect(publish.getAttribute("href")).toMatch(/\/rooms\/r\//);
  // Only what is worth pressing stands out.
  const isQuiet = publish.className === named<HTMLAnchorElement>("Versions").className;
  expect(isQuiet).toBe(state === "published");
  await open(bar(false));
  expect([isThere("Publish"), isThere("Versions")]).toEqual([false, true]);
});

describe("what is asked of versions", () => {
  test("a note of nothing is none, and one to be found again needs words", () => {
    expect(publishSchema.parse({ draft: "3", note: "  " })).toMatchObject({ note: null });
    expect(publishSchema.safeParse({ draft: "3", note: "x".repeat(201) }).success).toBe(false);
    expect(versionsIntent.safeParse({ intent: "keep", requestKey: V1, note: " \u202e " }).success).toBe(
      false,
    );
    expect(versionsIntent.safeParse({ intent: "restore", requestKey: V1, versionId: "draft" }).success).toBe(
      false,
    );
    expect(versionsIntent.safeParse({ intent: "delete", requestKey: V1, versionId: V1 }).success).toBe(false);
  });

  test.each([
    [V1, true],
    [`${V1}.1`, true],
    [`${V1}.2`, false],
    [`${V1}\n`, false],
    [V1.toUpperCase(), false],
    ["draft", false],
    ["", false],
  ])("%j names a version: %s", (id, isOne) => {
    expect(isVersionId(id)).toBe(isOne);
  });
});

describe("the one text that a fingerprint is taken of", () => {
  test.each<[unknown, string]>([
    [{ b: 1, a: [true, null, "x"] }, '{"a":[true,null,"x"],"b":1}'],
    [{ a: undefined, b: null }, '{"b":null}'],
    [[undefined, 1], "[null,1]"],
    [undefined, "null"],
    ['"\\\n', '"\\"\\\\\\n"'],
    [{ é: 1, e: 2, 見: 3, "": 4 }, '{"":4,"e":2,"é":1,"見":3}'],
  ])("of %j is %s", (value, json) => {
    expect(canonicalJson(value)).toBe(json);
  });

  test("says all of a value and nothing of the order of its keys", () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (typeof value !== "object" || value === null) return value;
      const entries = Object.entries(value).map(([key, held]) => [key, turned(held)] as const);
      return Object.fromEntries(entries.reverse());
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
        expect(canonicalJson(turned(plain))).toBe(canonicalJson(plain));
      }),
    );
  });
});
