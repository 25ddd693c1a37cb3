/** After kill -9: opens the file as a restarted server would and compares it with what the load was told. */
import { connect, db } from "@db/client";
import { attentionDaily, spans, views } from "@db/schema/tracking";
import { rebuild } from "~/features/tracking/rebuild.server";
import { env } from "~/platform/env.server";
import type { Progress } from "./load";
import { spansAt } from "./load-shape";

export type Verified = {
  type: "verified";
  acknowledged: number;
  lost: number;
  doubled: number;
  wrongTotals: number;
};

process.on("message", (progress: Progress[]) => {
  void verify(progress).then((verified) => process.send?.(verified, () => process.exit(0)));
});

async function verify(progress: Progress[]): Promise<Verified> {
  const database = await connect(env().databaseUrl);
  const stored = new Map<string, number>();
  const pageOf = new Map((await db.select().from(views)).map((view) => [view.id, view.pageId]));
  for (const span of await db.select().from(spans))
    stored.set(`${span.viewId} ${span.spanId}`, span.activeMs);

  let lost = 0;
  let doubled = 0;
  for (const { viewId, acknowledged, sent } of progress) {
    const pageId = pageOf.get(viewId) ?? "";
    const owed = totalsAfter(pageId, acknowledged);
    const most = totalsAfter(pageId, sent);
    for (const [spanId, ms] of owed) if ((stored.get(`${viewId} ${spanId}`) ?? 0) < ms) lost++;
    for (const [spanId, ms] of most) if ((stored.get(`${viewId} ${spanId}`) ?? 0) > ms) doubled++;
  }
  const kept = await rollUps();
  await rebuild();
  const rebuilt = await rollUps();
  const wrongTotals = [...new Set([...kept.keys(), ...rebuilt.keys()])].filter(
    (key) => kept.get(key) !== rebuilt.get(key),
  );
  await database.close();
  const acknowledged = progress.reduce((sum, view) => sum + view.acknowledged, 0);
  return { type: "verified", acknowledged, lost, doubled, wrongTotals: wrongTotals.length };
}

/** The largest total of each span over the first n beacons. */
function totalsAfter(pageId: string, n: number): Map<string, number> {
  const totals = new Map<string, number>();
  for (let at = 1; at <= n; at++) for (const span of spansAt(pageId, at)) totals.set(span.i, span.a);
  return totals;
}

async function rollUps(): Promise<Map<string, number>> {
  const rows = await db.select().from(attentionDaily);
  return new Map(
    rows.map((row) => [`${row.roomId} ${row.day} ${row.personKey} ${row.pageId} ${row.unit}`, row.activeMs]),
  );
}
