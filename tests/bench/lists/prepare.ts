/** Fills a new database and opens a session in it; tells its parent what to ask with. */
import { connect } from "@db/client";
import { startSession } from "~/features/auth/sessions.server";
import { env } from "~/platform/env.server";
import { makeMember } from "../../support/factories";
import { fillLists } from "./fill";

export type Prepared = { cookie: string; workspaceId: string };

const database = await connect(env().databaseUrl);
await database.migrate();
const { scope, userId } = await makeMember({ role: "admin" });
await fillLists(database, scope);
const cookie = (await startSession(userId, null)).split(";", 1)[0] ?? "";
await database.raw("PRAGMA wal_checkpoint(TRUNCATE)");
await database.close();
const prepared: Prepared = { cookie, workspaceId: scope.workspaceId };
process.send?.(prepared, () => process.exit(0));
