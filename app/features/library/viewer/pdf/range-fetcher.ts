import { type SourceTrouble, ViewerError } from "../schema";

export const CHUNK_BYTES = 64 * 1024;
const RETRY_AFTER_MS = [400, 1600];
const GONE = new Set([401, 403, 404, 410]);

export type FirstBytes =
  | { kind: "ranges"; length: number; bytes: Uint8Array }
  | { kind: "whole"; bytes: Uint8Array };

export type RangeFetcher = {
  /** The first chunk and the length of the file; the whole file from a server that has no ranges. */
  open(): Promise<FirstBytes>;
  /** Settles only with the bytes, or never: what the network withholds waits for `resume`. */
  fetchRange(begin: number, end: number): Promise<Uint8Array>;
  resume(): void;
  abort(): void;
};

/** Reads a file in ranges and outlives a lost network: a failed range is asked for again, the document stays open. */
export function createRangeFetcher(
  url: string,
  onTrouble: (trouble: SourceTrouble) => void,
  retryAfterMs: readonly number[] = RETRY_AFTER_MS,
): RangeFetcher {
  const aborter = new AbortController();
  const waiting = new Set<() => void>();
  const { signal } = aborter;

  async function insist(begin: number, end: number): Promise<Uint8Array> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await bytesOf(await request({ url, signal, begin, end }), begin, end);
      } catch (error) {
        if (signal.aborted) return never();
        if (error instanceof ViewerError && error.failure === "gone") {
          onTrouble("gone");
          return never();
        }
        const pause = retryAfterMs[attempt];
        if (pause !== undefined) await delay(pause);
        else await stall();
      }
    }
  }

  function stall(): Promise<void> {
    onTrouble("stalled");
    return new Promise((resolve) => waiting.add(resolve));
  }

  return {
    async open() {
      const response = await request({ url, signal, begin: 0, end: CHUNK_BYTES });
      const length = totalOf(response);
      const bytes = await readAll(response);
      return length !== null && response.status === 206 && bytes.byteLength < length
        ? { kind: "ranges", length, bytes }
        : { kind: "whole", bytes };
    },
    fetchRange: insist,
    resume() {
      onTrouble(null);
      for (const go of waiting) go();
      waiting.clear();
    },
    abort() {
      aborter.abort();
      waiting.clear();
    },
  };
}

async function request(input: {
  url: string;
  signal: AbortSignal;
  begin: number;
  end: number;
}): Promise<Response> {
  const headers = { Range: `bytes=${input.begin}-${input.end - 1}` };
  let response: Response;
  try {
    response = await fetch(input.url, { headers, signal: input.signal });
  } catch (cause) {
    throw new ViewerError("network", { cause });
  }
  // A gate that asks again who is reading answers with a page, not with a file.
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  if (GONE.has(response.status) || (response.ok && isPage)) throw new ViewerError("gone");
  if (response.status === 416) throw new ViewerError("broken");
  if (!response.ok) throw new ViewerError("network");
  return response;
}

async function bytesOf(response: Response, begin: number, end: number): Promise<Uint8Array> {
  const bytes = await readAll(response);
  if (response.status === 206) {
    if (bytes.byteLength !== end - begin) throw new ViewerError("network");
    return bytes;
  }
  return bytes.slice(begin, end);
}

async function readAll(response: Response): Promise<Uint8Array> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new ViewerError("network", { cause });
  }
}

function totalOf(response: Response): number | null {
  const total = /\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
  return total === undefined ? null : Number(total);
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
