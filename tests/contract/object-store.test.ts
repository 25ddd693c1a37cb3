import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { openLocalStore } from "~/platform/storage/local.server";
import type { ObjectStore } from "~/platform/storage/object-store";

type Opened = { store: ObjectStore; folder: string } & AsyncDisposable;

/** Each adapter of the file store joins this list and must pass everything below. */
const objectStores = [
  {
    name: "local folder",
    async open(): Promise<Opened> {
      const folder = await mkdtemp(path.join(tmpdir(), "engawa-store-"));
      return {
        store: openLocalStore(path.join(folder, "files")),
        folder,
        [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
      };
    },
  },
];

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = async (stream: Readable) => (await buffer(stream)).toString("utf8");

describe.each(objectStores)("ObjectStore: $name", ({ open }) => {
  test("reads back what was put", async () => {
    await using opened = await open();
    await opened.store.put("originals/a.pdf", bytesOf("0123456789"));
    expect(await textOf(opened.store.get("originals/a.pdf"))).toBe("0123456789");
    expect(await opened.store.stat("originals/a.pdf")).toEqual({ size: 10 });
  });

  test("reads back a byte range, both ends included", async () => {
    await using opened = await open();
    await opened.store.put("a.pdf", bytesOf("0123456789"));
    expect(await textOf(opened.store.get("a.pdf", { start: 2, end: 4 }))).toBe("234");
    expect(await textOf(opened.store.get("a.pdf", { start: 9, end: 9 }))).toBe("9");
  });

  test("takes a stream", async () => {
    await using opened = await open();
    await opened.store.put("a.pdf", Readable.from([bytesOf("one "), bytesOf("two")]));
    expect(await textOf(opened.store.get("a.pdf"))).toBe("one two");
  });

  test("keeps an empty file", async () => {
    await using opened = await open();
    await opened.store.put("empty", new Uint8Array());
    expect(await opened.store.stat("empty")).toEqual({ size: 0 });
    expect(await textOf(opened.store.get("empty"))).toBe("");
  });

  test("replaces a file as a whole", async () => {
    await using opened = await open();
    await opened.store.put("a", bytesOf("a long first text"));
    await opened.store.put("a", bytesOf("short"));
    expect(await textOf(opened.store.get("a"))).toBe("short");
  });

  test("a stream that breaks off leaves the old file and no remains", async () => {
    await using opened = await open();
    await opened.store.put("a", bytesOf("whole"));
    const broken = new Readable({
      read() {
        this.push(bytesOf("half of"));
        this.destroy(new Error("line cut"));
      },
    });
    await expect(opened.store.put("a", broken)).rejects.toThrow("line cut");
    expect(await textOf(opened.store.get("a"))).toBe("whole");
    expect(await opened.store.stat("b")).toBeNull();
    expect(await filesBelow(opened.folder)).toHaveLength(1);
  });

  test("says null for what isn't there, and its stream fails", async () => {
    await using opened = await open();
    expect(await opened.store.stat("none")).toBeNull();
    await expect(textOf(opened.store.get("none"))).rejects.toThrow();
  });

  test("removes once or twice alike", async () => {
    await using opened = await open();
    await opened.store.put("a", bytesOf("x"));
    await opened.store.remove("a");
    await opened.store.remove("a");
    expect(await opened.store.stat("a")).toBeNull();
  });

  test("adopts a finished file, and adopting again after a crash changes nothing", async () => {
    await using opened = await open();
    const source = path.join(opened.folder, "upload");
    await writeFile(source, "received bytes");
    await opened.store.adopt("originals/b.pdf", source);
    await opened.store.adopt("originals/b.pdf", source);
    expect(await textOf(opened.store.get("originals/b.pdf"))).toBe("received bytes");
    await expect(stat(source)).rejects.toThrow();
  });

  test("fails to adopt what neither came nor is there", async () => {
    await using opened = await open();
    await expect(opened.store.adopt("c", path.join(opened.folder, "none"))).rejects.toThrow();
    expect(await opened.store.stat("c")).toBeNull();
  });

  test.each([
    "../secret",
    "a/../../b",
    "/etc/passwd",
    "a\\b",
    "A",
    "",
    "a//b",
    "a\0b",
    ".hidden",
    "見積.pdf",
    "x".repeat(201),
  ])("refuses the key %j", async (key) => {
    await using opened = await open();
    await expect(opened.store.put(key, bytesOf("x"))).rejects.toThrow("not a storage key");
    expect(() => opened.store.get(key)).toThrow("not a storage key");
    await expect(opened.store.stat(key)).rejects.toThrow("not a storage key");
    await expect(opened.store.remove(key)).rejects.toThrow("not a storage key");
  });

  test("the path on this machine, if any, holds the same bytes", async () => {
    await using opened = await open();
    await opened.store.put("a.pdf", bytesOf("%PDF-"));
    const local = opened.store.localPath("a.pdf");
    if (local !== null) expect((await stat(local)).size).toBe(5);
  });
});

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}
