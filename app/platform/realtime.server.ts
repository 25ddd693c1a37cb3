import { log } from "./log.server";

/** Says what changed, never the data itself: clients refetch through their own guard. */
export type LiveMessage = { readonly type: string; readonly [key: string]: string | number | boolean | null };
type Listener = (message: LiveMessage, topic: string) => void;

/** One hub a process, kept across reloads in development. */
const hub: Map<string, Set<Listener>> = sharedHub();
const relays = new Set<(topic: string, message: LiveMessage) => void>();

/** Call after commit. Reaches listeners of this process at once and other processes through a relay, if one is set. */
export function publish(topic: string, message: LiveMessage): void {
  deliver(topic, message);
  for (const relay of relays) relay(topic, message);
}

export function subscribe(topic: string, listener: Listener): () => void {
  const listeners = hub.get(topic) ?? new Set<Listener>();
  hub.set(topic, listeners);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && hub.get(topic) === listeners) hub.delete(topic);
  };
}

/** A message that came from another process. */
export function deliver(topic: string, message: LiveMessage): void {
  for (const target of [topic, "*"]) {
    for (const listener of [...(hub.get(target) ?? [])]) tell(listener, message, topic);
  }
}

/** The change is committed: a listener that fails must not turn it into an error. */
function tell(listener: Listener, message: LiveMessage, topic: string): void {
  try {
    listener(message, topic);
  } catch (error) {
    log.error({ err: error, type: message.type }, "a live listener failed");
  }
}

export function addRelay(relay: (topic: string, message: LiveMessage) => void): () => void {
  relays.add(relay);
  return () => relays.delete(relay);
}

declare global {
  var engawaHub: Map<string, Set<Listener>> | undefined;
}

function sharedHub(): Map<string, Set<Listener>> {
  globalThis.engawaHub ??= new Map();
  return globalThis.engawaHub;
}
