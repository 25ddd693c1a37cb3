import { db } from "@db/client";
import { workspaces } from "@db/schema/workspaces";
import { eq, isNotNull } from "drizzle-orm";
import { now, nowMs } from "~/platform/clock.server";
import { env } from "~/platform/env.server";
import { found } from "~/platform/errors";
import type { WorkspaceScope } from "../schema";

/** For so long a process may go by what it read: another process may have been told of a new domain. */
const FRESH_MS = 10_000;

let known: ReadonlyMap<string, string> = new Map();
let readAtMs = Number.NEGATIVE_INFINITY;
const reachedAt = new Map<string, Date>();

/** The workspace whose rooms are opened under this host, or null. The port, if any, is the installation's own. */
export async function workspaceOfHost(host: string): Promise<string | null> {
  if (Math.abs(nowMs() - readAtMs) > FRESH_MS) await readCustomHosts();
  const workspaceId = known.get(host.toLowerCase()) ?? null;
  if (workspaceId) reachedAt.set(host.toLowerCase(), now());
  return workspaceId;
}

/** As `workspaceOfHost` by what was read last, for the hot path: whoever sends beacons has opened a page before. */
export function isCustomHost(host: string): boolean {
  return known.has(host.toLowerCase());
}

/** After a change: the next request reads anew. */
export function forgetCustomHosts(): void {
  readAtMs = Number.NEGATIVE_INFINITY;
}

/** When this process last answered under a domain; null: not since it started. */
export function lastReached(domain: string): Date | null {
  return reachedAt.get(withPort(domain)) ?? null;
}

/** Where buyers of a workspace open its rooms: from settings alone, never from what a request calls us. */
export async function buyerOrigin(scope: Pick<WorkspaceScope, "workspaceId">): Promise<URL> {
  const [row] = await db
    .select({ customDomain: workspaces.customDomain })
    .from(workspaces)
    .where(eq(workspaces.id, scope.workspaceId));
  const { customDomain } = found(row);
  return customDomain ? originOf(customDomain) : env().appUrl;
}

export function originOf(domain: string): URL {
  return new URL(`${env().appUrl.protocol}//${withPort(domain)}`);
}

function withPort(domain: string): string {
  const { port } = env().appUrl;
  return port ? `${domain}:${port}` : domain;
}

async function readCustomHosts(): Promise<void> {
  const rows = await db
    .select({ id: workspaces.id, domain: workspaces.customDomain })
    .from(workspaces)
    .where(isNotNull(workspaces.customDomain));
  known = new Map(rows.flatMap(({ id, domain }) => (domain ? [[withPort(domain), id]] : [])));
  readAtMs = nowMs();
}
