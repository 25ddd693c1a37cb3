import { existsSync } from "node:fs";
import type { Database } from "@db/types";
import { getTableName, isTable } from "drizzle-orm";
import type { TestApp } from "../support/app";
import { listPageRoutes, loadRouteModule } from "../support/pages";
import type { Change, Door } from "./matrix";
import type { Tenant } from "./world";

export interface Listed {
  pattern: string;
  /** Methods that change something. */
  changing: string[];
  /** The page's own id: its data can be asked for without its layouts. */
  routeId?: string;
}

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/** Everything that answers: pages, the doors of the app, and the beacon's, which stands before the app. */
export async function listDoors({ hono }: TestApp): Promise<Listed[]> {
  const doors = new Map<string, Listed>();
  for (const { path, method } of hono.routes) {
    if (path === "/*" || path === "*") continue;
    const door = doors.get(path) ?? { pattern: path, changing: [] };
    if (method === "ALL") door.changing.push("POST", "PATCH", "DELETE");
    else if (!READING.has(method)) door.changing.push(method);
    doors.set(path, door);
  }
  const pages = await Promise.all(
    listPageRoutes()
      .filter((route) => route.isLeaf)
      .map(async ({ pattern, id, ...route }) => {
        const { action } = await loadRouteModule({ pattern, id, ...route });
        return { pattern, routeId: id, changing: action ? ["POST"] : [] };
      }),
  );
  return [{ pattern: "/b", changing: ["POST"] }, ...doors.values(), ...pages];
}

/** The pattern with the tenant's ids in it. */
export function addressOf(pattern: string, door: Door, tenant: Tenant): string {
  if (door.address) return door.address(tenant);
  return pattern.replace(/:(\w+)(\{[^}]*\})?/g, (_whole, name: string) => {
    const value = (tenant.params as Record<string, string>)[name];
    if (!value) throw new Error(`${pattern} needs a ${name} in the world, or an address in its row`);
    return value;
  });
}

/**
 * The address with one param of `stranger` and the others of `tenant`, once for each: the outer thing is rightful, the
 * inner one is not, or the reverse.
 */
export function crossedAddresses(pattern: string, tenant: Tenant, stranger: Tenant): string[] {
  const names = [...pattern.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  if (names.length < 2) return [];
  return names.map((name) => {
    const params = { ...tenant.params, [name]: (stranger.params as Record<string, string>)[name] ?? "" };
    return addressOf(pattern, { access: "member" }, { ...tenant, params });
  });
}

/** True when the request names something of the tenant, so that a stranger must not find it. */
export function namesTenant(text: string, tenant: Tenant): boolean {
  return Object.values(tenant.params).some((value) => value !== "" && text.includes(value));
}

/** `POST` of `POST revoke`. */
export function methodOf(change: string): string {
  return change.split(" ", 1)[0] ?? change;
}

export function requestOf(method: string, change: Change, cookie: string): RequestInit {
  const headers: Record<string, string> = { ...change.headers, cookie };
  const body = change.body ?? (change.form && new URLSearchParams(change.form).toString());
  if (change.form) headers["content-type"] = "application/x-www-form-urlencoded";
  return { method, headers, body };
}

/** Reads at most the first piece of a stream: an event stream never ends. */
export async function textOf(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return response.text();
  const reader = response.body?.getReader();
  const piece = await reader?.read();
  await reader?.cancel();
  return new TextDecoder().decode(piece?.value);
}

/** The whole database as text. Sign-in sessions and memberships grow older by being used: that is left out. */
export async function contentOf(database: Database): Promise<string> {
  const modules = import.meta.glob<Record<string, unknown>>("../../db/schema/*.ts", { eager: true });
  const tables = Object.values(modules).flatMap((module) => Object.values(module).filter(isTable));
  const names = tables.map(getTableName).filter((name) => name !== "sessions");
  const parts = [];
  for (const name of names.sort()) {
    const rows = (await database.raw(`SELECT * FROM ${name}`))
      .map(({ last_active_at: _, ...row }) => JSON.stringify(row))
      .sort();
    parts.push(name, ...rows);
  }
  return parts.join("\n");
}

export function isProvenElsewhere(door: Door): boolean {
  return door.elsewhere !== undefined && existsSync(door.elsewhere);
}
