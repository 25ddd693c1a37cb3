import { type Opening, readOpenings } from "@db/dialect/tracking-openings";
import type { Tx } from "@db/types";
import { ensureViewers } from "~/features/sharing/viewers/mutations.server";
import { dayOf } from "~/platform/i18n/format";
import { classifyAgent } from "./classify";
import type { ViewFacts } from "./judge";
import { isInside } from "./networks";
import { providerOf } from "./providers.server";
import { graver, isReason, type Reason } from "./reasons";
import { rulingOf } from "./stored";
import type { ViewToken } from "./view-token.server";

export type Newcomer = { token: ViewToken; ip: string; userAgent: string; hasRow: boolean };

/** What is known of a view before its browser reports anything. */
export type OpeningFacts = Pick<ViewFacts, "ruling" | "suspicion"> & {
  timeZone: string;
  day: string;
  hitId: string | null;
};

/** Looks up, once for each new view, what its opening, address and agent say; makes the viewer's row if there is none. */
export async function openNewcomers(
  tx: Tx,
  newcomers: readonly Newcomer[],
): Promise<Map<string, OpeningFacts>> {
  const unknown = new Map(
    newcomers.filter(({ hasRow }) => !hasRow).map(({ token }) => [token.viewerId, token]),
  );
  await ensureViewers(tx, [...unknown.values()]);
  const openings = await readOpenings(
    tx,
    newcomers.map(({ token }) => token),
  );
  const byView = new Map(openings.map((opening) => [opening.viewId, opening]));
  return new Map(
    newcomers.flatMap((newcomer) => {
      const opening = byView.get(newcomer.token.viewId);
      return opening ? [[newcomer.token.viewId, factsOf(newcomer, opening)] as const] : [];
    }),
  );
}

function factsOf({ token, ip, userAgent }: Newcomer, opening: Opening): OpeningFacts {
  const { hit, timeZone } = opening;
  const reasons = [
    token.member ? ("member" as const) : "",
    isInside(ip, opening.ownNetworks) ? ("own_network" as const) : "",
    isOwnDomain(opening) ? ("own_domain" as const) : "",
    agentReason(userAgent) ?? "",
    hit && !hit.isRuled ? inherited(hit.reason) : "",
    providerOf(ip) ?? "",
  ] satisfies (Reason | "")[];
  return {
    ruling: hit?.isRuled ? rulingOf(hit.class) : "",
    suspicion: reasons.reduce<Reason | "">(graver, ""),
    timeZone,
    day: dayOf(token.issuedAtMs, timeZone),
    hitId: hit ? token.hitId : null,
  };
}

function isOwnDomain({ email, ownDomains }: Opening): boolean {
  return email !== null && ownDomains.includes(email.slice(email.lastIndexOf("@") + 1));
}

/** Reasons of a hit that also speak against its views. A prefetched page that is then read was read. */
function inherited(reason: string): Reason | "" {
  if (!isReason(reason) || NOT_INHERITED.has(reason)) return "";
  return reason;
}

const NOT_INHERITED: ReadonlySet<Reason> = new Set([
  "head",
  "prefetch",
  "no_script",
  "too_short",
  "not_painted",
  "no_pointer",
  "webdriver",
  "input",
  "code",
  "chat",
  "upload",
  "download",
  "ruling",
]);

const AGENTS_REMEMBERED = 2_000;
const agents = new Map<string, Reason | null>();

/** Agents repeat; the patterns are long. */
function agentReason(userAgent: string): Reason | null {
  const known = agents.get(userAgent);
  if (known !== undefined) return known;
  if (agents.size >= AGENTS_REMEMBERED) agents.clear();
  const reason = classifyAgent(userAgent);
  agents.set(userAgent, reason);
  return reason;
}
