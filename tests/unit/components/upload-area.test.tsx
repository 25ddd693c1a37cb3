// @vitest-environment jsdom
// The File of jsdom has no arrayBuffer(), which every browser has.
import { File } from "node:buffer";
import { act } from "react";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { UploadArea } from "~/features/library/components/upload-area";
import { MAX_UPLOAD_BYTES } from "~/features/library/utils";
import { all, click, isThere, leave, named, one, open, text, textsOf, until } from "./support";
import { UploadServer } from "./upload-server";

// Outside a bundler the package resolves to its build for Node; this is the one that browsers load.
vi.mock(
  "tus-js-client",
  () => import("../../../node_modules/tus-js-client/lib.esm/browser/index.js" as string),
);

let server: UploadServer;
beforeAll(() => import("tus-js-client"));
beforeEach(() => {
  server = new UploadServer();
  vi.stubGlobal("XMLHttpRequest", server.client());
  localStorage.clear();
});
afterEach(async () => {
  server.release();
  await leave();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const pdf = (name: string, more = "") => new File([`%PDF-1.7\n${more}`], name, { type: "application/pdf" });

/** Before anything that takes time has begun. */
function dropNow(page: HTMLElement, ...files: File[]) {
  const event = Object.assign(new Event("drop", { bubbles: true, cancelable: true }), {
    dataTransfer: { files },
  });
  act(() => void one(page, "section").dispatchEvent(event));
  return event;
}

async function drop(page: HTMLElement, ...files: File[]) {
  const event = dropNow(page, ...files);
  await act(async () => undefined);
  return event;
}

/** Three files, of which two are under way. The runner can't load the substitute of tus twice at the same moment. */
async function dropInTurn(page: HTMLElement) {
  server.isHolding = true;
  await drop(page, pdf("価格表.pdf"));
  await until(() => server.uploads.size === 1);
  const event = await drop(page, pdf("b.pdf"), pdf("c.pdf"));
  await until(() => server.uploads.size === 2);
  return event;
}

async function pick(...files: File[]) {
  const input = one<HTMLInputElement>(document, "input[type=file]");
  Object.defineProperty(input, "files", { value: files, configurable: true });
  await act(async () => void input.dispatchEvent(new Event("change", { bubbles: true })));
}

const rows = (page: HTMLElement) => all(page, "ul > li");
const statusOf = (page: HTMLElement, at = 0) => text(rows(page)[at]?.querySelector("[role=status]"));
const offline = (isLost: boolean) =>
  act(async () => {
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(!isLost);
    window.dispatchEvent(new Event(isLost ? "offline" : "online"));
  });

describe("files dropped on the area", () => {
  test("go up with their names, and the page asks for its data again after each", async () => {
    const finished = vi.fn();
    const { page, reloads } = await open(<UploadArea roomId="r1" onFinished={finished} />);
    const event = await dropInTurn(page);
    expect(event.defaultPrevented).toBe(true);
    await act(async () => server.release());
    await until(() => server.complete.length === 3 && finished.mock.calls.length === 3);
    expect(server.complete.sort()).toEqual(["b.pdf", "c.pdf", "価格表.pdf"]);
    expect([...server.uploads.values()].map(({ metadata }) => metadata.roomId)).toEqual(["r1", "r1", "r1"]);
    expect(rows(page).map((_, at) => statusOf(page, at))).toEqual(["Uploaded.", "Uploaded.", "Uploaded."]);
    expect(reloads()).toBeGreaterThan(0);
  });

  test("are sent two at a time, the others wait their turn", async () => {
    server.isHolding = true;
    const { page } = await open(<UploadArea />);
    await dropInTurn(page);
    expect(["価格表.pdf", "b.pdf", "c.pdf"].map((name) => isThere(`Pause ${name}`))).toEqual([
      true,
      true,
      false,
    ]);
    await act(async () => server.release());
    await until(() => server.complete.length === 3);
  });

  test("show how far they are, in words for those who hear it", async () => {
    server.isHolding = true;
    const { page } = await open(<UploadArea />);
    await drop(page, pdf("a.pdf", "x".repeat(2039)));
    const bar = () => one(page, "[role=progressbar]");
    await until(() => bar().getAttribute("aria-valuenow") === "50");
    expect(bar().getAttribute("aria-valuetext")).toBe("1 kB of 2 kB");
    expect(text(rows(page)[0])).toContain("50%");
    await act(async () => server.release());
    await until(() => statusOf(page) === "Uploaded.");
    expect(all(page, "[role=progressbar]")).toEqual([]);
  });

  test("as the next version of a document are one only", async () => {
    const { page } = await open(<UploadArea documentId="d1" />);
    expect(one<HTMLInputElement>(page, "input[type=file]").multiple).toBe(false);
    await drop(page, pdf("a.pdf"), pdf("b.pdf"));
    await until(() => server.complete.length === 1);
    expect(rows(page)).toHaveLength(1);
    expect([...server.uploads.values()][0]?.metadata).toEqual({ filename: "a.pdf", documentId: "d1" });
  });

  test("are shown without folders and marks that reverse what is read", async () => {
    const { page } = await open(<UploadArea />);
    await drop(page, pdf("..\\secret\\a\u202Efdp.pdf"));
    expect(textsOf(page, "li p")[0]).toBe("afdp.pdf");
  });
});

describe("a file that can't go up is refused before a byte is sent:", () => {
  const huge = () => Object.defineProperty(pdf("huge.pdf"), "size", { value: MAX_UPLOAD_BYTES + 1 });
  test.each([
    [
      "not a PDF by its first bytes, whatever its name",
      () => new File(["PK\x03\x04 a zip"], "a.pdf"),
      "This is not a PDF. Please save it as a PDF and choose that file.",
    ],
    ["empty", () => new File([], "a.pdf"), "This file is empty. Please choose the finished document."],
    ["too large", huge, "This file is too large. Please reduce its size and choose it again."],
  ])("%s", async (_why, make, words) => {
    const { page } = await open(<UploadArea />);
    const file = make();
    await drop(page, file);
    await until(() => statusOf(page) === words);
    expect(server.requests).toEqual([]);
    expect(isThere(`Try ${file.name} again`)).toBe(false);
    await click(`Remove ${file.name} from this list`);
    expect(rows(page)).toEqual([]);
  });

  test("its neighbours go on", async () => {
    const { page } = await open(<UploadArea />, { language: "ja" });
    await drop(page, new File(["no"], "a.txt"), pdf("b.pdf"));
    await until(() => server.complete.length === 1 && statusOf(page, 1) !== "");
    expect(statusOf(page, 0)).toMatch(/PDF/);
    expect(statusOf(page, 1)).toBe("アップロードしました。");
  });

  test("one with its mark a little way in, as scanners write it, is a PDF", async () => {
    const { page } = await open(<UploadArea />);
    await drop(page, new File(["\n".repeat(500), "%PDF-1.4"], "scan.pdf"));
    await until(() => statusOf(page) === "Uploaded.");
  });
});

describe("when the server says no", () => {
  test.each([
    [403, "You may not add files here. Ask the owner or a manager.", false],
    [401, "You are signed out. Please sign in again and repeat the upload.", true],
    [413, "This file is too large. Please reduce its size and choose it again.", false],
    [422, "The server did not accept this file. Please try again with another name.", true],
  ])(
    "with %i the reason is told, and a second try is offered only where it can help",
    async (status, words, canRetry) => {
      server.refusals = [status];
      const { page } = await open(<UploadArea />);
      await drop(page, pdf("a.pdf"));
      await until(() => statusOf(page) === words);
      expect(isThere("Try a.pdf again")).toBe(canRetry);
      if (!canRetry) return;
      await click("Try a.pdf again");
      await until(() => server.complete.length === 1 && statusOf(page) === "Uploaded.");
    },
  );

  test("an error inside it is tried again by itself", async () => {
    server.refusals = [500];
    const { page } = await open(<UploadArea />);
    await drop(page, pdf("a.pdf"));
    await until(() => statusOf(page) === "Uploaded.");
    expect(server.requests.filter((request) => request.startsWith("POST"))).toHaveLength(2);
  });
});

describe("on its way", () => {
  test("an upload is paused and goes on from where the server stands", async () => {
    server.isHolding = true;
    const { page } = await open(<UploadArea />);
    await drop(page, pdf("a.pdf"));
    await until(() => server.uploads.size === 1 && isThere("Pause a.pdf"));
    await click("Pause a.pdf");
    expect(statusOf(page)).toBe("Paused.");
    server.release();
    await click("Continue a.pdf");
    await until(() => statusOf(page) === "Uploaded.");
    expect(server.requests.some((request) => request.startsWith("HEAD"))).toBe(true);
    expect(server.uploads.size).toBe(1);
  });

  test("a lost line says so, and its return resumes without a hand", async () => {
    server.isHolding = true;
    const { page } = await open(<UploadArea />);
    await drop(page, pdf("a.pdf"));
    await until(() => server.uploads.size === 1);
    await offline(true);
    expect(statusOf(page)).toBe("No connection. It goes on when you are back online.");
    server.release();
    await offline(false);
    await until(() => statusOf(page) === "Uploaded.");
  });

  test("cancelling takes the file from the list and from the server", async () => {
    server.isHolding = true;
    const { page } = await open(<UploadArea />);
    await drop(page, pdf("a.pdf"));
    await until(() => server.uploads.size === 1);
    await click("Cancel a.pdf");
    expect(rows(page)).toEqual([]);
    await until(() => server.uploads.size === 0);
  });

  test.each(["Cancel", "Pause"])(
    "%s in the first moment, before anything was sent, sends nothing later",
    async (deed) => {
      const { page } = await open(<UploadArea />);
      dropNow(page, pdf("a.pdf"));
      act(() => named(`${deed} a.pdf`).click());
      await act(async () => new Promise((resolve) => setTimeout(resolve, 150)));
      expect(server.requests).toEqual([]);
      if (deed === "Cancel") return expect(rows(page)).toEqual([]);
      expect(statusOf(page)).toBe("Paused.");
      await click("Continue a.pdf");
      await until(() => statusOf(page) === "Uploaded.");
      expect(server.uploads.size).toBe(1);
    },
  );

  test("leaving the screen pauses, and the same file chosen again later takes up what was sent", async () => {
    server.isHolding = true;
    const first = await open(<UploadArea />);
    const file = pdf("a.pdf");
    await drop(first.page, file);
    await until(() => server.uploads.size === 1 && localStorage.length === 1);
    await leave();
    server.release();
    const { page } = await open(<UploadArea />);
    await drop(page, file);
    await until(() => statusOf(page) === "Uploaded.");
    expect(server.uploads.size).toBe(1);
    expect(localStorage.length).toBe(0);
  });
});

describe("without a mouse", () => {
  test("a button opens the picker, which takes PDFs and stays out of the tab order", async () => {
    const { page } = await open(<UploadArea />);
    const picker = one<HTMLInputElement>(page, "input[type=file]");
    const opened = vi.spyOn(picker, "click").mockImplementation(() => undefined);
    await click("Choose files");
    expect(opened).toHaveBeenCalledTimes(1);
    expect(picker.tabIndex).toBe(-1);
    expect(picker.accept).toContain(".pdf");
  });

  test("the same file may be chosen again after a refusal", async () => {
    const { page } = await open(<UploadArea />);
    await pick(new File(["no"], "a.pdf"));
    await until(() => statusOf(page) !== "");
    await pick(pdf("a.pdf"));
    await until(() => statusOf(page, 1) === "Uploaded.");
    expect(rows(page)).toHaveLength(2);
  });

  test("each row's last word is in a region that was there before", async () => {
    server.isHolding = true;
    const { page } = await open(<UploadArea />);
    await drop(page, pdf("a.pdf"));
    const region = one(page, "li [role=status]");
    expect(text(region)).toBe("");
    await act(async () => server.release());
    await until(() => text(region) === "Uploaded.");
  });
});
