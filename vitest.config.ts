import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Kept apart from vite.config.ts: the Remix plugin must not run under Vitest.
const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Far from UTC and with odd minutes, so that code which forgets the zone fails. Workers inherit it.
process.env.TZ = "Asia/Kathmandu";

const environment = {
  NODE_ENV: "test" as const,
  TZ: "Asia/Kathmandu",
  APP_URL: "http://localhost:3000",
  SECRET_KEY: "0123456789abcdef0123456789abcdef0123456789abcdef",
  LOG_LEVEL: "silent",
};

const databaseTests = ["tests/{integration,isolation,contract}/**/*.test.{ts,tsx}"];

/** The value only fixes the dialect before the first table is imported; each file then gets a database of its own. */
function databaseProject(name: "sqlite" | "pg", databaseUrl: string) {
  return {
    extends: true as const,
    test: {
      name,
      include: databaseTests,
      env: { ...environment, DATABASE_URL: databaseUrl },
      globalSetup: [`tests/support/global-setup-${name}.ts`],
      testTimeout: 20_000,
      hookTimeout: 60_000,
      // What must come true in the end may take its time on a busy machine.
      expect: { poll: { timeout: 10_000 } },
    },
  };
}

export default defineConfig({
  resolve: { alias: { "~": folder("./app"), "@db": folder("./db"), "@server": folder("./server") } },
  test: {
    pool: "forks",
    // Vitest would leave one core to itself, which waits most of the time.
    maxWorkers: "100%",
    setupFiles: ["tests/support/setup.ts"],
    passWithNoTests: true,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          env: environment,
          testTimeout: 10_000,
        },
      },
      databaseProject("sqlite", "file::memory:"),
      databaseProject("pg", "postgres://localhost/engawa"),
    ],
  },
});
