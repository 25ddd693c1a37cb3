import { Resolver } from "node:dns/promises";

/** All addresses of a name; none when it has none or nobody says. Rejects only when `signal` ends it. */
export type AskNames = (host: string, signal: AbortSignal) => Promise<string[]>;

const TRY_MS = 1_500;
const TRIES = 2;

/**
 * Asks the DNS over sockets of its own, without the thread pool in which files are read and passwords checked: a silent
 * DNS holds up nobody. The hosts file is not read.
 */
export function openNames(servers?: readonly string[]): AskNames {
  return async (host, signal) => {
    const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES });
    if (servers) resolver.setServers(servers);
    const stop = () => resolver.cancel();
    signal.addEventListener("abort", stop, { once: true });
    try {
      const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
      signal.throwIfAborted();
      return found.flatMap((outcome) => (outcome.status === "fulfilled" ? outcome.value : []));
    } finally {
      signal.removeEventListener("abort", stop);
    }
  };
}
