import { describe, expect, test } from "vitest";
import {
  canComment,
  canDeleteComment,
  canEditComment,
  canRestoreComment,
} from "~/features/rooms/proposals/comments/policy";
import { commentIntent } from "~/features/rooms/proposals/comments/schema";
import { labelOf, MAX_COMMENT_CHARS, quoteOf, RESTORE_MS } from "~/features/rooms/proposals/comments/utils";
import { newId } from "~/platform/ids";

const actor = (memberId: string, role: "rep" | "manager" | "admin" = "rep", isArchived = false) => ({
  memberId,
  role,
  isArchived,
});
const AT = Date.UTC(2026, 2, 2);
const living = { authorId: "aoi", deletedAt: null, deletedById: null };
const deleted = { authorId: "aoi", deletedAt: new Date(AT), deletedById: "yui" };

describe("who may", () => {
  test("comment: every member, on a living page of a living room", () => {
    expect(canComment(actor("riku"), { archivedAt: null })).toBe(true);
    expect(canComment(actor("yui", "admin", true), { archivedAt: null })).toBe(false);
    expect(canComment(actor("yui", "admin"), { archivedAt: new Date(AT) })).toBe(false);
  });

  test("change a comment: its author, while it is there", () => {
    expect(canEditComment(actor("aoi"), living)).toBe(true);
    expect(canEditComment(actor("yui", "admin"), living)).toBe(false);
    expect(canEditComment(actor("aoi"), deleted)).toBe(false);
  });

  test.each([
    ["aoi", "rep", true],
    ["riku", "rep", false],
    ["mao", "manager", true],
    ["yui", "admin", true],
  ] as const)("delete: %s, a %s: %s", (memberId, role, may) => {
    expect(canDeleteComment(actor(memberId, role), living)).toBe(may);
    expect(canDeleteComment(actor(memberId, role), deleted)).toBe(false);
  });

  test("bring back: who deleted it, for a day", () => {
    expect(canRestoreComment(actor("yui", "admin"), deleted, AT + RESTORE_MS - 1)).toBe(true);
    expect(canRestoreComment(actor("yui", "admin"), deleted, AT + RESTORE_MS)).toBe(false);
    expect(canRestoreComment(actor("aoi"), deleted, AT)).toBe(false);
    expect(canRestoreComment(actor("aoi"), living, AT)).toBe(false);
  });
});

describe("what is kept of a block's words", () => {
  test("is one clean line, cut between letters and not through one", () => {
    expect(quoteOf("  Cold\n chain\u202e ")).toBe("Cold chain");
    expect(quoteOf(" \u200b ")).toBeNull();
    const long = quoteOf("𠮷".repeat(500)) ?? "";
    expect(Array.from(long)).toHaveLength(200);
    expect(long).not.toMatch(/\p{Cs}/u);
    expect(long.endsWith("𠮷…")).toBe(true);
  });

  test("names it in a list by less", () => {
    expect(Array.from(labelOf("長".repeat(61)))).toHaveLength(60);
    expect(labelOf("長".repeat(60))).toBe("長".repeat(60));
  });
});

describe("a wish", () => {
  const wish = { intent: "comment", requestKey: newId(), blockId: "", quote: "", body: " Fine\u202e " };

  test("is cleaned", () => {
    expect(commentIntent.parse(wish)).toMatchObject({ body: "Fine", quote: null, blockId: "" });
    expect(commentIntent.parse({ ...wish, body: "長".repeat(MAX_COMMENT_CHARS) })).toBeTruthy();
  });

  test.each([
    { body: "\u2066" },
    { body: "長".repeat(MAX_COMMENT_CHARS + 1) },
    { blockId: 'x"]' },
    { requestKey: "1" },
    { intent: "publish" },
    { memberId: newId() },
  ])("is not taken with something else in it (%#)", (wrong) => {
    expect(commentIntent.safeParse({ ...wish, ...wrong }).success).toBe(false);
  });
});
