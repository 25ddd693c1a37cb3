// @vitest-environment jsdom
import { act } from "react";
import { describe, expect, test } from "vitest";
import { all, click, isThere, leave, named, one, text, until } from "../components/support";
import { field, KEPT, press, setUpDesk, write } from "./desk";
import { DOORS, nothingNew, serve } from "./support";

const { sent, show } = setUpDesk();

describe("naming people", () => {
  const PEOPLE = [
    { key: "member:1", name: "森 あおい", side: "member", note: "営業" },
    { key: "contact:2", name: "佐藤 蓮", side: "viewer", note: null },
  ];
  const asking = () => serve(({ url }) => (url.includes("people=") ? { json: PEOPLE } : nothingNew()));
  const options = () => all(document, "[role=option]");
  async function name(words: string) {
    await write(words);
    await until(() => options().length === 2);
  }

  test("offers whom the word may mean, asked of the server", async () => {
    const asked = asking();
    await show();
    await name("@森");
    expect(options().map(text)).toEqual([
      expect.stringContaining("森 あおい"),
      expect.stringContaining("佐藤 蓮"),
    ]);
    expect(new URL(asked.at(-1)?.url ?? "", "http://x").searchParams.get("people")).toBe("森");
    expect(document.getElementById(field().getAttribute("aria-activedescendant") ?? "")).toBe(options()[0]);
  });

  test("is done by keyboard, around the ends, and Enter then sends nothing", async () => {
    asking();
    await show();
    await name("宛先: @");
    await press("ArrowUp");
    expect(options().map((option) => option.getAttribute("aria-selected"))).toEqual(["false", "true"]);
    await press("ArrowDown");
    await press("ArrowDown");
    await press("Enter");
    expect(field().value).toBe("宛先: @佐藤 蓮 ");
    expect([sent, options()]).toEqual([[], []]);
  });

  test("is sent as who was chosen, as long as the name still stands there", async () => {
    asking();
    await show();
    await name("@");
    await press("Tab");
    expect(field().value).toBe("@森 あおい ");
    await write("@森 あおい こんにちは");
    await press("Escape");
    await press("Enter");
    expect(sent[0]?.mentions).toEqual(["member:1"]);
    await write("without");
    await press("Enter");
    expect(sent[1]?.mentions).toEqual([]);
  });

  test("Escape closes the list and leaves the words", async () => {
    asking();
    await show();
    await name("@さ");
    expect(await press("Escape")).toBe(true);
    expect(options()).toEqual([]);
    expect(field().value).toBe("@さ");
  });

  test("a server that does not answer is no hindrance to writing", async () => {
    serve(() => "offline");
    await show();
    await write("@森");
    await act(async () => new Promise<void>((resolve) => setTimeout(resolve, 200)));
    expect(options()).toEqual([]);
    await press("Enter");
    expect(sent[0]?.body).toBe("@森");
  });
});

describe("files beside a message", () => {
  const file = (name: string, size = 10) => {
    const one = new File(["x"], name, { type: "application/pdf" });
    Object.defineProperty(one, "size", { value: size });
    return one;
  };
  async function choose(...files: File[]) {
    const input = one<HTMLInputElement>(document, "input[type=file][multiple]");
    Object.defineProperty(input, "files", { value: files, configurable: true });
    await act(async () => input.dispatchEvent(new Event("change", { bubbles: true })));
  }
  const received = (id: string) => ({
    status: 201,
    json: {
      ok: true,
      attachment: { id, fileName: `${id}.pdf`, contentType: "application/pdf", sizeBytes: 10 },
    },
  });

  test("are sent along once they are there, and can go without words", async () => {
    serve(({ url }) => (url === DOORS.attachments ? received("f1") : nothingNew()));
    await show();
    await choose(file("offer.pdf"));
    await until(() => isThere("Remove “f1.pdf”"));
    await press("Enter");
    expect(sent[0]).toMatchObject({ body: "", attachments: [{ id: "f1" }] });
    expect(isThere("Remove “f1.pdf”")).toBe(false);
  });

  test("are waited for: nothing is sent while one is on its way", async () => {
    let arrive = (_: ReturnType<typeof received>) => {};
    const arriving = new Promise<ReturnType<typeof received>>((resolve) => {
      arrive = resolve;
    });
    serve(({ url }) => (url === DOORS.attachments ? arriving : nothingNew()));
    await show();
    await write("with a file");
    await choose(file("offer.pdf"));
    await press("Enter");
    expect(sent).toEqual([]);
    arrive(received("f1"));
    await until(() => isThere("Remove “f1.pdf”"));
    await press("Enter");
    expect(sent[0]?.attachments).toHaveLength(1);
  });

  test("are there again after a reload, but for what the server has swept away, and gone once sent", async () => {
    const uploaded = ["f1", "f2"];
    const answer = serve(({ method, url }) => {
      if (method === "HEAD") return { status: url.includes("f2") ? 404 : 200 };
      return url === DOORS.attachments ? received(uploaded.shift() ?? "") : nothingNew();
    });
    await show();
    await choose(file("f1.pdf"), file("f2.pdf"));
    await until(() => isThere("Remove “f1.pdf”") && isThere("Remove “f2.pdf”"));
    await leave();
    await show();
    await until(() => isThere("Remove “f1.pdf”"));
    expect(isThere("Remove “f2.pdf”")).toBe(false);
    expect(answer.filter(({ method }) => method === "HEAD")).toHaveLength(2);
    await press("Enter");
    expect(sent[0]?.attachments.map(({ id }) => id)).toEqual(["f1"]);
    await leave();
    await show();
    expect(isThere("Remove “f1.pdf”")).toBe(false);
    expect(window.sessionStorage.length).toBe(0);
  });

  test("that something else wrote into the browser's memory are not taken for files", async () => {
    serve(() => nothingNew());
    for (const junk of ["{}", "[1]", '[{"id":1,"fileName":"x","contentType":"y","sizeBytes":2}]']) {
      window.sessionStorage.setItem(`${KEPT}.files`, junk);
      await show();
      expect(text(document.body)).not.toContain("x");
      await leave();
    }
  });

  test("that are too large or refused say why, are left out, and are taken away", async () => {
    const asked = serve(({ url }) =>
      url === DOORS.attachments ? { status: 422, json: { ok: false, error: "file_type" } } : nothingNew(),
    );
    await show();
    await choose(file("film.exe"), file("huge.pdf", 26 * 1024 * 1024));
    await until(() => all(document, ".text-danger").length === 2);
    expect(asked.filter(({ method }) => method === "POST")).toHaveLength(1);
    await click(named("Remove “film.exe”"));
    await write("words");
    await press("Enter");
    expect(sent[0]?.attachments).toEqual([]);
  });

  test("more than ten are not taken, and it says so", async () => {
    const asked = serve(({ url }) => (url === DOORS.attachments ? received("f") : nothingNew()));
    await show();
    await choose(...Array.from({ length: 12 }, (_, n) => file(`${n}.pdf`)));
    await until(() => text(document.body).includes("One message can carry 10 files."));
    expect(asked.filter(({ method }) => method === "POST")).toHaveLength(10);
  });
});
