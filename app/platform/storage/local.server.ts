import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { checkKey, type ObjectStore } from "./object-store";

/** Files in one folder of this machine. A file appears under its name only after all of its bytes are on the disk. */
export function openLocalStore(root: string): ObjectStore {
  const pathOf = (key: string) => path.join(root, ...checkKey(key).split("/"));

  return {
    async put(key, content) {
      const target = pathOf(key);
      await replaceFile(target, async (temporary) => {
        const file = await open(temporary, "wx", 0o600);
        const source = content instanceof Uint8Array ? Readable.from([content]) : content;
        // `flush` syncs the file before the stream closes it.
        await pipeline(source, file.createWriteStream({ flush: true }));
      });
    },

    async adopt(key, sourcePath) {
      const target = pathOf(key);
      if (!(await sizeOf(sourcePath)) && (await sizeOf(target))) return;
      await syncFile(sourcePath);
      await mkdir(path.dirname(target), { recursive: true });
      await moveFile(sourcePath, target);
      await syncFile(path.dirname(target));
    },

    get(key, range) {
      return createReadStream(pathOf(key), range ? { start: range.start, end: range.end } : undefined);
    },

    async stat(key) {
      return sizeOf(pathOf(key));
    },

    async remove(key) {
      await rm(pathOf(key), { force: true });
    },

    localPath: pathOf,
  };
}

async function replaceFile(target: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const folder = path.dirname(target);
  await mkdir(folder, { recursive: true });
  const temporary = path.join(folder, `.${randomBytes(12).toString("hex")}.part`);
  try {
    await write(temporary);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFile(folder);
}

/** A rename where both lie on one disk, else a copy that appears whole. */
async function moveFile(source: string, target: string): Promise<void> {
  try {
    await rename(source, target);
  } catch (error) {
    if (codeOf(error) !== "EXDEV") throw error;
    await replaceFile(target, async (temporary) => {
      await copyFile(source, temporary);
      await syncFile(temporary);
    });
    await rm(source, { force: true });
  }
}

/** A name survives a power cut only when its folder is synced too; systems that can't sync a folder are let off. */
async function syncFile(file: string): Promise<void> {
  const handle = await open(file, "r");
  try {
    await handle.sync();
  } catch (error) {
    if (!["EINVAL", "EPERM", "EISDIR"].includes(codeOf(error) ?? "")) throw error;
  } finally {
    await handle.close();
  }
}

async function sizeOf(file: string): Promise<{ size: number } | null> {
  try {
    const found = await stat(file);
    return found.isFile() ? { size: found.size } : null;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
    throw error;
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
