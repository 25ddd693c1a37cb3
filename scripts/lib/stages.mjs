import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { root, runBin, runNode } from "./run.mjs";

const REPORTS = path.join(root, "node_modules/.cache/reports");
const TYPE_CACHE = "node_modules/.cache/tsbuildinfo";

/** In the order of running: quick and static first. `needs` names stages without which one can't run. */
export const STAGES = [
  check("format", () => runBin("biome", ["check", "--error-on-warnings", "."])),
  check("imports", () => runBin("depcruise", ["app", "db", "server", "--config", ".dependency-cruiser.js"])),
  check("unused", () => runBin("knip", [])),
  check("sizes", () => runNode("scripts/check-sizes.mjs")),
  check("versions", () => runNode("scripts/check-versions.mjs")),
  check("types", () => runBin("tsc", ["--noEmit", "--incremental", "--tsBuildInfoFile", TYPE_CACHE])),
  { name: "unit", run: () => runVitest("unit") },
  check("build", ensureBuilt),
  check("weight", () => runNode("scripts/check-client-weight.mjs"), ["build"]),
  check("migrations", () => runNode("scripts/generate-migrations.mjs", ["--check"])),
  { name: "sqlite", run: () => runVitest("sqlite") },
  { name: "pg", run: () => runVitest("pg") },
  { name: "e2e", needs: ["build"], run: runPlaywright },
];

/** A static check counts as one test. */
function check(name, command, needs) {
  return {
    name,
    needs,
    run: async () => ((await command()) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
  };
}

async function runVitest(project) {
  const report = newReport(project);
  const options = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await runBin("vitest", ["run", "--project", project, ...options]);
  const found = readReport(report);
  const counts = {
    passed: found?.numPassedTests ?? 0,
    failed: found?.numFailedTests ?? 0,
    skipped: (found?.numPendingTests ?? 0) + (found?.numTodoTests ?? 0),
    failures: (found?.testResults ?? []).flatMap(failuresOfFile),
  };
  return judge(counts, code);
}

/** A file that could not be loaded has no test that failed, only a message. */
function failuresOfFile({ name, status, message, assertionResults }) {
  const file = path.relative(root, name);
  const failed = assertionResults.filter((test) => test.status === "failed");
  if (failed.length === 0 && status === "failed") return [`${file}\n${message}`];
  return failed.map((test) => `${file} > ${test.fullName}\n${test.failureMessages.join("\n")}`);
}

async function runPlaywright() {
  if (!(await ensureBrowser())) return { passed: 0, failed: 1 };
  if ((await ensureBuilt()) !== 0) return { passed: 0, failed: 1 };
  const report = newReport("e2e");
  const code = await runBin("playwright", ["test", "--reporter=list,json"], {
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const stats = readReport(report)?.stats;
  const counts = {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    skipped: stats?.skipped ?? 0,
    failures: (readReport(report)?.suites ?? []).flatMap(failuresOfSuite),
  };
  return judge(counts, code);
}

function failuresOfSuite({ specs = [], suites = [] }) {
  const failed = specs.filter((spec) => !spec.ok);
  const own = failed.map((spec) => `${spec.file} > ${spec.title}\n${messagesOf(spec).join("\n")}`);
  return [...own, ...suites.flatMap(failuresOfSuite)];
}

function messagesOf(spec) {
  const results = spec.tests.flatMap((test) => test.results);
  return results
    .flatMap((result) => result.errors ?? [])
    .map((error) => error.message ?? String(error.value));
}

/** A runner that failed without a failed test, or ran none, has failed. */
function judge(counts, code) {
  const isSilentFailure = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  if (isSilentFailure)
    console.error(counts.passed === 0 ? "no test ran" : "the runner failed outside of a test");
  return isSilentFailure ? { ...counts, failed: 1 } : counts;
}

function newReport(name) {
  mkdirSync(REPORTS, { recursive: true });
  const file = path.join(REPORTS, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
