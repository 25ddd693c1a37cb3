// @vitest-environment jsdom
import { act } from "react";
import { describe, expect, test, vi } from "vitest";
import { DocumentState } from "~/features/library/components/document-state";
import { DocumentTable, type ListedDocument } from "~/features/library/components/document-table";
import { NewVersionDialog } from "~/features/library/components/new-version-dialog";
import { RenameDialog } from "~/features/library/components/rename-dialog";
import { UploadList } from "~/features/library/components/upload-list";
import type { UploadItem } from "~/features/library/hooks/use-uploads";
import type { LibraryVersion } from "~/features/library/schema";
import { MAX_TITLE_LENGTH } from "~/features/library/utils";
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

const version = (over: Partial<LibraryVersion> = {}): LibraryVersion => ({
  id: "v1",
  number: 1,
  state: "ready",
  failure: null,
  sizeBytes: 1_258_291,
  pageCount: 12,
  createdAt: new Date("2026-03-01T00:00:00Z"),
  ...over,
});

const document_ = (over: Partial<ListedDocument> = {}): ListedDocument => ({
  id: "d1",
  title: "見積書",
  createdById: "m1",
  uploaderName: "森 あおい",
  archivedAt: null,
  updatedAt: new Date("2026-03-01T00:00:00Z"),
  newest: version(),
  shown: version(),
  canEdit: true,
  canRetry: false,
  isStuck: false,
  ...over,
});

describe("what became of a document's newest file", () => {
  const state = async (over: Partial<ListedDocument>) =>
    open(<DocumentState document={document_(over)} />, { at: "/library" });

  test("is one word while all is well, without anything to do", async () => {
    const { page } = await state({});
    expect(text(page)).toBe("Ready");
    expect(all(page, "button")).toEqual([]);
  });

  test("that failed says why, what readers see meanwhile, and offers a new file", async () => {
    const failed = version({ id: "v4", number: 4, state: "failed", failure: "encrypted" });
    const { page } = await state({ newest: failed, shown: version({ number: 3 }) });
    expect(text(page)).toContain("Not usable");
    expect(text(page)).toContain("This PDF asks for a password.");
    expect(text(page)).toContain("Readers still see version 3.");
    expect(isThere("Try again")).toBe(false);
    await click("Upload a new version");
    expect(text(one(document, "[role=dialog]"))).toContain("New version of “見積書”");
  });

  test("whose reader was lost is read once more on request", async () => {
    const { page, posted } = await state({
      newest: version({ state: "processing", pageCount: null }),
      shown: null,
      isStuck: true,
      canRetry: true,
    });
    expect(text(page)).toContain("Taking too long");
    expect(text(page)).toContain("You can try once more.");
    await click("Try again");
    await until(() => posted.length > 0);
    expect(posted).toEqual([{ path: "/library", form: { documentId: "d1", intent: "retry" } }]);
  });

  test("being read asks for patience only", async () => {
    const { page } = await state({ newest: version({ state: "processing" }), shown: null });
    expect(text(page)).toBe("Being read");
  });

  test.each([
    ["somebody who may not change it", { canEdit: false }],
    ["the archive", { archivedAt: new Date("2026-03-02T00:00:00Z") }],
  ])("is told to %s without anything to do about it", async (_, over) => {
    const broken = version({ state: "failed", failure: "broken" });
    const { page } = await state({ newest: broken, shown: null, canRetry: true, ...over });
    expect(text(page)).toContain("This PDF is damaged");
    expect(all(page, "button")).toEqual([]);
  });

  test("is nothing where no file was ever taken", async () => {
    expect(text((await state({ newest: null, shown: null })).page)).toBe("");
  });
});

describe("the table of documents", () => {
  test("measures what readers see, and numbers what was uploaded last", async () => {
    const newest = version({
      id: "v2",
      number: 2,
      state: "processing",
      sizeBytes: 5_000_000,
      pageCount: null,
    });
    const { page } = await open(<DocumentTable documents={[document_({ newest })]} />, { at: "/library" });
    const row = text(one(page, "tbody tr"));
    expect(row).toContain("Version 2");
    expect(row).toContain("1.2 MB");
    expect(row).not.toContain("4.8 MB");
    expect(textsOf(page, "tbody td")).toContain("12");
    expect(one(page, "tbody a").getAttribute("href")).toBe("/library/d1");
  });

  test("has a picture only of what readers see, which says nothing by itself", async () => {
    const nothing = document_({
      id: "d2",
      newest: version({ state: "failed", failure: "empty" }),
      shown: null,
    });
    const { page } = await open(<DocumentTable documents={[document_(), nothing]} />, { at: "/library" });
    const [picture, ...others] = all<HTMLImageElement>(page, "img");
    expect(others).toEqual([]);
    expect(picture?.alt).toBe("");
    expect(picture?.getAttribute("src")).toContain("v1");
  });

  test("offers nothing for a document one may neither read nor change", async () => {
    const mine = document_();
    const locked = document_({ id: "d2", title: "Locked", canEdit: false, shown: null });
    const { page } = await open(<DocumentTable documents={[mine, locked]} />, { at: "/library" });
    expect(isThere("Actions for 見積書", page)).toBe(true);
    expect(isThere("Actions for Locked", page)).toBe(false);
  });
});

/** Opens the way a keyboard does. */
async function openMenu(title: string) {
  const trigger = named(`Actions for ${title}`);
  await act(async () => {
    trigger.focus();
    trigger.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  });
  await until(() => all(document, "[role=menuitem]").length > 0);
  return textsOf(document, "[role=menuitem]");
}

describe("the menu of a document", () => {
  const show = (over: Partial<ListedDocument> = {}) =>
    open(<DocumentTable documents={[document_(over)]} />, { at: "/library" });

  test("offers everything to those who may change it", async () => {
    await show();
    expect(await openMenu("見積書")).toEqual(["Download", "Upload a new version", "Rename", "Archive"]);
  });

  test("offers only the file to everybody else", async () => {
    await show({ canEdit: false });
    expect(await openMenu("見積書")).toEqual(["Download"]);
  });

  test("archives at once, says so, and takes it back", async () => {
    const { posted } = await show();
    await openMenu("見積書");
    await click("Archive");
    await until(() => posted.length === 1);
    expect(posted[0]).toEqual({ path: "/library", form: { intent: "archive", documentId: "d1" } });
    await until(() => text(document.body).includes("“見積書” was archived."));
    await click("Undo");
    await until(() => posted.length === 2);
    expect(posted[1]?.form).toEqual({ intent: "restore", documentId: "d1" });
  });

  test("in the archive brings back and changes nothing else", async () => {
    const { posted } = await show({ archivedAt: new Date("2026-03-02T00:00:00Z") });
    expect(await openMenu("見積書")).toEqual(["Download", "Restore"]);
    await click("Restore");
    await until(() => posted.length === 1);
    expect(posted[0]?.form).toEqual({ intent: "restore", documentId: "d1" });
  });

  test("renames in a dialog that starts from the name it has", async () => {
    await show();
    await openMenu("見積書");
    await click("Rename");
    await until(() => all(document, "[role=dialog]").length === 1);
    expect(one<HTMLInputElement>(document, "input[name=title]").value).toBe("見積書");
  });
});

describe("renaming", () => {
  const show = (reply: unknown, onClose = vi.fn()) =>
    open(<RenameDialog documentId="d1" title="見積書" isOpen onClose={onClose} />, { at: "/library", reply });

  test("sends the new name, and closes once it is saved", async () => {
    const onClose = vi.fn();
    const { posted } = await show({ done: true }, onClose);
    const field = one<HTMLInputElement>(document, "input[name=title]");
    expect(field.maxLength).toBe(MAX_TITLE_LENGTH);
    await type(field, "見積書 2026");
    await submit(one<HTMLFormElement>(document, "form"));
    await until(() => onClose.mock.calls.length > 0);
    expect(posted[0]?.form).toEqual({ intent: "rename", documentId: "d1", title: "見積書 2026" });
  });

  test("that is refused stays open, keeps what was typed and says what is wrong at the field", async () => {
    const onClose = vi.fn();
    await show({ errors: { title: "required" }, values: {} }, onClose);
    const field = one<HTMLInputElement>(document, "input[name=title]");
    await type(field, "　");
    await submit(one<HTMLFormElement>(document, "form"));
    await until(() => field.getAttribute("aria-invalid") === "true");
    expect(field.value).toBe("　");
    expect(describedBy(field).length).toBe(2);
    expect(describedBy(field)).toContain("Pages that already show the document keep their own names.");
    expect(onClose).not.toHaveBeenCalled();
  });

  test("is given up with “Cancel”", async () => {
    const onClose = vi.fn();
    const { posted } = await show(null, onClose);
    await click("Cancel");
    expect(onClose).toHaveBeenCalledOnce();
    expect(posted).toEqual([]);
  });
});

const CLOSE = { en: "Close", ja: "閉じる" };

test.each(LANGUAGES)(
  "a new version's dialog names the document and takes one file only, in %s",
  async (language) => {
    const onClose = vi.fn();
    await open(<NewVersionDialog documentId="d1" title="見積書" isOpen onClose={onClose} />, { language });
    const dialog = one(document, "[role=dialog]");
    expect(text(dialog)).toContain("見積書");
    expect(one<HTMLInputElement>(dialog, "input[type=file]").multiple).toBe(false);
    const [dismiss] = all(dialog, "button").filter((button) => text(button) === CLOSE[language]);
    if (!dismiss) throw new Error("the dialog cannot be closed");
    await click(dismiss);
    expect(onClose).toHaveBeenCalledOnce();
  },
);

describe("files on their way", () => {
  const item = (over: Partial<UploadItem> = {}): UploadItem => ({
    id: 7,
    file: new File([new Uint8Array(2048)], "見積書.pdf"),
    state: "sending",
    sentBytes: 512,
    problem: null,
    ...over,
  });
  const show = async (over: Partial<UploadItem>) => {
    const acts = { onPause: vi.fn(), onResume: vi.fn(), onRemove: vi.fn() };
    const given = item(over);
    const { page } = await open(<UploadList items={[given]} {...acts} />);
    return { page, given, ...acts };
  };
  const buttons = (page: HTMLElement) =>
    all(page, "button").map((button) => button.getAttribute("aria-label"));

  test("say how far they are, and can be paused or cancelled", async () => {
    const { page, onPause, onRemove, given } = await show({});
    const bar = one(page, "[role=progressbar]");
    expect(bar.getAttribute("aria-label")).toBe("Upload of 見積書.pdf");
    expect(bar.getAttribute("aria-valuetext")).toContain("512");
    expect(text(page)).toContain("25%");
    await click("Pause 見積書.pdf");
    expect(onPause).toHaveBeenCalledExactlyOnceWith(7);
    await click("Cancel 見積書.pdf");
    expect(onRemove).toHaveBeenCalledExactlyOnceWith(given);
  });

  test("that are paused go on where they were", async () => {
    const { page, onResume } = await show({ state: "paused" });
    expect(text(one(page, "p[role=status]"))).toBe("Paused.");
    await click("Continue 見積書.pdf");
    expect(onResume).toHaveBeenCalledExactlyOnceWith(7);
  });

  test("that lost the line wait for it by themselves", async () => {
    const { page } = await show({ state: "offline" });
    expect(text(one(page, "p[role=status]"))).toContain("It goes on when you are back online.");
    expect(buttons(page)).toEqual(["Cancel 見積書.pdf"]);
  });

  test("that have arrived say so and can be cleared away", async () => {
    const { page } = await show({ state: "done", sentBytes: 2048 });
    expect(text(one(page, "p[role=status]"))).toBe("Uploaded.");
    expect(all(page, "[role=progressbar]")).toEqual([]);
    expect(buttons(page)).toEqual(["Remove 見積書.pdf from this list"]);
  });

  test.each([
    ["network", true],
    ["not_pdf", false],
    ["too_large", false],
  ] as const)("that failed for “%s” can be tried again: %s", async (problem, canRetry) => {
    const { page } = await show({ state: "failed", problem });
    expect(text(one(page, "p[role=status]"))).not.toBe("");
    expect(isThere("Try 見積書.pdf again", page)).toBe(canRetry);
    expect(isThere("Remove 見積書.pdf from this list", page)).toBe(true);
  });

  test("an empty file divides nothing by nothing", async () => {
    const { page } = await show({ file: new File([], "空.pdf"), sentBytes: 0 });
    expect(text(page)).toContain("0%");
  });
});
