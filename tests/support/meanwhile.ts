import { db } from "@db/client";
import type { Tx } from "@db/types";

/** Long enough for the other to reach the lock it has to wait at. */
const HELD_MS = 150;

/** Starts `other` while a transaction that has done `work` is still open; what comes of it. */
export async function meanwhile<T>(work: (tx: Tx) => Promise<unknown>, other: () => Promise<T>): Promise<T> {
  let holding: Promise<void> | undefined;
  await new Promise<void>((goOn, fail) => {
    holding = db.transaction(async (tx) => {
      await work(tx);
      goOn();
      await new Promise((end) => setTimeout(end, HELD_MS));
    });
    holding.catch(fail);
  });
  const [, outcome] = await Promise.allSettled([holding, other()]);
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}
