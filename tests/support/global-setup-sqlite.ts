import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "./migrate-template";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated SQLite file that each test file copies. */
    sqliteTemplate: string;
  }
}

export async function setup(project: TestProject) {
  const folder = await mkdtemp(path.join(tmpdir(), "engawa-template-"));
  const template = path.join(folder, "template.db");
  await migrateDatabase(`file:${template}`);
  project.provide("sqliteTemplate", template);
  return () => rm(folder, { recursive: true, force: true });
}
