import { VISIT_GAP_MS } from "../visit";
import { Attention, type VideoState } from "./attention";
import { watchPage } from "./page-life";
import { Queue } from "./queue";
import { Sender } from "./send";
import { isPrerendering, type SignalsWatch, watchSignals } from "./signals";
import { browserSlots } from "./slots";
import { SEND_EVERY_MS, type Target } from "./wire";

/** Past the 3 s that make a view engaged, so that the first report can already tell. */
const FIRST_SEND_MS = 4_000;

export type Beacon = {
  /** What is mostly in view now; null while nothing is, then only the page's clock runs. */
  show(target: Target | null): void;
  /** How much of the page has come into view, 0 to 1. */
  scroll(fraction: number): void;
  /** A film plays, stands still, or has come further: it counts as input while it plays. */
  video(target: Target, state: VideoState): void;
  /** The reader went on to another page: sends what is left and ends. */
  leave(): Promise<void>;
  /** Consent is withdrawn: ends at once, sends nothing more and deletes what is queued in this browser. */
  stop(): Promise<void>;
};

type BeaconOptions = {
  token: string;
  target: Target;
  /**
   * The reader is back after so long a rest that a new visit begins: this view has ended, and a new one needs a token
   * of its own. Called at most once; nothing of what made it happen is counted here.
   */
  onReturn?: () => void;
};

/** Measures attention for one view of one page. Call it only once the notice has been seen or consent given. */
export function startBeacon({ token, target, onReturn = () => {} }: BeaconOptions): Beacon {
  const attention = new Attention({ now, page: target, newSpanId: newRandomId });
  const hasRested = watchRest(attention);
  const signals = watchSignals({
    onInput: (at) => (hasRested() && comeBack()) || attention.input(at),
    visibleMs: () => attention.visibleMs,
  });
  const outbox = openOutbox({ token, attention, signals, onClosed: () => end() });
  const { queue, sender, save } = outbox;
  let isRunning = true;
  const unwatchPage = watchPage({
    onLook({ visible, focused }) {
      attention.setVisible(visible);
      attention.setFocused(focused);
      hasRested();
      if (outbox.isDue()) void outbox.report();
    },
    onHidden() {
      save();
      sender.sendLast();
    },
    onGone: () => queue.release(),
    onBack: () => (hasRested() && comeBack()) || attention.restart(),
    onOnline() {
      sender.retryNow();
      void outbox.report();
    },
  });
  const end = () => {
    isRunning = false;
    unwatchPage();
    signals.stop();
  };
  const leave = async () => {
    if (!isRunning) return;
    end();
    save();
    await sender.flush();
    queue.release();
  };
  // Without a network there is no new token; then the time is better counted here than not at all.
  const comeBack = () => {
    if (!isRunning || !navigator.onLine) return false;
    void leave();
    onReturn();
    return true;
  };

  return {
    show: (shown) => attention.setTarget(shown),
    scroll: (fraction) => attention.scrolledTo(fraction),
    video: (film, state) => attention.video(film, state),
    leave,
    async stop() {
      end();
      queue.erase();
      await sender.stop();
    },
  };
}

/** Says, when asked at least every second, whether attention has stood still for as long as ends a visit. */
function watchRest(attention: Attention): () => boolean {
  // By the wall clock: the other one may stand still while the machine sleeps.
  let counted = { activeMs: 0, wallMs: Date.now() };
  return () => {
    const { activeMs } = attention;
    if (activeMs > counted.activeMs) counted = { activeMs, wallMs: Date.now() };
    return Date.now() - counted.wallMs >= VISIT_GAP_MS;
  };
}

type OutboxOptions = { token: string; attention: Attention; signals: SignalsWatch; onClosed: () => void };

function openOutbox({ token, attention, signals, onClosed }: OutboxOptions) {
  const queue = new Queue({ slots: browserSlots(), slotId: newRandomId(), wallNow: () => Date.now() });
  const sender = new Sender({ queue, now, onClosed: (closed) => closed === token && onClosed() });
  let sendAt = now() + FIRST_SEND_MS;
  const save = () => {
    // A page prepared ahead may never be seen: it reports nothing.
    if (isPrerendering()) return;
    const changed = attention.takeChanged();
    if (changed.length > 0) queue.put(token, changed, signals.read());
  };
  return {
    queue,
    sender,
    save,
    isDue: () => now() >= sendAt,
    report() {
      sendAt = now() + SEND_EVERY_MS;
      queue.adopt();
      save();
      return sender.flush();
    },
  };
}

function now(): number {
  return performance.now();
}

/** crypto.randomUUID is missing on plain-http addresses in a local network. */
function newRandomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
