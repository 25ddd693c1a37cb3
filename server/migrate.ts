import { connect } from "@db/client";
import { env } from "~/platform/env.server";

const database = await connect(env().databaseUrl);
await database.migrate();
await database.close();
process.stdout.write("The database is up to date\n");
