import type { TextPiece } from "./find";
import type { PageSize } from "./layout";

/** What a page hands to the viewer; addresses may be of the members' or of the buyers' side. */
export type ViewerDocument = {
  url: string;
  /** First page at reading size, shown before a byte of pdf.js has arrived. */
  previewUrl: string | null;
  pageCount: number;
  /** Points; one entry a page, or a single entry when all pages are equal. */
  pageSizes: readonly PageSize[];
  title: string;
  fileName: string;
  /** Left out when the reader may not download. */
  downloadUrl?: string;
};

export type ViewerFailure = "gone" | "network" | "password" | "broken";

/** "stalled" waits for the network or the reader; "gone" is final: the file was withdrawn while being read. */
export type SourceTrouble = "stalled" | "gone" | null;

export type PageLink = {
  /** Fractions of the page box. */
  box: { left: number; top: number; width: number; height: number };
  target:
    | { kind: "external"; href: string }
    | { kind: "internal"; destination: Destination }
    | { kind: "step"; step: "next" | "previous" | "first" | "last" };
};

/** A PDF destination as pdf.js gives it: a name, or an explicit array. */
export type Destination = string | readonly unknown[];

export type DrawRequest = {
  page: number;
  canvas: HTMLCanvasElement;
  /** CSS pixels. */
  width: number;
  /** Most device pixels the canvas may have. */
  maxPixels: number;
  signal: AbortSignal;
};

export type LaidText = { spans: readonly HTMLElement[]; pieces: readonly TextPiece[]; pointWidth: number };

/** An open file. The screen knows only this, so pdf.js stays in a chunk of its own. */
export type OpenPdf = {
  pageCount: number;
  drawPage(request: DrawRequest): Promise<void>;
  layText(page: number, container: HTMLElement, signal: AbortSignal): Promise<LaidText>;
  readText(page: number): Promise<readonly TextPiece[]>;
  listLinks(page: number): Promise<readonly PageLink[]>;
  /** The page and how far down it (0 to 1), or null for a destination that leads nowhere. */
  locate(destination: Destination): Promise<{ page: number; y: number } | null>;
  release(page: number): void;
};

export type Opening = {
  ready: Promise<OpenPdf>;
  /** Asks again for what the network withheld. */
  resume(): void;
  close(): Promise<void>;
};

export class ViewerError extends Error {
  override readonly name = "ViewerError";
  constructor(
    readonly failure: ViewerFailure,
    options?: ErrorOptions,
  ) {
    super(`The document cannot be shown: ${failure}`, options);
  }
}
