import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { getPipeline, listStages } from "~/features/accounts/pipeline/data.server";
import {
  addStep,
  archiveStep,
  moveStep,
  renameStep,
  restoreStep,
} from "~/features/accounts/pipeline/mutations.server";
import type { StepList } from "~/features/accounts/pipeline/schema";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { eventsOf } from "../../support/events";
import { makeDeal, makeMember } from "../../support/factories";

useDatabase();

let admin: WorkspaceScope;
beforeEach(async () => {
  ({ scope: admin } = await makeMember({ role: "admin" }));
});

const BUILT_IN = ["qualify", "discover", "propose", "negotiate", "close"];
const stageKeys = async () => (await listStages(admin)).map(({ key }) => key);
const stage = (key: string) => ({ list: "stage" as const, key });
const archive = (key: string, moveTo: string | null = null) => archiveStep(admin, { ...stage(key), moveTo });
const restore = (key: string) => restoreStep(admin, stage(key));
const move = (key: string, before: string | null) => moveStep(admin, { ...stage(key), before });
const changes = async () => (await eventsOf(admin, "pipeline.changed")).map(({ data }) => data);

async function add(name: string, list: StepList = "stage") {
  const requestKey = newId();
  expect(await addStep(admin, { list, name, requestKey })).toEqual({ ok: true });
  return requestKey;
}

describe("a stage that is brought back", () => {
  test.each(BUILT_IN)("stands at the end, whatever stood there before: %s", async (key) => {
    await archive(key);
    await restore(key);
    expect(await stageKeys()).toEqual([...BUILT_IN.filter((one) => one !== key), key]);
  });

  test("stands after those that were brought back before it", async () => {
    for (const key of ["discover", "negotiate", "qualify"]) await archive(key);
    for (const key of ["qualify", "negotiate", "discover"]) await restore(key);
    expect(await stageKeys()).toEqual(["propose", "close", "qualify", "negotiate", "discover"]);
  });

  test("stands after new ones, and new ones after it", async () => {
    await archive("discover");
    const pilot = await add("Pilot");
    await restore("discover");
    const review = await add("Review");
    expect(await stageKeys()).toEqual([
      "qualify",
      "propose",
      "negotiate",
      "close",
      pilot,
      "discover",
      review,
    ]);
  });

  test("is moved among the others again", async () => {
    await archive("propose");
    await restore("propose");
    await move("propose", "negotiate");
    expect(await stageKeys()).toEqual(BUILT_IN);
  });

  test("is brought back once, and says so once", async () => {
    await archive("propose");
    expect(await restore("propose")).toEqual({ ok: true });
    expect(await restore("propose")).toEqual({ ok: true });
    expect(await changes()).toEqual([
      { list: "stage", step: "propose", change: "archived" },
      { list: "stage", step: "propose", change: "restored" },
    ]);
  });

  test("has a name that nobody else has taken meanwhile", async () => {
    await archive("propose");
    const own = await add("Propose");
    expect(await restore("propose")).toMatchObject({ ok: false, reason: "invalid" });
    expect(await stageKeys()).not.toContain("propose");
    await renameStep(admin, { ...stage(own), name: "Offer", seenName: "Propose" });
    expect(await restore("propose")).toEqual({ ok: true });
  });
});

describe("an archived stage", () => {
  test("is not moved, and nothing is put before it", async () => {
    await archive("propose");
    await expect(move("propose", "qualify")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await move("qualify", "propose");
    expect(await stageKeys()).toEqual(["discover", "negotiate", "close", "qualify"]);
  });

  test("leaves its name to others", async () => {
    await renameStep(admin, { ...stage("propose"), name: "Offer", seenName: "" });
    expect(await addStep(admin, { list: "stage", name: "ｏｆｆｅｒ", requestKey: newId() })).toMatchObject({
      errors: { name: "taken" },
    });
    await archive("propose");
    await add("ｏｆｆｅｒ");
  });

  test("takes its open deals with it, archived ones as well, and tells where", async () => {
    const { scope } = await makeMember({ workspaceId: admin.workspaceId });
    const open = await makeDeal(scope, { stage: "propose" });
    const hidden = await makeDeal(scope, { stage: "propose", archivedAt: new Date() });
    const lost = await makeDeal(scope, { stage: "propose", outcome: "lost" });
    const elsewhere = await makeMember({ role: "admin" });
    const foreign = await makeDeal(elsewhere.scope, { stage: "propose" });
    await archive("propose", "close");
    const now = async (id: string) => (await db.select().from(deals).where(eq(deals.id, id)))[0];
    expect(await now(open.id)).toMatchObject({ stage: "close", version: open.version + 1 });
    expect(await now(hidden.id)).toMatchObject({ stage: "close" });
    expect(await now(lost.id)).toMatchObject({ stage: "propose", version: lost.version });
    expect(await now(foreign.id)).toMatchObject({ stage: "propose", version: foreign.version });
    expect(await changes()).toEqual([
      { list: "stage", step: "propose", change: "archived", movedTo: "close" },
    ]);
  });

  test("without deals goes to nowhere, even where a place was named", async () => {
    await archive("discover", "close");
    expect(await changes()).toEqual([{ list: "stage", step: "discover", change: "archived" }]);
    expect(await db.$count(deals, and(eq(deals.workspaceId, admin.workspaceId)))).toBe(0);
  });

  test("does not take deals that go to another archived one", async () => {
    await archive("discover");
    await makeDeal(admin, { stage: "propose" });
    expect(await archive("propose", "discover")).toMatchObject({
      errors: { moveTo: "settings:errors.inUse" },
    });
    expect(await stageKeys()).toContain("propose");
  });
});

describe("names", () => {
  const rename = (key: string, name: string, seenName = "") =>
    renameStep(admin, { ...stage(key), name, seenName });

  test("that change nothing are no event, even where the form is older", async () => {
    await rename("qualify", "First call");
    expect(await rename("qualify", "First call")).toEqual({ ok: true });
    expect(await rename("discover", "")).toEqual({ ok: true });
    expect(await changes()).toEqual([{ list: "stage", step: "qualify", change: "renamed" }]);
  });

  test("of one's own stage are never empty; a built-in one gets its usual name back", async () => {
    const pilot = await add("Pilot");
    expect(await rename(pilot, "", "Pilot")).toMatchObject({ errors: { name: "required" } });
    await rename("qualify", "First call");
    expect(await rename("qualify", "", "First call")).toEqual({ ok: true });
    expect((await listStages(admin)).map(({ name }) => name)).toEqual([
      null,
      null,
      null,
      null,
      null,
      "Pilot",
    ]);
  });

  test("are not given back where another stage has taken them", async () => {
    await rename("propose", "Offer");
    const own = await add("Propose");
    expect(await rename("propose", "", "Offer")).toMatchObject({ errors: { name: "taken" } });
    await archive(own);
    expect(await rename("propose", "", "Offer")).toEqual({ ok: true });
    expect(await restore(own)).toMatchObject({ errors: { form: "settings:errors.nameTaken" } });
  });

  test("of a stage may be those of a reason, but not of another stage", async () => {
    await add("Timing");
    await add("Timing ", "lost");
    await add("Timing", "won");
    expect(await addStep(admin, { list: "stage", name: "TIMING", requestKey: newId() })).toMatchObject({
      errors: { name: "taken" },
    });
    const { reasons } = await getPipeline(admin);
    expect(reasons.filter(({ name }) => name?.trim() === "Timing").map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining(["won", "lost"]),
    );
  });

  test("of what isn't there are not changed", async () => {
    await expect(rename("no_such", "X")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(archive("no_such", "close")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(restore("no_such")).rejects.toMatchObject({ code: "NOT_FOUND" });
    // A reason is no stage.
    await expect(archive("lost_price", "close")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await changes()).toEqual([]);
  });
});

describe("reasons", () => {
  const keysOf = async (outcome: "won" | "lost") =>
    (await getPipeline(admin)).reasons
      .filter((reason) => reason.outcome === outcome && !reason.isArchived)
      .map(({ key }) => key);

  test("are brought back at the end of their own outcome", async () => {
    const [before, won] = [await keysOf("lost"), await keysOf("won")];
    for (const key of before.slice(0, -1)) {
      await archiveStep(admin, { list: "lost", key, moveTo: null });
      await restoreStep(admin, { list: "lost", key });
    }
    // Each went to the end in turn, so the last one came to the front.
    expect(await keysOf("lost")).toEqual([before.at(-1), ...before.slice(0, -1)]);
    expect(await keysOf("won")).toEqual(won);
  });

  test("that deals have go without asking for a place", async () => {
    const deal = await makeDeal(admin, { outcome: "lost", outcomeReason: "lost_price" });
    expect(await archiveStep(admin, { list: "lost", key: "lost_price", moveTo: null })).toEqual({ ok: true });
    const [row] = await db.select().from(deals).where(eq(deals.id, deal.id));
    expect(row).toMatchObject({ outcomeReason: "lost_price", version: deal.version });
  });

  test("of one outcome never all go, though the other has some", async () => {
    const won = await keysOf("won");
    for (const key of won.slice(1)) await archiveStep(admin, { list: "won", key, moveTo: null });
    expect(await archiveStep(admin, { list: "won", key: won[0] ?? "", moveTo: null })).toMatchObject({
      errors: { form: "settings:deals.lastOne" },
    });
    expect(await keysOf("won")).toEqual(won.slice(0, 1));
  });
});

test("two admins who add at once both find their stage there", async () => {
  const { scope: other } = await makeMember({ workspaceId: admin.workspaceId, role: "admin" });
  const keys = [newId(), newId()];
  await Promise.all([
    addStep(admin, { list: "stage", name: "Pilot", requestKey: keys[0] ?? "" }),
    addStep(other, { list: "stage", name: "Review", requestKey: keys[1] ?? "" }),
  ]);
  const found = await stageKeys();
  expect(found).toHaveLength(7);
  expect(found.slice(5).toSorted()).toEqual(keys.toSorted());
});
