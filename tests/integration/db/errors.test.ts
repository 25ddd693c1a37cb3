import { db } from "@db/client";
import { constraintOf, isUnavailable } from "@db/errors";
import { events } from "@db/schema/activity";
import { users } from "@db/schema/users";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { newId } from "~/platform/ids";
import { createFreshDatabase, useDatabase } from "../../support/database";
import { makeMember, makeUser } from "../../support/factories";
import { createProbes, failureOf, openDatabase, probe, probes } from "./probe";

const database = useDatabase();
beforeAll(() => createProbes(database.current));

async function constraintBrokenBy(work: Promise<unknown>) {
  const { error } = await failureOf(work);
  expect(isUnavailable(error)).toBe(false);
  return constraintOf(error);
}

test("a second row of one unique value or one key is a broken unique constraint", async () => {
  const row = probe();
  await db.insert(probes).values(row);
  expect(await constraintBrokenBy(db.insert(probes).values(probe({ note: row.note })))).toBe("unique");
  expect(await constraintBrokenBy(db.insert(probes).values(probe({ id: row.id })))).toBe("unique");
});

test("an unknown parent, and a parent that still has children, break a foreign key", async () => {
  const parent = probe();
  await db.insert(probes).values([parent, probe({ parentId: parent.id })]);
  expect(await constraintBrokenBy(db.insert(probes).values(probe({ parentId: "nobody" })))).toBe(
    "foreign_key",
  );
  expect(await constraintBrokenBy(db.delete(probes).where(eq(probes.id, parent.id)))).toBe("foreign_key");
});

test("a value out of bounds breaks a check", async () => {
  expect(await constraintBrokenBy(db.insert(probes).values(probe({ small: 1000 })))).toBe("check");
});

test("a missing value breaks not null", async () => {
  const row = probe();
  await db.insert(probes).values(row);
  const blank = db.update(probes).set({ note: sql`null` }).where(eq(probes.id, row.id));
  expect(await constraintBrokenBy(blank)).toBe("not_null");
});

test("the constraint is known inside a transaction too, and the transaction is undone", async () => {
  const user = await makeUser();
  const work = db.transaction(async (tx) => {
    await tx.insert(probes).values(probe({ note: "before the clash" }));
    await tx.insert(users).values({ ...user, id: newId() });
  });
  expect(await constraintBrokenBy(work)).toBe("unique");
  expect(await db.$count(probes, eq(probes.note, "before the clash"))).toBe(0);
});

test("a mistake in the statement is neither a constraint nor a reason to try again", async () => {
  const { error } = await failureOf(db.select({ x: sql`nowhere` }).from(probes));
  expect(constraintOf(error)).toBeNull();
  expect(isUnavailable(error)).toBe(false);
});

test("a closed database answers no ping", async () => {
  const fresh = await createFreshDatabase();
  const other = openDatabase(fresh.url);
  await other.ping();
  await other.close();
  await failureOf(other.ping());
  await fresh.remove();
});

test("an event can be neither changed nor deleted while its workspace lives", async () => {
  const { scope } = await makeMember();
  const id = newId();
  const row = { id, workspaceId: scope.workspaceId, type: "room.created", actorKind: "system" as const };
  await db.insert(events).values({ ...row, data: {}, at: new Date() });
  const changed = await failureOf(db.update(events).set({ type: "room.archived" }).where(eq(events.id, id)));
  const deleted = await failureOf(db.delete(events).where(eq(events.id, id)));
  expect(changed.text).toContain("append-only");
  expect(deleted.text).toContain("append-only");
  expect(await db.select({ type: events.type }).from(events).where(eq(events.id, id))).toEqual([
    { type: "room.created" },
  ]);
});
