import type { IncomingMessage, ServerResponse } from "node:http";
import * as build from "virtual:remix/server-build";
import { getRequestListener } from "@hono/node-server";
import { offerSetUp } from "~/features/auth/set-up.server";
import { receiveBeacon } from "~/features/tracking/ingest.server";
import { paths } from "~/platform/paths";
import { assemble, type House } from "~/wiring.server";
import { createApp } from "./app";
import { beaconDoor } from "./doors/beacon";
import { stampPeer } from "./listen";

const listener = getRequestListener(createApp(build, "public").fetch, { overrideGlobalObjects: false });
const takeBeacon = beaconDoor(receiveBeacon);

declare global {
  var engawaHouse: House | undefined;
}

/** Opened once; a reloaded module graph finds it on globalThis. */
export async function openForDevelopment(): Promise<House> {
  globalThis.engawaHouse ??= await assemble({ runsJobs: true });
  const token = await offerSetUp();
  if (token) console.log(`First run. Make the workspace here: ${paths.setup()}?token=${token}`);
  return globalThis.engawaHouse;
}

export async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  stampPeer(request);
  if (request.url === "/b") return takeBeacon(request, response);
  await listener(request, response);
}
