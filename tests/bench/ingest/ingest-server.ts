/** The real door and ingest thread on a real SQLite file, with rooms and signed tokens made for the load. */
import { createServer } from "node:http";
import path from "node:path";
import { connect } from "@db/client";
import { newTurns } from "@db/dialect/shared-turns";
import { beaconDoor } from "@server/doors/beacon";
import { openIngest } from "@server/ingest-port";
import { signViewToken } from "~/features/tracking/view-token.server";
import { env } from "~/platform/env.server";
import { newId } from "~/platform/ids";
import { makeLink, makeMember, makePage, makeRoom } from "../../support/factories";
import { PAGES, ROOMS, VIEWERS } from "./load-shape";

/** Tokens are this old, so that the totals of the load are possible. */
const AGE_MS = 120_000;

const turns = newTurns();
const database = await connect(env().databaseUrl, { turns });
await database.migrate();

const tokens: string[][] = [];
for (let room = 0; room < ROOMS; room++) tokens.push(...(await makeTokens()));

async function makeTokens(): Promise<string[][]> {
  const { scope } = await makeMember();
  const { id: roomId, workspaceId } = await makeRoom(scope);
  const { link } = await makeLink(scope, { roomId });
  const pages = await Promise.all(
    Array.from({ length: PAGES }, () => makePage(scope, { roomId, kind: "proposal" })),
  );
  return Array.from({ length: VIEWERS / ROOMS }, () => {
    const viewerId = newId();
    return pages.map((page) =>
      signViewToken({
        viewId: newId(),
        workspaceId,
        roomId,
        linkId: link.id,
        viewerId,
        hitId: "",
        pageId: page.id,
        versionId: newId(),
        unitCount: 40,
        verified: false,
        member: false,
        issuedAtMs: Date.now() - AGE_MS,
      }),
    );
  });
}

const ingest = openIngest({
  file: path.join(import.meta.dirname, "ingest-thread.mjs"),
  turns,
  onCrash(error) {
    throw error;
  },
});
const server = createServer(beaconDoor(ingest.receive));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address)
    process.send?.({ type: "listening", port: address.port, tokens });
});

process.on("message", () => process.send?.({ type: "usage", ...process.cpuUsage() }));
