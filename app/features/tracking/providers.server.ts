import { readFileSync } from "node:fs";
import path from "node:path";
import { env } from "~/platform/env.server";
import { log } from "~/platform/log.server";
import { findProvider, indexProviders, isCidr, type Provider, type ProviderIndex } from "./networks";
import { PROVIDER_NETWORKS } from "./provider-networks";
import { isReason, type Reason } from "./reasons";

export const PROVIDER_FILE = "provider-networks.txt";

const ADDRESSES_REMEMBERED = 5_000;

let loaded: { dataDir: string; index: ProviderIndex; seen: Map<string, Reason | null> } | null = null;

/** The hosting or mail-security company an address belongs to, as a reason code. The list is read once. */
export function providerOf(address: string): Reason | null {
  const { dataDir } = env();
  if (loaded?.dataDir !== dataDir) {
    loaded = { dataDir, index: indexProviders(readOverride(dataDir) ?? PROVIDER_NETWORKS), seen: new Map() };
  }
  const { index, seen } = loaded;
  const known = seen.get(address);
  if (known !== undefined) return known;
  if (seen.size >= ADDRESSES_REMEMBERED) seen.clear();
  const provider = findProvider(index, address);
  seen.set(address, provider);
  return provider;
}

/** Lines of `provider range`, `#` starts a comment; a provider we have no name for is "listed". */
export function parseProviders(text: string): { providers: Provider[]; unreadable: string[] } {
  const providers: Provider[] = [];
  const unreadable: string[] = [];
  for (const line of text.split("\n").map((part) => part.replace(/#.*/, "").trim())) {
    if (line === "") continue;
    const [name = "", range = ""] = line.split(/\s+/);
    const code = `network:${name}`;
    if (isCidr(range)) providers.push({ reason: isReason(code) ? code : "network:listed", ranges: [range] });
    else unreadable.push(line);
  }
  return { providers, unreadable };
}

function readOverride(dataDir: string): Provider[] | null {
  const text = readIfThere(path.join(dataDir, PROVIDER_FILE));
  if (text === null) return null;
  const { providers, unreadable } = parseProviders(text);
  if (unreadable.length > 0)
    log.warn({ file: PROVIDER_FILE, lines: unreadable.length }, "unreadable lines were skipped");
  return providers;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
