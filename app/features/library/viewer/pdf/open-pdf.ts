import "./browser-gaps";
import {
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentProxy,
  type PDFPageProxy,
  PDFWorker,
  TextLayer,
  VerbosityLevel,
} from "pdfjs-dist";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";
import type { TextPiece } from "../find";
import {
  type Destination,
  type DrawRequest,
  type Opening,
  type OpenPdf,
  type SourceTrouble,
  ViewerError,
} from "../schema";
import { pixelRatioFor } from "../zoom";
import { CHUNK_BYTES, createRangeFetcher, type RangeFetcher } from "./range-fetcher";
import { readLinks } from "./read-links";

const ASSETS = "/pdfjs";

/** Opens a file by ranges. `ready` fails with a `ViewerError`; later trouble with the network is told to `onTrouble`. */
export function openPdf(url: string, onTrouble: (trouble: SourceTrouble) => void): Opening {
  const fetcher = createRangeFetcher(url, onTrouble);
  const closers: (() => Promise<void> | void)[] = [fetcher.abort];
  const close = async () => {
    for (const closeOne of closers.splice(0)) await closeOne();
  };
  return { ready: load(fetcher, closers), resume: fetcher.resume, close };
}

async function load(fetcher: RangeFetcher, closers: (() => Promise<void> | void)[]): Promise<OpenPdf> {
  const first = await fetcher.open();
  const port = new Worker(workerUrl, { type: "module" });
  const worker = PDFWorker.create({ port, verbosity: VerbosityLevel.ERRORS });
  const task = getDocument({
    worker,
    ...(first.kind === "ranges"
      ? { range: new RangeTransport(first.length, first.bytes, fetcher) }
      : { data: first.bytes }),
    rangeChunkSize: CHUNK_BYTES,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    enableXfa: false,
    cMapUrl: `${ASSETS}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${ASSETS}/standard_fonts/`,
    wasmUrl: `${ASSETS}/wasm/`,
    iccUrl: `${ASSETS}/iccs/`,
    verbosity: VerbosityLevel.ERRORS,
  });
  closers.push(
    () => task.destroy().catch(() => undefined),
    () => worker.destroy(),
    () => port.terminate(),
  );
  try {
    const document = await Promise.race([task.promise, failureOf(port)]);
    if (document.numPages < 1) throw new ViewerError("broken");
    return view(document);
  } catch (cause) {
    throw viewerErrorOf(cause);
  }
}

class RangeTransport extends PDFDataRangeTransport {
  readonly #fetcher: RangeFetcher;

  constructor(length: number, firstBytes: Uint8Array, fetcher: RangeFetcher) {
    super(length, firstBytes);
    this.#fetcher = fetcher;
  }

  override requestDataRange(begin: number, end: number): void {
    void this.#fetcher.fetchRange(begin, end).then((bytes) => this.onDataRange(begin, bytes));
  }

  override abort(): void {
    this.#fetcher.abort();
  }
}

function view(document: PDFDocumentProxy): OpenPdf {
  const texts = new Map<number, ReturnType<PDFPageProxy["getTextContent"]>>();
  const textOf = (number: number, page: PDFPageProxy) => {
    const known = texts.get(number);
    if (known) return known;
    const text = page.getTextContent();
    texts.set(number, text);
    text.catch(() => texts.delete(number));
    return text;
  };

  return {
    pageCount: document.numPages,
    async drawPage(request) {
      await draw(await document.getPage(request.page), request);
    },
    async layText(number, container, signal) {
      const page = await document.getPage(number);
      const content = await textOf(number, page);
      signal.throwIfAborted();
      const viewport = page.getViewport({ scale: 1 });
      const layer = new TextLayer({ textContentSource: content, container, viewport });
      await layer.render();
      return { spans: layer.textDivs, pieces: piecesOf(content.items), pointWidth: viewport.width };
    },
    async readText(number) {
      const page = await document.getPage(number);
      const known = texts.get(number);
      return piecesOf((await (known ?? page.getTextContent())).items);
    },
    async listLinks(number) {
      return readLinks(await document.getPage(number));
    },
    locate: (destination) => locate(document, destination),
    release(number) {
      texts.delete(number);
      void document.getPage(number).then((page) => page.cleanup());
    },
  };
}

async function draw(page: PDFPageProxy, { canvas, width, maxPixels, signal }: DrawRequest): Promise<void> {
  signal.throwIfAborted();
  const base = page.getViewport({ scale: 1 });
  const height = (width * base.height) / base.width;
  const ratio = pixelRatioFor({ width, height }, window.devicePixelRatio, maxPixels);
  const viewport = page.getViewport({ scale: (width * ratio) / base.width });
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  const task = page.render({ canvas, viewport });
  const cancel = () => task.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    await task.promise;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

async function locate(document: PDFDocumentProxy, destination: Destination) {
  const explicit: unknown =
    typeof destination === "string" ? await document.getDestination(destination) : destination;
  if (!Array.isArray(explicit)) return null;
  const [target, fit, left, top]: unknown[] = explicit;
  const number = await pageNumberOf(document, target);
  if (number === null || number < 1 || number > document.numPages) return null;
  if (!hasName(fit, "XYZ") || typeof top !== "number") return { page: number, y: 0 };
  const viewport = (await document.getPage(number)).getViewport({ scale: 1 });
  const [, y]: unknown[] = viewport.convertToViewportPoint(typeof left === "number" ? left : 0, top);
  return { page: number, y: typeof y === "number" ? Math.min(1, Math.max(0, y / viewport.height)) : 0 };
}

async function pageNumberOf(document: PDFDocumentProxy, target: unknown): Promise<number | null> {
  if (typeof target === "number") return target + 1;
  if (!isReference(target)) return null;
  return document.getPageIndex(target).then(
    (index) => index + 1,
    () => null,
  );
}

function piecesOf(items: readonly object[]): TextPiece[] {
  return items.flatMap((item) =>
    "str" in item && typeof item.str === "string"
      ? [{ text: item.str, endsLine: "hasEOL" in item && item.hasEOL === true }]
      : [],
  );
}

// The worker script itself may fail to arrive; pdf.js would then parse on the main thread or wait for ever.
function failureOf(port: Worker): Promise<never> {
  return new Promise((_, reject) => {
    port.addEventListener("error", (event) => reject(new ViewerError("network", { cause: event.message })), {
      once: true,
    });
  });
}

function viewerErrorOf(cause: unknown): ViewerError {
  if (cause instanceof ViewerError) return cause;
  const isLocked = cause instanceof Error && cause.name === "PasswordException";
  return new ViewerError(isLocked ? "password" : "broken", { cause });
}

function hasName(value: unknown, name: string): boolean {
  return typeof value === "object" && value !== null && "name" in value && value.name === name;
}

function isReference(value: unknown): value is { num: number; gen: number } {
  return typeof value === "object" && value !== null && "num" in value && "gen" in value;
}
