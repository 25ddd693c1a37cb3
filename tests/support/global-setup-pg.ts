import type { TestProject } from "vitest/node";
import { migrateDatabase } from "./migrate-template";
import { startPostgres } from "./postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the server's maintenance database; roles there may create databases. */
    postgresUrl: string;
    /** Name of the migrated database that each test file copies. */
    postgresTemplate: string;
  }
}

export async function setup(project: TestProject) {
  const server = await startPostgres();
  const template = `engawa_template_${process.pid}`;
  try {
    await server.createDatabase(template);
    await migrateDatabase(server.urlOf(template));
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("postgresUrl", server.url);
  project.provide("postgresTemplate", template);
  return async () => {
    await server.dropDatabase(template);
    await server.stop();
  };
}
