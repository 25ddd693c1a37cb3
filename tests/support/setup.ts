import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { failOnConsoleError } from "./console";

// Set before any module of the app reads its settings.
const dataDir = mkdtempSync(path.join(tmpdir(), "engawa-test-"));
process.env.DATA_DIR = dataDir;

failOnConsoleError();

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
