/**
 * `npm test`: every check and test of the project, in order, each timed. `npm test -- unit sqlite` runs some.
 * Plain Node, so that it can install what the rest needs. The last line is `N passed, M failed`.
 */
import { ensureInstalled, requireNode } from "./lib/install.mjs";
import { STAGES } from "./lib/stages.mjs";

requireNode();
const chosen = chooseStages(process.argv.slice(2));
const results = [];

await ensureInstalled();
for (const stage of chosen) results.push(await runStage(stage));

const failures = results.flatMap(({ name, failures = [] }) => failures.map((text) => `${name}: ${text}`));
if (failures.length > 0) console.log(`\n── failed\n\n${failures.map(shorten).join("\n\n")}`);
console.log("\nStage                passed  failed  skipped   seconds");
for (const result of results) console.log(formatResult(result));
const passed = total("passed");
const failed = total("failed");
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);

function chooseStages(names) {
  const known = STAGES.map((stage) => stage.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`No stage ${unknown.join(", ")}; there are ${known.join(", ")}.`);
    process.exit(1);
  }
  return names.length === 0 ? STAGES : STAGES.filter((stage) => names.includes(stage.name));
}

async function runStage(stage) {
  console.log(`\n── ${stage.name}`);
  const start = performance.now();
  const blocker = results.find((result) => stage.needs?.includes(result.name) && result.failed > 0);
  const outcome = blocker ? skip(blocker.name) : await stage.run();
  return { skipped: 0, ...outcome, name: stage.name, seconds: (performance.now() - start) / 1000 };
}

/** A stage that can't run is a failure: it has shown nothing. */
function skip(name) {
  console.log(`not run: ${name} failed`);
  return { passed: 0, failed: 1 };
}

function formatResult({ name, passed, failed, skipped, seconds }) {
  const columns = [passed, failed, skipped].map((value) => String(value).padStart(8));
  return `${name.padEnd(19)}${columns.join("")}${seconds.toFixed(1).padStart(10)}`;
}

/** Enough of it to know what was wrong; the whole is further up. */
function shorten(text) {
  return text.split("\n").slice(0, 12).join("\n").slice(0, 1500);
}

function total(key) {
  return results.reduce((sum, result) => sum + result[key], 0);
}
