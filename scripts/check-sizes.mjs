/** Measures the sources against the house's sizes and prints the figures. */
import ts from "typescript";
import { sourceFiles } from "./lib/source-files.mjs";

const LIMITS = { fileP90: 220, file: 400, function: 60, component: 160, route: 200, testRatio: 0.7 };

const problems = [];
const app = sourceFiles(["app", "db", "server"]);
const code = app.filter(({ file }) => !file.startsWith("app/locales/"));
const tests = sourceFiles(["tests"]);
const functions = app.flatMap(measureFunctions);

checkFiles();
checkFunctions();
checkTypes();
checkTests();
for (const problem of problems) console.error(problem);
if (problems.length > 0) console.error(`${problems.length} sizes past their limit`);
process.exit(problems.length > 0 ? 1 : 0);

function checkFiles() {
  const lines = code.map((source) => source.lines);
  const p90 = percentile(lines, 0.9);
  print("files", `${code.length}, lines p50 ${percentile(lines, 0.5)}, p90 ${p90} (≤ ${LIMITS.fileP90})`);
  if (p90 > LIMITS.fileP90) problems.push(`file p90 is ${p90} lines`);
  for (const { file, lines } of app) {
    const limit = file.startsWith("app/routes/") ? LIMITS.route : LIMITS.file;
    if (lines > limit) problems.push(`${file}: ${lines} lines (≤ ${limit})`);
  }
}

function checkFunctions() {
  const lines = functions.map((item) => item.lines);
  print(
    "functions",
    `${functions.length}, lines p50 ${percentile(lines, 0.5)}, p90 ${percentile(lines, 0.9)}`,
  );
  for (const { file, line, name, lines, isComponent } of functions) {
    const limit = isComponent ? LIMITS.component : LIMITS.function;
    if (lines > limit) problems.push(`${file}:${line} ${name}: ${lines} lines (≤ ${limit})`);
  }
}

function checkTypes() {
  const found = app.flatMap(findLooseTypes);
  const count = (kind) => found.filter((item) => item.kind === kind).length;
  print(
    "loose types",
    `any ${count("any")}, as ${count("as")}, ! ${count("!")} (all 0; as is allowed in db and where a scope is minted)`,
  );
  for (const { file, line, kind } of found) problems.push(`${file}:${line} uses ${kind}`);
}

/** Against the code of app/; texts of the two languages are not code and count on neither side. */
function checkTests() {
  const appLines = total(code.filter(({ file }) => file.startsWith("app/")));
  const testLines = total(tests);
  const ratio = testLines / Math.max(appLines, 1);
  print("lines", `app ${appLines}, tests ${testLines}, ratio ${ratio.toFixed(2)} (≥ ${LIMITS.testRatio})`);
  if (ratio < LIMITS.testRatio) problems.push(`test lines are ${ratio.toFixed(2)} of app lines`);
}

function measureFunctions(source) {
  const tree = parse(source);
  const found = [];
  visit(tree, (node) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || !node.body) return;
    const first = lineOf(tree, node.getStart(tree));
    const name = nameOf(node, tree);
    const isComponent = source.file.endsWith(".tsx") && /^[A-Z]/.test(name);
    found.push({
      file: source.file,
      line: first,
      name,
      lines: lineOf(tree, node.end) - first + 1,
      isComponent,
    });
  });
  return found;
}

/** The name of the function, or of the constant that it is assigned to, through wrappers like forwardRef(). */
function nameOf(node, tree) {
  if (node.name) return node.name.getText(tree);
  let parent = node.parent;
  while (parent && ts.isCallExpression(parent)) parent = parent.parent;
  return parent && ts.isVariableDeclaration(parent) ? parent.name.getText(tree) : "(anonymous)";
}

function findLooseTypes(source) {
  const tree = parse(source);
  const found = [];
  const add = (node, kind) =>
    found.push({ file: source.file, line: lineOf(tree, node.getStart(tree)), kind });
  visit(tree, (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) add(node, "any");
    if (ts.isNonNullExpression(node)) add(node, "!");
    if (ts.isAsExpression(node) && !isConst(node, tree) && !mayAssert(source.file)) add(node, "as");
  });
  return found;
}

/** A scope is a brand that one file of its feature mints; nothing but an assertion can. */
function mayAssert(file) {
  return file.startsWith("db/") || /^app\/features\/\w+\/scope\.server\.ts$/.test(file);
}

function isConst(node, tree) {
  return node.type.getText(tree) === "const";
}

function parse({ file, text }) {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

function visit(node, callback) {
  callback(node);
  ts.forEachChild(node, (child) => visit(child, callback));
}

function lineOf(tree, position) {
  return tree.getLineAndCharacterOfPosition(position).line + 1;
}

function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function total(sources) {
  return sources.reduce((sum, source) => sum + source.lines, 0);
}

function print(label, text) {
  console.log(`${label.padEnd(12)} ${text}`);
}
