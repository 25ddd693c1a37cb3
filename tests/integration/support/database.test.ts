import { db } from "@db/client";
import { dialect } from "@db/kit";
import { workspaces } from "@db/schema/workspaces";
import { expect, test } from "vitest";
import { createFreshDatabase, useDatabase } from "../../support/database";
import { makeWorkspace } from "../../support/factories";

const database = useDatabase();

test("a test file starts with migrated, empty tables of the project's dialect", async () => {
  expect(database.current.dialect).toBe(dialect);
  expect(await db.$count(workspaces)).toBe(0);
});

test("a second database shares nothing with the first", async () => {
  await makeWorkspace();
  const second = await createFreshDatabase();
  expect(second.url).not.toBe(process.env.DATABASE_URL);
  await second.remove();
  expect(await db.$count(workspaces)).toBe(1);
});

test("the machine's zone is neither UTC nor a whole hour away", () => {
  expect(new Date(0).getTimezoneOffset()).toBe(-330);
  expect(new Date(Date.UTC(2026, 0, 1)).getTimezoneOffset()).toBe(-345);
});
