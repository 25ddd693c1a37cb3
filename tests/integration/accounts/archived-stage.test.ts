import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { importRefusals } from "@db/schema/imports";
import type { Tx } from "@db/types";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { moveDeal } from "~/features/accounts/deals/board/mutations.server";
import { dealRows, editDealCell } from "~/features/accounts/deals/lists/mutations.server";
import { closeDeal, createDeal, updateDeal } from "~/features/accounts/deals/mutations.server";
import { takeRows } from "~/features/accounts/imports/rows/mutations.server";
import { archiveStep } from "~/features/accounts/pipeline/mutations.server";
import { listSteps, updateStep } from "~/features/accounts/pipeline/steps.server";
import { changeRows } from "~/features/workspaces/bulk/mutations.server";
import { findWorkspaceForUpdate } from "~/features/workspaces/data.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { makeAccount, makeDeal, makeMember } from "../../support/factories";
import { meanwhile } from "../../support/meanwhile";
import { opened, receiveOk, start } from "../imports/support";

useDatabase();

async function makeHouse() {
  const { scope } = await makeMember({ role: "admin" });
  const { id: accountId } = await makeAccount(scope, { name: "Hinoki" });
  const deal = await makeDeal(scope, { accountId, stage: "qualify" });
  return { scope, accountId, deal };
}

/** An admin who is about to archive a step, as far as the commit. */
const archiving = (scope: WorkspaceScope, list: "stage" | "lost", key: string) => async (tx: Tx) => {
  await findWorkspaceForUpdate(tx, scope);
  await listSteps(tx, scope, list);
  await updateStep(tx, scope, { list, key, fields: { archivedAt: new Date() } });
};
const stageOf = async (dealId: string) =>
  (await db.select().from(deals).where(eq(deals.id, dealId)))[0]?.stage;

describe("while a stage is being archived", () => {
  test("no deal gets into it: not from the board, the form, a cell, many at once, nor as a new one", async () => {
    const ways: Record<string, (house: House) => Promise<unknown>> = {
      board: ({ scope, deal }) => moveDeal(scope, { dealId: deal.id, stage: "close", version: 1 }),
      form: ({ scope, deal }) => {
        const { name, amountMinor, closeDate, ownerId } = deal;
        const fields = { name, amountMinor, currency: "JPY", closeDate, ownerId, stage: "close" } as const;
        return updateDeal(scope, { dealId: deal.id, version: 1, ...fields });
      },
      cell: ({ scope, deal }) =>
        editDealCell(scope, { id: deal.id, field: "stage", value: "close", seen: "qualify" }),
      bulk: ({ scope, deal }) =>
        changeRows(scope, dealRows, { ids: [deal.id], action: "stage", value: "close" }),
      new: ({ scope, accountId }) => {
        const fields = { amountMinor: null, currency: "JPY", closeDate: null, stage: "close" };
        return createDeal(scope, { ...fields, accountId, name: "New", requestKey: newId() });
      },
    };
    for (const [way, go] of Object.entries(ways)) {
      const house = await makeHouse();
      const tried = meanwhile(archiving(house.scope, "stage", "close"), () => go(house));
      await expect(tried, way).rejects.toMatchObject({ code: "INVALID" });
      expect(await stageOf(house.deal.id), way).toBe("qualify");
    }
  });

  test("a row of a file that names it is refused", async () => {
    const { scope, accountId } = await makeHouse();
    const importId = await receiveOk(scope, "deals", "name,account,stage\nNew,Hinoki,close\nOther,Hinoki,\n");
    await start(scope, importId);
    const { run, rows } = await opened(importId);
    const taken = meanwhile(archiving(scope, "stage", "close"), () => takeRows({ importId, run, rows }));
    expect(await taken).toBe("taken");
    const [refused] = await db.select().from(importRefusals).where(eq(importRefusals.importId, importId));
    expect(refused).toMatchObject({ rowNumber: 1, field: "stage", reason: "stage" });
    expect(await db.$count(deals, eq(deals.accountId, accountId))).toBe(2);
  });

  test("a deal that moved into it a moment before moves on with the others", async () => {
    const { scope, deal } = await makeHouse();
    const moving = (tx: Tx) => dealRows.change(tx, scope, { id: deal.id, action: "stage", value: "close" });
    const archive = { list: "stage", key: "close", moveTo: "propose" } as const;
    expect(await meanwhile(moving, () => archiveStep(scope, archive))).toEqual({ ok: true });
    expect(await stageOf(deal.id)).toBe("propose");
  });
});

test("while a reason is being archived, no deal is closed with it", async () => {
  const { scope, deal } = await makeHouse();
  const closing = { outcome: "lost", outcomeReason: "lost_price", outcomeNote: null } as const;
  const tried = meanwhile(archiving(scope, "lost", "lost_price"), () =>
    closeDeal(scope, { dealId: deal.id, version: 1, ...closing }),
  );
  await expect(tried).rejects.toMatchObject({ code: "INVALID" });
});

type House = Awaited<ReturnType<typeof makeHouse>>;
