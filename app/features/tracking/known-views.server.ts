import {
  readSpans,
  readSpansOfViews,
  readStamp,
  readViews,
  type SpanRow,
  type ViewRow,
} from "@db/dialect/tracking-reads";
import type { Tx } from "@db/types";
import type { SpanState } from "./clamp";
import { spanKindOf } from "./stored";

/** What the database holds of a view, and of all its spans or of those that a batch reports. */
export type Known = { row: ViewRow; spans: Map<string, SpanState>; isWhole: boolean };

type Asked = {
  token: { viewId: string; viewerId: string; linkId: string; pageId: string };
  body: { s: readonly { i: string }[] };
};

/** A view as a transaction leaves it. */
export type Left = Known & { viewerId: string; viewId: string };

const REMEMBERED = 5_000;

/**
 * The view each viewer is reading, as the last commit left it. It serves only while the database's stamp stands still,
 * that is while nothing at all was written by anyone else; a bridge over quick successions of beacons, never a source
 * of truth. Never used on PostgreSQL, where other processes write.
 */
export class KnownViews {
  #stamp: string | null = null;
  readonly #byViewer = new Map<string, Known & { viewId: string }>();

  async load(tx: Tx, asked: readonly Asked[]): Promise<Map<string, Known>> {
    const stamp = await readStamp(tx);
    if (stamp === null || stamp !== this.#stamp) this.clear();
    const known = new Map<string, Known>();
    const missing = new Map<string, Asked["token"]>();
    for (const { token } of asked) {
      const remembered = this.#byViewer.get(token.viewerId);
      if (remembered?.viewId === token.viewId) known.set(token.viewId, remembered);
      else missing.set(token.viewId, token);
    }
    if (missing.size === 0) return known;
    const rows = await readViews(tx, [...missing.values()]);
    const stored = new Set(rows.filter(({ view }) => view).map(({ viewId }) => viewId));
    const spans = bySpanId(
      stamp === null ? await readReported(tx, asked, stored) : await readSpansOfViews(tx, [...stored]),
    );
    const isWhole = stamp !== null;
    for (const row of rows)
      known.set(row.viewId, { row, spans: spans.get(row.viewId) ?? new Map(), isWhole });
    return known;
  }

  /**
   * Call as the last thing in the transaction, and `confirm` with the answer after its commit. `forgotten` are viewers
   * of whom more changed than is told here.
   */
  async remember(tx: Tx, left: readonly Left[], forgotten: Iterable<string>): Promise<string | null> {
    this.#stamp = null;
    const stamp = await readStamp(tx);
    if (stamp === null) return null;
    if (this.#byViewer.size + left.length > REMEMBERED) this.#byViewer.clear();
    for (const { viewerId, ...one } of left) this.#byViewer.set(viewerId, one);
    for (const viewerId of forgotten) this.#byViewer.delete(viewerId);
    return stamp;
  }

  /** Until then nothing that was remembered is used, so that a failed commit leaves no trace. */
  confirm(stamp: string | null): void {
    this.#stamp = stamp;
  }

  clear(): void {
    this.#stamp = null;
    this.#byViewer.clear();
  }
}

function readReported(tx: Tx, asked: readonly Asked[], stored: ReadonlySet<string>): Promise<SpanRow[]> {
  const keys = new Map<string, readonly [string, string]>();
  for (const { token, body } of asked) {
    if (!stored.has(token.viewId)) continue;
    for (const { i } of body.s) keys.set(`${token.viewId} ${i}`, [token.viewId, i]);
  }
  return readSpans(tx, [...keys.values()]);
}

function bySpanId(rows: readonly SpanRow[]): Map<string, Map<string, SpanState>> {
  const byView = new Map<string, Map<string, SpanState>>();
  for (const { viewId, spanId, kind, ...rest } of rows) {
    const spans = byView.get(viewId) ?? new Map<string, SpanState>();
    byView.set(viewId, spans.set(spanId, { kind: spanKindOf(kind), ...rest }));
  }
  return byView;
}
