// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { PageList } from "~/features/rooms/pages/components/page-list";
import type { PagesReply } from "~/features/rooms/pages/schema";
import type { PageFace } from "~/features/rooms/pages/utils";
import { click, describedBy, named, one, open, submit, textsOf } from "./support";

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
