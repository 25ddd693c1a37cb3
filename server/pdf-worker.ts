/**
 * Reads one PDF at a time in a process of its own, started and bounded by library/files/service.server.ts: pdf.js spends
 * most of its memory outside the JavaScript heap, where only a process limit holds.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type Canvas, createCanvas, GlobalFonts } from "@napi-rs/canvas";
import type { PDFDocumentProxy } from "pdfjs-dist";
import type { PdfReading, ReadLimits, ReadReply, ReadRequest } from "../app/features/library/files/schema";
import {
  compactSizes,
  type Size,
  scaleInto,
  storableText,
  storedSize,
} from "../app/features/library/files/utils";

const THUMB = { width: 400, height: 600 };
const PREVIEW = { width: 1600, height: 2400 };
const PREVIEW_TARGET_BYTES = 300 * 1024;
const MAX_IMAGE_PIXELS = 64 * 1024 * 1024;
/** Small pages are not blown up without end. */
const MAX_SCALE = 4;

const assets = path.dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
const options = {
  cMapUrl: path.join(assets, "cmaps") + path.sep,
  cMapPacked: true,
  standardFontDataUrl: path.join(assets, "standard_fonts") + path.sep,
  wasmUrl: path.join(assets, "wasm") + path.sep,
  iccUrl: path.join(assets, "iccs") + path.sep,
  isEvalSupported: false,
  enableXfa: false,
  useSystemFonts: false,
  maxImageSize: MAX_IMAGE_PIXELS,
  verbosity: 0,
};

appendJapaneseFont();
process.on("message", (request: ReadRequest) => void answer(request));
// The server is gone: nobody waits for an answer.
process.on("disconnect", () => process.exit(0));

async function answer(request: ReadRequest): Promise<void> {
  const reply = await read(request).catch((error) => failureOf(request.id, error));
  process.send?.(reply);
}

async function read({ id, path: file, limits }: ReadRequest): Promise<ReadReply> {
  const startedAt = performance.now();
  const bytes = await readFile(file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = getDocument({
    data: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    ...options,
  });
  try {
    const pdf = await task.promise;
    const pageCount = pdf.numPages;
    if (pageCount < 1) return refusal(id, "empty", "no pages");
    if (pageCount > limits.maxPages) return refusal(id, "too_many_pages", `${pageCount} pages`);
    const pictures = await drawFirstPage(pdf);
    const pages = await readPages(pdf, limits, startedAt);
    return { id, ok: true, reading: { sha256, pageCount, ...pictures, ...pages } };
  } finally {
    await task.destroy();
  }
}

async function drawFirstPage(pdf: PDFDocumentProxy): Promise<Pick<PdfReading, "thumb" | "preview">> {
  const page = await pdf.getPage(1);
  const size = storedSize(page.getViewport({ scale: 1 }));
  const viewport = page.getViewport({ scale: scaleInto(size, PREVIEW, MAX_SCALE) });
  const canvas = createCanvas(pixels(viewport.width, PREVIEW.width), pixels(viewport.height, PREVIEW.height));
  const target: unknown = canvas;
  if (!isDrawable(target)) throw new Error("no canvas");
  await page.render({ canvas: target, viewport, background: "white" }).promise;
  page.cleanup();
  const thumb = shrink(canvas, scaleInto(canvas, THUMB, 1));
  return { preview: await encodeWithin(canvas, PREVIEW_TARGET_BYTES), thumb: await thumb.encode("webp", 80) };
}

/** Lower quality first, then fewer pixels, until the picture is light enough; the last try counts in any case. */
async function encodeWithin(canvas: Canvas, targetBytes: number): Promise<Uint8Array> {
  let picture = canvas;
  for (const scale of [1, 0.8, 0.8]) {
    if (scale < 1) picture = shrink(picture, scale);
    for (const quality of [84, 70, 55]) {
      const encoded = await picture.encode("webp", quality);
      if (encoded.byteLength <= targetBytes) return encoded;
    }
  }
  return picture.encode("webp", 40);
}

function shrink(source: Canvas, scale: number): Canvas {
  const target = createCanvas(
    pixels(source.width * scale, source.width),
    pixels(source.height * scale, source.height),
  );
  const context = target.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, target.width, target.height);
  return target;
}

async function readPages(
  pdf: PDFDocumentProxy,
  limits: ReadLimits,
  startedAt: number,
): Promise<Pick<PdfReading, "pageSizes" | "texts">> {
  const sizes: Size[] = [];
  const texts: string[] = [];
  let room = limits.maxTextLength;
  for (let number = 1; number <= pdf.numPages; number++) {
    const mayRead = room > 0 && performance.now() - startedAt < limits.textUntilMs;
    const page = await readPage(pdf, number, mayRead);
    const text = storableText(page.text, Math.min(room, limits.maxPageTextLength));
    sizes.push(page.size ?? sizes.at(-1) ?? storedSize({ width: 0, height: 0 }));
    texts.push(text);
    room -= text.length;
  }
  return { pageSizes: compactSizes(sizes), texts };
}

/** One bad page among good ones doesn't spoil the file: it has no text and the size of the page before. */
async function readPage(
  pdf: PDFDocumentProxy,
  number: number,
  withText: boolean,
): Promise<{ size: Size | null; text: string }> {
  let size: Size | null = null;
  try {
    const page = await pdf.getPage(number);
    size = storedSize(page.getViewport({ scale: 1 }));
    const content = withText ? await page.getTextContent() : null;
    page.cleanup();
    const runs =
      content?.items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")) ?? [];
    return { size, text: runs.join("") };
  } catch (error) {
    if (isOutOfMemory(error)) throw error;
    return { size, text: "" };
  }
}

function failureOf(id: number, error: unknown): ReadReply {
  const detail = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : "unknown";
  if (error instanceof Error && error.name === "PasswordException") return refusal(id, "encrypted", detail);
  if (isOutOfMemory(error)) return refusal(id, "memory", detail);
  return refusal(id, "broken", detail);
}

function refusal(
  id: number,
  failure: "empty" | "broken" | "encrypted" | "too_many_pages" | "memory",
  detail: string,
): ReadReply {
  return { id, ok: false, failure, detail };
}

function isOutOfMemory(error: unknown): boolean {
  return (
    error instanceof RangeError &&
    /allocation failed|Invalid (array buffer|typed array|string) length|could not allocate/i.test(
      error.message,
    )
  );
}

function pixels(length: number, max: number): number {
  return Math.max(1, Math.min(max, Math.round(length)));
}

/** pdf.js asks for a browser's canvas and gets along with Skia's. */
function isDrawable(value: unknown): value is HTMLCanvasElement {
  return typeof value === "object" && value !== null && "getContext" in value;
}

/** Skia falls back only to families that a font names, so every font names the Japanese one that comes along. */
function appendJapaneseFont(): void {
  const family = "BIZ UDPGothic";
  const file = "@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf";
  GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve(file), family);
  const prototype: unknown = Object.getPrototypeOf(createCanvas(1, 1).getContext("2d"));
  if (typeof prototype !== "object" || prototype === null) return;
  const font = Object.getOwnPropertyDescriptor(prototype, "font");
  Object.defineProperty(prototype, "font", {
    configurable: true,
    get() {
      return font?.get?.call(this);
    },
    set(value: string) {
      font?.set?.call(this, `${value}, "${family}"`);
    },
  });
}
