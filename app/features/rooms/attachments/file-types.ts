import { extensionOf } from "./utils";

export type FileType = { contentType: string; extensions: readonly string[] };

const PICTURES: Record<"png" | "jpeg" | "webp", FileType> = {
  png: { contentType: "image/png", extensions: ["png"] },
  jpeg: { contentType: "image/jpeg", extensions: ["jpg", "jpeg"] },
  webp: { contentType: "image/webp", extensions: ["webp"] },
};
const PDF: FileType = { contentType: "application/pdf", extensions: ["pdf"] };
const MP4: FileType = { contentType: "video/mp4", extensions: ["mp4", "m4v"] };
const WEBM: FileType = { contentType: "video/webm", extensions: ["webm"] };

const openXml = (kind: string) => `application/vnd.openxmlformats-officedocument.${kind}`;
const openDocument = (kind: string) => `application/vnd.oasis.opendocument.${kind}`;

/** By ending: the type, and what a package of that type must name. */
const PACKAGES: Record<string, { contentType: string; names: string }> = {
  docx: { contentType: openXml("wordprocessingml.document"), names: "word/" },
  xlsx: { contentType: openXml("spreadsheetml.sheet"), names: "xl/" },
  pptx: { contentType: openXml("presentationml.presentation"), names: "ppt/" },
  odt: { contentType: openDocument("text"), names: openDocument("text") },
  ods: { contentType: openDocument("spreadsheet"), names: openDocument("spreadsheet") },
  odp: { contentType: openDocument("presentation"), names: openDocument("presentation") },
};
const OLD_OFFICE: Record<string, string> = {
  doc: "application/msword",
  xls: "application/vnd.ms-excel",
  ppt: "application/vnd.ms-powerpoint",
};
const TEXTS: Record<string, string> = { txt: "text/plain", csv: "text/csv", md: "text/plain" };
const MP4_BRANDS = /^(isom|iso[2-9]|mp4[12]|avc1|M4V |dash|MSNV|f4v )/;

/**
 * What the bytes are, whatever the browser claims. Null for a type we don't take. Packages, old office files and texts
 * have no clear mark of their own, so their ending must agree. `tail` is the end of a file longer than `head`.
 */
export function typeOf(file: { name: string; head: Buffer; tail: Buffer }): FileType | null {
  const { head } = file;
  if (startsWith(head, "89504e470d0a1a0a")) return PICTURES.png;
  if (startsWith(head, "ffd8ff")) return PICTURES.jpeg;
  if (textAt(head, 0, 4) === "RIFF" && textAt(head, 8, 4) === "WEBP") return PICTURES.webp;
  if (textAt(head, 0, 5) === "%PDF-") return PDF;
  if (textAt(head, 4, 4) === "ftyp") return MP4_BRANDS.test(textAt(head, 8, 4)) ? MP4 : null;
  if (startsWith(head, "1a45dfa3")) return head.subarray(0, 64).includes("webm") ? WEBM : null;
  const extension = extensionOf(file.name);
  if (startsWith(head, "504b0304")) return packageType(extension, file);
  if (startsWith(head, "d0cf11e0a1b11ae1")) return typeOfEnding(OLD_OFFICE, extension);
  return isText(head) && isText(file.tail) ? typeOfEnding(TEXTS, extension) : null;
}

function packageType(extension: string, { head, tail }: { head: Buffer; tail: Buffer }): FileType | null {
  const known = Object.hasOwn(PACKAGES, extension) ? PACKAGES[extension] : undefined;
  if (!known || ![head, tail].some((bytes) => bytes.includes(known.names))) return null;
  // The list of names stands at the end: a document with a program in it is none of ours.
  if ([head, tail].some((bytes) => bytes.includes("vbaProject.bin"))) return null;
  return { contentType: known.contentType, extensions: [extension] };
}

function typeOfEnding(types: Record<string, string>, extension: string): FileType | null {
  const contentType = Object.hasOwn(types, extension) ? types[extension] : undefined;
  return contentType ? { contentType, extensions: [extension] } : null;
}

/** No control characters but those of lines, in whatever encoding. */
function isText(bytes: Buffer): boolean {
  return !bytes.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte));
}

function startsWith(bytes: Buffer, hex: string): boolean {
  return bytes.subarray(0, hex.length / 2).toString("hex") === hex;
}

function textAt(bytes: Buffer, start: number, length: number): string {
  return bytes.subarray(start, start + length).toString("latin1");
}
