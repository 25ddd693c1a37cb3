import { inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const DEFLATED = 8;

/** The files of a ZIP by name, by its directory at the end. Throws for anything that is none. */
export function readZip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Error("not a ZIP file");
  const files = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((to) => bytes.readUInt16LE(at + to));
    const name = bytes.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    files.set(name, contentOf(bytes, at));
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return files;
}

function contentOf(bytes: Buffer, entry: number): Buffer {
  const head = bytes.readUInt32LE(entry + 42);
  const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
  const packed = bytes.subarray(from, from + bytes.readUInt32LE(entry + 20));
  return bytes.readUInt16LE(entry + 10) === DEFLATED ? inflateRawSync(packed) : packed;
}
