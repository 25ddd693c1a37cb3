import type { Queue } from "./queue";
import type { PendingView } from "./slot";
import {
  BEACON_CONTENT_TYPE,
  BEACON_PATH,
  type BeaconBody,
  MAX_BODY_BYTES,
  MAX_SPANS_PER_BODY,
  type Span,
  WIRE_VERSION,
} from "./wire";

const FIRST_RETRY_MS = 10_000;
const LAST_RETRY_MS = 300_000;
const LONGEST_WAIT_MS = 3_600_000;
const ANSWER_WITHIN_MS = 20_000;

type Parcel = { token: string; spans: Span[]; body: string };
type SenderOptions = {
  queue: Queue;
  /** Monotonic milliseconds. */
  now: () => number;
  /** The link behind this token is closed. */
  onClosed: (token: string) => void;
};

/** Carries the queue to the server, one body at a time, and keeps what is not acknowledged. */
export class Sender {
  readonly #queue: Queue;
  readonly #now: () => number;
  readonly #onClosed: (token: string) => void;
  readonly #stopped = new AbortController();
  #underWay = Promise.resolve();
  #failures = 0;
  #notBefore = 0;
  #beaconed = 0;

  constructor({ queue, now, onClosed }: SenderOptions) {
    this.#queue = queue;
    this.#now = now;
    this.#onClosed = onClosed;
  }

  /** Settles when everything queued by now is sent, or must wait. One request at a time; never rejects. */
  flush(): Promise<void> {
    this.#underWay = this.#underWay.then(() => this.#sendAll());
    return this.#underWay;
  }

  /** The page may be gone in a moment. No answer comes back, so everything stays queued. */
  sendLast(): void {
    if (this.#stopped.signal.aborted || this.#beaconed === this.#queue.revision) return;
    this.#beaconed = this.#queue.revision;
    for (const { body } of this.#queue.pending().flatMap(toParcels)) {
      navigator.sendBeacon?.(BEACON_PATH, new Blob([body], { type: BEACON_CONTENT_TYPE }));
    }
  }

  /** The network is back; a pause that the server asked for is still kept. */
  retryNow(): void {
    if (this.#failures === 0) return;
    this.#failures = 0;
    this.#notBefore = 0;
  }

  /** Nothing is sent or acknowledged after this; resolves when the request under way has ended. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#underWay;
  }

  async #sendAll(): Promise<void> {
    for (const parcel of this.#queue.pending().flatMap(toParcels)) {
      if (this.#stopped.signal.aborted || this.#now() < this.#notBefore) return;
      const answer = await this.#post(parcel.body);
      if (this.#stopped.signal.aborted) return;
      this.#settle(parcel, answer);
    }
  }

  #settle({ token, spans }: Parcel, answer: Response | null): void {
    const status = answer?.status ?? 0;
    if (status === 410) {
      this.#queue.forget(token);
      this.#onClosed(token);
    } else if (status === 204 || isRefusal(status)) {
      this.#queue.acknowledge(token, spans);
    } else {
      this.#pause(answer);
      return;
    }
    this.#failures = 0;
  }

  #pause(answer: Response | null): void {
    const asked = retryAfterMs(answer?.headers.get("retry-after") ?? null);
    if (asked !== null) {
      // Later than asked, never sooner, and not all at once.
      this.#failures = 0;
      this.#notBefore = this.#now() + Math.min(asked, LONGEST_WAIT_MS) * (1 + Math.random() / 4);
      return;
    }
    const pause = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LAST_RETRY_MS);
    this.#failures += 1;
    this.#notBefore = this.#now() + pause * (0.75 + Math.random() / 2);
  }

  async #post(body: string): Promise<Response | null> {
    const limit = new AbortController();
    const abort = () => limit.abort();
    const timer = setTimeout(abort, ANSWER_WITHIN_MS);
    this.#stopped.signal.addEventListener("abort", abort);
    try {
      return await fetch(BEACON_PATH, {
        method: "POST",
        body,
        headers: { "content-type": BEACON_CONTENT_TYPE },
        keepalive: true,
        // The sign-in page of a hotel network is not an answer.
        redirect: "manual",
        signal: limit.signal,
      });
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
      this.#stopped.signal.removeEventListener("abort", abort);
    }
  }
}

/** 4xx: sending it again would not help. "Too early", "too many" and "too slow" mean later, whoever in between says so. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && ![408, 425, 429].includes(status);
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3) as milliseconds from now; null when absent or neither. */
function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  const asked = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(asked) ? null : Math.max(0, asked);
}

/** Cuts one view into bodies the server accepts. */
export function toParcels(view: PendingView): Parcel[] {
  const parcels: Parcel[] = [];
  let rest = view.s;
  while (rest.length > 0) {
    const parcel = largestParcel(view, rest);
    parcels.push(parcel);
    rest = rest.slice(parcel.spans.length);
  }
  return parcels;
}

function largestParcel(view: PendingView, rest: Span[]): Parcel {
  for (let size = Math.min(rest.length, MAX_SPANS_PER_BODY); ; size = Math.ceil(size / 2)) {
    const spans = rest.slice(0, size);
    const body = JSON.stringify({ v: WIRE_VERSION, t: view.t, s: spans, g: view.g } satisfies BeaconBody);
    if (size === 1 || new TextEncoder().encode(body).length <= MAX_BODY_BYTES) {
      return { token: view.t, spans, body };
    }
  }
}
