import { beforeEach, describe, expect, test } from "vitest";
import { dealSource } from "~/features/accounts/deals/lists/data.server";
import { createDeal } from "~/features/accounts/deals/mutations.server";
import { countStepUse, getPipeline, listStages } from "~/features/accounts/pipeline/data.server";
import {
  addStep,
  archiveStep,
  moveStep,
  renameStep,
  restoreStep,
} from "~/features/accounts/pipeline/mutations.server";
import { MAX_LIVING_STEPS } from "~/features/accounts/pipeline/schema";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { eventsOf } from "../../support/events";
import { makeAccount, makeDeal } from "../../support/factories";
import { listRows } from "../../support/lists";
import {
  en,
  expectRedirect,
  expectRefused,
  type Form,
  fill,
  ja,
  makePeople,
  type Person,
  useScreens,
} from "../screens/support";

const screens = useScreens();
let admin: Person;
let rep: Person;
beforeEach(async () => {
  ({ admin, rep } = await makePeople());
});

const stageKeys = async () => (await listStages(admin.scope)).map(({ key }) => key);
const reasonKeys = async (outcome: "won" | "lost") =>
  (await getPipeline(admin.scope)).reasons
    .filter((reason) => reason.outcome === outcome && !reason.isArchived)
    .map(({ key }) => key);
const BUILT_IN = ["qualify", "discover", "propose", "negotiate", "close"];

describe("stages", () => {
  test("are the built-in ones until somebody changes them, and each workspace has its own", async () => {
    expect(await stageKeys()).toEqual(BUILT_IN);
    const key = newId();
    const step = { list: "stage" as const, name: "Pilot", requestKey: key };
    expect(await addStep(admin.scope, step)).toEqual({ ok: true });
    expect(await addStep(admin.scope, step)).toEqual({ ok: true });
    expect(await stageKeys()).toEqual([...BUILT_IN, key]);
    const { stranger } = await makePeople();
    expect((await listStages(stranger.scope)).map((stage) => stage.key)).toEqual(BUILT_IN);
    expect(await eventsOf(admin.scope, "pipeline.changed")).toMatchObject([
      { data: { list: "stage", step: key, change: "added" } },
    ]);
  });

  test("are moved before another one or to the end", async () => {
    await moveStep(admin.scope, { list: "stage", key: "close", before: "qualify" });
    await moveStep(admin.scope, { list: "stage", key: "discover", before: null });
    expect(await stageKeys()).toEqual(["close", "qualify", "propose", "negotiate", "discover"]);
    await moveStep(admin.scope, { list: "stage", key: "discover", before: null });
    expect(await eventsOf(admin.scope, "pipeline.changed")).toHaveLength(2);
  });

  test("that were moved sort the list of deals", async () => {
    const account = await makeAccount(admin.scope);
    for (const stage of ["qualify", "close", "propose"])
      await makeDeal(admin.scope, { accountId: account.id, name: stage, stage });
    await moveStep(admin.scope, { list: "stage", key: "close", before: "qualify" });
    expect((await listRows(dealSource, admin.scope, { sort: "stage" })).map(({ name }) => name)).toEqual([
      "close",
      "qualify",
      "propose",
    ]);
  });

  test("get a name of their own, and their usual one back", async () => {
    const rename = (name: string, seenName: string) =>
      renameStep(admin.scope, { list: "stage", key: "qualify", name, seenName });
    const named = async () => (await listStages(admin.scope))[0]?.name;
    await rename("First call", "");
    expect(await named()).toBe("First call");
    expect(await rename("Second call", "")).toEqual({ ok: false, reason: "renamed", name: "First call" });
    await rename(ja.accounts.stages.qualify, "First call");
    expect(await named()).toBeNull();
    expect(await rename(en.accounts.stages.propose, "")).toMatchObject({ errors: { name: "taken" } });
    expect(await rename("ＤＩＳＣＯＶＥＲ", "")).toMatchObject({ errors: { name: "taken" } });
  });

  test("that open deals are in go only with a place for them; closed deals keep theirs", async () => {
    const open = await makeDeal(admin.scope, { stage: "propose" });
    const won = await makeDeal(admin.scope, { stage: "propose", outcome: "won" });
    const archive = (moveTo: string | null) =>
      archiveStep(admin.scope, { list: "stage", key: "propose", moveTo });
    expect(await countStepUse(admin.scope)).toMatchObject({ stages: { propose: { open: 1, closed: 1 } } });
    for (const nowhere of [null, "propose", "no_such"])
      expect(await archive(nowhere)).toMatchObject({ errors: { moveTo: "settings:errors.inUse" } });
    expect(await archive("negotiate")).toEqual({ ok: true });
    expect(await stageKeys()).not.toContain("propose");
    const rows = await listRows(dealSource, admin.scope);
    const stageOf = (id: string) => rows.find((row) => row.id === id);
    expect(stageOf(open.id)).toMatchObject({ stage: "negotiate" });
    expect(stageOf(won.id)).toMatchObject({ stage: "propose" });
    await restoreStep(admin.scope, { list: "stage", key: "propose" });
    expect((await stageKeys()).at(-1)).toBe("propose");
  });

  test("never all go, and never are too many", async () => {
    for (const key of BUILT_IN.slice(1)) await archiveStep(admin.scope, { list: "stage", key, moveTo: null });
    expect(await archiveStep(admin.scope, { list: "stage", key: "qualify", moveTo: null })).toMatchObject({
      errors: { form: "settings:deals.lastOne" },
    });
    for (let n = 1; n < MAX_LIVING_STEPS; n++)
      await addStep(admin.scope, { list: "stage", name: `Step ${n}`, requestKey: newId() });
    expect(await addStep(admin.scope, { list: "stage", name: "More", requestKey: newId() })).toMatchObject({
      errors: { name: "settings:errors.full" },
    });
    expect(await restoreStep(admin.scope, { list: "stage", key: "close" })).toMatchObject({ ok: false });
  });

  test("that are archived take no new deal", async () => {
    await archiveStep(admin.scope, { list: "stage", key: "propose", moveTo: null });
    const account = await makeAccount(rep.scope);
    const deal = { name: "Cold chain", currency: "JPY", amountMinor: null, closeDate: null };
    const input = { ...deal, stage: "propose", accountId: account.id, requestKey: newId() };
    await expect(createDeal(rep.scope, input)).rejects.toMatchObject({ code: "INVALID" });
  });
});

describe("outcome reasons", () => {
  test("are listed by outcome, and those of one leave the other alone", async () => {
    const key = newId();
    await addStep(admin.scope, { list: "lost", name: "Went silent", requestKey: key });
    await moveStep(admin.scope, { list: "lost", key, before: "lost_price" });
    await archiveStep(admin.scope, { list: "won", key: "won_price", moveTo: null });
    expect((await reasonKeys("lost")).slice(0, 2)).toEqual([key, "lost_price"]);
    expect(await reasonKeys("won")).toEqual(["won_value", "won_relation"]);
  });

  test("that deals have stay with them when they are archived", async () => {
    await makeDeal(admin.scope, { outcome: "lost", outcomeReason: "lost_fit" });
    await archiveStep(admin.scope, { list: "lost", key: "lost_fit", moveTo: null });
    expect((await countStepUse(admin.scope)).reasons).toEqual({ lost_fit: 1 });
    expect(await reasonKeys("lost")).not.toContain("lost_fit");
  });
});

test("only an admin changes them", async () => {
  const step = { list: "stage" as const, name: "Pilot", requestKey: newId() };
  expect(() => addStep(rep.scope, step)).toThrow();
  expect(await stageKeys()).toEqual(BUILT_IN);
});

describe("on the screens", () => {
  const send = (form: Form, as = admin) => screens.post(paths.dealSettings(), form, as);
  const rename = (name: string, seenName = "") =>
    send({ intent: "rename", list: "stage", key: "qualify", name, seenName });

  test("a new name is shown wherever the stage is", async () => {
    expect((await rename("First call")).status).toBe(200);
    const deal = await makeDeal(rep.scope, { name: "Cold chain" });
    const room = paths.newRoom(deal.id);
    for (const to of [paths.deals(), paths.deal(deal.id), paths.editDeal(deal.id), room])
      expect([to, (await screens.get(to, rep)).status]).toEqual([to, 200]);
    for (const to of [paths.deals(), paths.deal(deal.id), paths.editDeal(deal.id)])
      expect((await screens.get(to, rep)).text).toContain("First call");
  });

  test("a refused name stands in its field with what is wrong", async () => {
    const taken = await rename(en.accounts.stages.close);
    expect(taken.status).toBe(422);
    expect(taken.text).toContain(en.validation.taken);
    expect(taken.has(`input[value="${en.accounts.stages.close}"][aria-invalid]`)).toBe(true);
    expectRefused(
      await send({ intent: "add", list: "won", name: " ", requestKey: newId() }),
      "name",
      en.validation.required,
    );
    expect((await send({ intent: "burn", list: "stage" })).status).toBe(422);
    expect((await send({ intent: "restore", list: "stage", key: "no_such" })).status).toBe(404);
  });

  test("two admins who rename one stage: the second is told the first one's name", async () => {
    await rename("First call");
    const second = await rename("Second call");
    expect(second.status).toBe(409);
    expect(second.text).toContain(fill(en.settings.deals.renamedMeanwhile, { name: "First call" }));
    expect(second.has('input[name="name"][value="Second call"]')).toBe(true);
    expect((await rename("Second call", "First call")).status).toBe(200);
  });

  test("a deal is closed for a reason of the workspace's own, with a note", async () => {
    const key = newId();
    await addStep(admin.scope, { list: "lost", name: "Went silent", requestKey: key });
    const deal = await makeDeal(rep.scope);
    const form = {
      intent: "close",
      outcome: "lost",
      version: "1",
      outcomeReason: key,
      outcomeNote: "Since May",
    };
    expectRedirect(await screens.post(paths.deal(deal.id), form, rep), paths.deal(deal.id));
    const { text } = await screens.get(paths.deal(deal.id), rep);
    expect(text).toContain("Went silent");
    expect(text).toContain("Since May");
  });

  test("words from before reasons had keys are shown as they were written", async () => {
    const deal = await makeDeal(rep.scope, { outcome: "lost", outcomeReason: "予算がなくなった" });
    expect((await screens.get(paths.deal(deal.id), rep)).text).toContain("予算がなくなった");
  });
});
