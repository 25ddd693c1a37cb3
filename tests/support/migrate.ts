import { connect } from "@db/client";

const url = process.env.DATABASE_URL;
if (!url) throw new Error("DATABASE_URL is missing");
const database = await connect(url);
await database.migrate();
await database.close();
