import { sessions, users } from "../schema/users";
import type { Db } from "../types";

/** What Lucia's PostgreSQL adapter is made from. It uses portable queries only, so it serves both dialects. */
export function adapterTables(open: Db): [database: never, sessions: never, users: never] {
  return [open as never, sessions as never, users as never];
}
